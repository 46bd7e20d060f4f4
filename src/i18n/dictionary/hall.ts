/** @file Words of a hall: cues that build up, one chart on the whole screen, time, slides, and a room that bets from its phones. */
import type { Entries } from './types.ts'

export const HALL: Entries = {
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
