/** @file What is said of measured things: recorded races, time left, notes’ movements, worlds and who knows what in them. */
import type { Entries } from './types.ts'

export const MEASURED: Entries = {
  '{time} left': ['还剩 {time}', 'quedan {time}'],
  'beyond its interval: 1 in 20 does this by chance': [
    '超出其区间：20 次中有 1 次会偶然如此',
    'fuera de su intervalo: 1 de cada 20 lo hace por azar',
  ],
  'Of this race there is no recording. Start it, and its curves grow here.': [
    '这场比赛没有录制。开始比赛，曲线就在这里生长。',
    'De esta carrera no hay grabación. Empiécela, y sus curvas crecen aquí.',
  ],
  'Lanes end where they are equal in {budget}.': [
    '各道在{budget}相等处结束。',
    'Las calles acaban donde son iguales en {budget}.',
  ],
  '{subtitle}, over {axis}': ['{subtitle}，横轴为{axis}', '{subtitle}, según {axis}'],
  RECORDING: ['录制', 'GRABACIÓN'],
  'Show the recording': ['显示录制', 'Mostrar la grabación'],
  'Play the recording': ['播放录制', 'Reproducir la grabación'],
  '{student} and {teacher} on {world} of difficulty {difficulty}, {problems} held-out problems, made with {device}.': [
    '{student}与{teacher}，{world}，难度 {difficulty}，{problems} 道留出题，用 {device} 录制。',
    '{student} y {teacher} en {world} de dificultad {difficulty}, {problems} problemas reservados, hecha con {device}.',
  ],
  'Time left: measured with the first step.': [
    '剩余时间：第一步之后测得。',
    'Tiempo restante: se mide con el primer paso.',
  ],
  'How long it takes here is known after its first step.': [
    '在这里要多久，第一步之后才知道。',
    'Cuánto tarda aquí se sabe tras el primer paso.',
  ],
  'Run it again here: about {time}': ['在这里再跑一次：约 {time}', 'Repetirla aquí: unos {time}'],
  'On this device: about {time}': ['在此设备上：约 {time}', 'En este dispositivo: unos {time}'],
  '{winner} is ahead of {other} by {margin}: too close to call.': [
    '{winner} 领先 {other}，差距 {margin}：难分高下。',
    '{winner} va por delante de {other} por {margin}: demasiado igualado para decidir.',
  ],
  'Of {ranked} tokens that hold 1 % of a strip or more, {moved} change place by a tenth of the ranks or more.': [
    '在占条带 1 % 或以上的 {ranked} 个词元中，{moved} 个的名次变动达到十分之一以上。',
    'De {ranked} tokens que tienen el 1 % de una tira o más, {moved} cambian de puesto en una décima parte de los rangos o más.',
  ],
  '{moved} in all, {total} net ({note})': [
    '总共 {moved}，净值 {total}（{note}）',
    '{moved} en total, {total} netos ({note})',
  ],
  'The note moved {moved} in all, {total} net; half of it on {half} of {all} tokens.': [
    '这条提示总共移动了 {moved}，净值 {total}；其中一半落在 {all} 个词元中的 {half} 个上。',
    'La nota movió {moved} en total, {total} netos; la mitad en {half} de {all} tokens.',
  ],
  'The note would move {moved} in all, {total} net; half of it on {half} of {all} tokens.': [
    '这条提示总共会移动 {moved}，净值 {total}；其中一半落在 {all} 个词元中的 {half} 个上。',
    'La nota movería {moved} en total, {total} netos; la mitad en {half} de {all} tokens.',
  ],
  'Plan of the rooms, north up: start in {start}, key in {key}, door in {door}, walls: {walls}.': [
    '房间平面图，上方为北：起点 {start}，钥匙在 {key}，门在 {door}，墙：{walls}。',
    'Plano de las salas, el norte arriba: salida en {start}, llave en {key}, puerta en {door}, muros: {walls}.',
  ],
  'Everybody sees the whole story; secret is the way to the answer, which only a note hands to the teacher.': [
    '人人都看到整个故事；秘密是通往答案的路，只有提示才把它交给教师。',
    'Todos ven la historia entera; secreto es el camino a la respuesta, que solo una nota entrega al maestro.',
  ],
  'Everybody sees the whole story, in Swahili; secret is the way to the answer, which only a note hands to the teacher.':
    [
      '人人都看到整个故事（斯瓦希里语）；秘密是通往答案的路，只有提示才把它交给教师。',
      'Todos ven la historia entera, en suajili; secreto es el camino a la respuesta, que solo una nota entrega al maestro.',
    ],
  'Secret are the prices, the rules of each day and the calendar: the student goes by what it once read, right or outdated; the note “the document” shows them to the teacher.':
    [
      '秘密是价格、每天的规则和日历：学生凭它曾经读过的，有对的也有过时的；提示“文档”把它们给教师看。',
      'Secretos son los precios, las reglas de cada día y el calendario: el estudiante se guía por lo que leyó una vez, correcto o anticuado; la nota «el documento» se los muestra al maestro.',
    ],
  'Everybody is told where key, door and walls are; secret is the walk, which only a note hands to the teacher.': [
    '人人都知道钥匙、门和墙在哪里；秘密是走法，只有提示才把它交给教师。',
    'A todos se les dice dónde están llave, puerta y muros; secreto es el recorrido, que solo una nota entrega al maestro.',
  ],
  'Everybody sees the whole program; secret is what every line leaves on the stack, which only a note tells the teacher.':
    [
      '人人都看到整个程序；秘密是每一行在栈上留下什么，只有提示才告诉教师。',
      'Todos ven el programa entero; secreto es lo que cada línea deja en la pila, que solo una nota cuenta al maestro.',
    ],
  'Recipes of your choice, from the same start, on the same problems.': [
    '你选择的配方，从同一起点出发，做同样的题目。',
    'Recetas a tu elección, desde el mismo inicio, con los mismos problemas.',
  ],
  'Few texts of another': ['别人的少量文本', 'Pocos textos ajenos'],
  'Eight texts of the teacher, read again and again, or a teacher who reads what the student writes: who still knows the way after a slip?':
    [
      '一遍遍读教师的八段文本，还是由教师来读学生写的：失误之后谁还认得路？',
      'Ocho textos del maestro, leídos una y otra vez, o un maestro que lee lo que escribe el estudiante: ¿quién sabe aún el camino tras un desliz?',
    ],
  'Imitating eight texts ends below on-policy distillation, and the teacher disagrees more with what that student then writes.':
    [
      '模仿八段文本的结果低于在线策略蒸馏，而教师对那个学生随后所写的更不认同。',
      'Imitar ocho textos acaba por debajo de la destilación on-policy, y el maestro discrepa más de lo que ese estudiante escribe después.',
    ],
  'A teacher who knows no better': ['懂得并不更多的教师', 'Un maestro que no sabe más'],
  'The teacher is a specialist of another field: what is its opinion worth beside a verifier that is right?': [
    '教师是另一领域的专家：与一个总是正确的验证器相比，它的意见值多少？',
    'El maestro es especialista en otro campo: ¿qué vale su opinión junto a un verificador que acierta?',
  ],
  'Here OPD loses: the student cannot learn from a teacher what that teacher does not know, and GRPO lifts it by 10 points more.':
    [
      '在这里 OPD 输了：学生无法从教师那里学到教师自己不知道的东西，而 GRPO 多提升 10 个百分点。',
      'Aquí OPD pierde: el estudiante no puede aprender de un maestro lo que este no sabe, y GRPO lo sube 10 puntos más.',
    ],
}
