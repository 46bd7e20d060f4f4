/** @file Words of the stage, the speaker's window and the audience's bets. */
import type { Entries } from './types.ts'

export const SHOW: Entries = {
  'Keys on the stage': ['舞台上的按键', 'Teclas del escenario'],
  Stage: ['舞台', 'Escenario'],
  'The screen is black. B brings the light back.': [
    '屏幕已变黑。按 B 恢复。',
    'La pantalla está en negro. B devuelve la luz.',
  ],
  'The browser did not open the notes window. Allow pop-ups for this page and try again.': [
    '浏览器未打开备注窗口。请允许此页面弹出窗口后重试。',
    'El navegador no abrió la ventana de notas. Permita las ventanas emergentes de esta página e inténtelo de nuevo.',
  ],
  'Until then the notes stand at the foot of the stage.': [
    '在此之前，备注位于舞台底部。',
    'Hasta entonces las notas están al pie del escenario.',
  ],
  'The device did not answer within {n} s.': ['设备未在 {n} 秒内响应。', 'El dispositivo no respondió en {n} s.'],
  'The page as it stands': ['页面当前的样子', 'La página tal como está'],
  'No notes for this cue.': ['此提示点没有备注。', 'Sin notas para esta escena.'],
  Previous: ['上一个', 'Anterior'],
  Next: ['下一个', 'Siguiente'],
  'Light again': ['恢复亮屏', 'Devolver la luz'],
  'Begin the show': ['开始演示', 'Empezar la presentación'],
  'This is the last cue.': ['这是最后一个提示点。', 'Esta es la última escena.'],
  'All cues': ['全部提示点', 'Todas las escenas'],
  'Problem {n}, {world}': ['题目 {n}，{world}', 'Problema {n}, {world}'],
  'the teacher has seen the note': ['教师模型已看过提示', 'el maestro ha visto la nota'],
  Clock: ['时钟', 'Reloj'],
  Elapsed: ['已用时间', 'Transcurrido'],
  'Go on': ['继续', 'Seguir'],
  'To zero': ['归零', 'A cero'],
  'Go to cue {n}: Enter': ['跳到第 {n} 个提示点：按 Enter', 'Ir a la escena {n}: Intro'],
  'Live …': ['现场运行……', 'En vivo …'],
  'The time ran out: recorded earlier.': ['已超时：这是先前的录制。', 'Se acabó el tiempo: grabado antes.'],
  'The device failed: recorded earlier.': ['设备失败：这是先前的录制。', 'El dispositivo falló: grabado antes.'],
  'This did not work, and nothing was recorded.': [
    '未能完成，且没有录制。',
    'Esto no funcionó, y no había nada grabado.',
  ],
  'This state is too long for a QR code.': [
    '该状态太长，放不进二维码。',
    'Este estado es demasiado largo para un código QR.',
  ],
  'QR code of this state': ['此状态的二维码', 'Código QR de este estado'],
  'This very state, on your own device': ['在自己的设备上打开同一状态', 'Este mismo estado, en su propio dispositivo'],
  '{n} point': ['{n} 分', '{n} punto'],
  '{n} points': ['{n} 分', '{n} puntos'],
  '{team}: {points}': ['{team}：{points}', '{team}: {points}'],
  '{n} round': ['{n} 轮', '{n} ronda'],
  '{n} rounds': ['{n} 轮', '{n} rondas'],
  'What the teacher dislikes': ['教师模型不喜欢的词元', 'Lo que le disgusta al maestro'],
  'Which token will the teacher dislike most?': [
    '教师模型最不喜欢哪个词元？',
    '¿Qué token le disgustará más al maestro?',
  ],
  'A bet earns its token’s share of the worst gap: 100 for the most disliked, nothing where the teacher does not object.':
    [
      '每次竞猜得到该词元的百分位：最不被喜欢的得 100，盲猜平均得 50。',
      'Una apuesta gana el percentil de su token: 100 el que más disgusta, 50 de media al azar.',
    ],
  'Click a token, or walk with the arrow keys and press Enter. The bet can be moved until the teacher is revealed.': [
    '点击一个词元，或用方向键移动并按 Enter。揭晓教师模型之前可以改押。',
    'Haga clic en un token, o muévase con las flechas y pulse Intro. La apuesta se puede mover hasta que se revele al maestro.',
  ],
  'The teacher has not read this text yet: bets can be placed, and revealed once it has.': [
    '教师模型尚未读过此文本：可以先下注，读完后再揭晓。',
    'El maestro aún no ha leído este texto: se puede apostar, y revelar cuando lo haya leído.',
  ],
  'Close the bets': ['结束竞猜', 'Cerrar las apuestas'],
  'Tokens to bet on': ['可押的词元', 'Tokens para apostar'],
  'gap {gap}': ['差距 {gap}', 'brecha {gap}'],
  'bet of {teams}': ['{teams} 押注', 'apuesta de {teams}'],
  '{team} bets now': ['轮到 {team}', 'Ahora apuesta {team}'],
  'Bet for {team}': ['替 {team} 下注', 'Apostar por {team}'],
  'Name of team {n}': ['第 {n} 队的名称', 'Nombre del equipo {n}'],
}
