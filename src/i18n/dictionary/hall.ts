/** @file Words of a hall: cues that build up, one chart on the whole screen, time, slides, and a room that bets from its phones. */
import type { Entries } from './types.ts'

export const HALL: Entries = {
  'Bets from phones': ['手机下注', 'Apuestas desde el móvil'],
  'No bets from phones': ['关闭手机下注', 'Sin apuestas desde el móvil'],
  'Codes from the room': ['听众的代码', 'Códigos de la sala'],
  'The room bets from its phones': ['听众用手机下注', 'La sala apuesta desde sus móviles'],
  '{n} bet from phones': ['手机下注 {n} 个', '{n} apuesta desde el móvil'],
  '{n} bets from phones': ['手机下注 {n} 个', '{n} apuestas desde el móvil'],
  'The last codes': ['最近的代码', 'Los últimos códigos'],
  '{code}: counted.': ['{code}：已计入。', '{code}: contado.'],
  '{code}: this phone has moved its bet.': [
    '{code}：这部手机更改了下注。',
    '{code}: este móvil ha cambiado su apuesta.',
  ],
  '{code}: already counted.': ['{code}：已经计入过。', '{code}: ya estaba contado.'],
  '{code}: this is no code. Please look again: seven signs, the last one checks the others.': [
    '{code}：不是有效代码。请再看一遍：共七个字符，最后一个用于校验。',
    '{code}: no es un código. Mírelo otra vez: siete signos, y el último comprueba los demás.',
  ],
  '{code}: a code of another bet. Scan the code on the wall once more.': [
    '{code}：这是另一次下注的代码。请重新扫描屏幕上的二维码。',
    '{code}: es de otra apuesta. Escanee otra vez el código de la pantalla.',
  ],
  '{code}: too late, the teacher has been shown.': [
    '{code}：太晚了，教师模型的意见已经揭晓。',
    '{code}: demasiado tarde, ya se ha mostrado al maestro.',
  ],
  'This text is too long for a QR code.': [
    '这段文本太长，无法放进二维码。',
    'Este texto es demasiado largo para un código QR.',
  ],
  'QR code of this bet': ['本次下注的二维码', 'Código QR de esta apuesta'],
  'The phone’s page in a tab of this browser': [
    '在此浏览器的标签页中打开手机页面',
    'La página del móvil en una pestaña de este navegador',
  ],
  'Phones do not reach this address: it is this machine’s own. Open the page by a name of the network.': [
    '手机无法访问此地址：它只属于本机。请用网络上的名称打开本页。',
    'Los móviles no llegan a esta dirección: es solo de esta máquina. Abra la página con un nombre de la red.',
  ],
  Count: ['计入', 'Contar'],
  'Nobody has bet from a phone.': ['没有人用手机下注。', 'Nadie ha apostado desde el móvil.'],
  'The room earns {mean} points a bet; {hit} of {n} found the very token.': [
    '听众每注平均得 {mean} 分；{n} 人中有 {hit} 人猜中了那个词元。',
    'La sala gana {mean} puntos por apuesta; {hit} de {n} acertaron el token.',
  ],
  'This browser reads no codes by camera; Chrome does on Android, macOS and ChromeOS. Type them here instead.': [
    '此浏览器不能用摄像头读码；Android、macOS 和 ChromeOS 上的 Chrome 可以。请在这里输入。',
    'Este navegador no lee códigos con la cámara; Chrome sí en Android, macOS y ChromeOS. Escríbalos aquí.',
  ],
  'Camera off': ['关闭摄像头', 'Apagar la cámara'],
  'Read codes by camera': ['用摄像头读码', 'Leer códigos con la cámara'],
  'The camera cannot be used: the browser or its user does not allow it.': [
    '无法使用摄像头：浏览器或用户不允许。',
    'No se puede usar la cámara: el navegador o su usuario no lo permite.',
  ],
  Camera: ['摄像头', 'Cámara'],
  'What do you think?': ['您怎么看？', '¿Qué opina?'],
  'This address holds no bet. Scan the code on the wall once more.': [
    '此地址中没有下注。请重新扫描屏幕上的二维码。',
    'Esta dirección no contiene ninguna apuesta. Escanee otra vez el código de la pantalla.',
  ],
  'Tap a token: you get a short code for the speaker.': [
    '点一个词元：您会得到一个给讲者的短代码。',
    'Toque un token: recibirá un código corto para el ponente.',
  ],
  'Your bet, {token}, as a code:': ['您的下注 {token} 的代码：', 'Su apuesta, {token}, como código:'],
  'QR code of your answer': ['您的答案的二维码', 'Código QR de su respuesta'],
  'Call it out, or hold it to the speaker’s camera. Another tap moves your bet.': [
    '请报出代码，或把它对准讲者的摄像头。再点一次即可更改下注。',
    'Dígalo en voz alta o muéstrelo a la cámara del ponente. Otro toque cambia su apuesta.',
  ],
  'What to choose from': ['可选项', 'Opciones'],
  'The speaker’s page has your bet.': ['讲者的页面已收到您的下注。', 'La página del ponente tiene su apuesta.'],
  'The speaker’s page takes no bets now.': [
    '讲者的页面现在不接受下注。',
    'La página del ponente no acepta apuestas ahora.',
  ],
  'Fill the screen with this chart': ['用这张图占满屏幕', 'Llenar la pantalla con este gráfico'],
  'Fill the screen with a chart, then with the next': [
    '用一张图占满屏幕，再按换下一张',
    'Llenar la pantalla con un gráfico, luego con el siguiente',
  ],
  'Chart that fills the screen, 0 for none': [
    '占满屏幕的图，0 表示没有',
    'Gráfico que llena la pantalla, 0 para ninguno',
  ],
  'Seconds planned, 0 for none': ['计划秒数，0 表示没有', 'Segundos previstos, 0 para ninguno'],
  'Recorded earlier, curves without weights: Train begins a run on this device.': [
    '先前的录制，只有曲线而没有权重：按“训练”会在本设备上开始新的运行。',
    'Grabado antes, curvas sin pesos: Entrenar empieza una ejecución en este dispositivo.',
  ],
  'the teacher’s marks': ['教师模型的标记', 'las marcas del maestro'],
  'the teacher’s note': ['教师模型的提示', 'la nota del maestro'],
  'the instrument': ['仪器', 'el instrumento'],
  'one chart on the whole screen': ['一张图占满屏幕', 'un gráfico en toda la pantalla'],
  'there at once': ['一开始就有', 'desde el principio'],
  'when you step on': ['前进一步时出现', 'al dar el paso'],
  'not in this cue': ['此提示点中不出现', 'no en esta escena'],
  'What the room sees, and when': ['听众看到什么、何时看到', 'Qué ve la sala, y cuándo'],
  '{n} of {all} steps revealed': ['已展示 {n} / {all} 步', '{n} de {all} pasos revelados'],
  'Next: {what}': ['下一步：{what}', 'A continuación: {what}'],
}
