/** @file Words of the slider of privilege. */
import type { Entries } from './types.ts'

export const PRIVILEGE_WORDS: Entries = {
  'Slider of privilege': ['特权滑块', 'Control de privilegio'],
  'What the teacher is told': ['告诉教师什么', 'Qué se le cuenta al maestro'],
  nothing: ['什么也不知道', 'nada'],
  'One text, five amounts of privilege': ['一段文本，五档特权', 'Un texto, cinco grados de privilegio'],
  'The teacher is told nothing. It is the student itself, so it agrees with every token.': [
    '没有告诉教师任何东西。它就是学生自己，所以每个词元都同意。',
    'Al maestro no se le cuenta nada. Es el propio estudiante, así que está de acuerdo con cada token.',
  ],
  'The student’s text, read by a teacher that knows {what}': [
    '学生的文本，由这样的教师来读：{what}',
    'El texto del estudiante, leído por un maestro que conoce {what}',
  ],
  accuracy: ['正确率', 'exactitud'],
  length: ['长度', 'longitud'],
  'told nothing': ['什么也不告诉', 'sin contarle nada'],
  'told everything': ['全部告诉', 'contándoselo todo'],
  'teacher knows': ['教师知道', 'el maestro conoce'],
  'before training': ['训练之前', 'antes de entrenar'],
  'Measured without any note on {n} held-out bills and dates, greedily, after {steps} steps of {rollouts} texts (seeds: {seeds}); lines are 95 % intervals. Length in tokens. Leakage: texts whose sums do not come out, so that a number comes from nowhere.':
    [
      '不给任何附注，在 {n} 道留出的账单与日期题上贪心测得，之前训练了 {steps} 步，每步 {rollouts} 段文本（种子数：{seeds}）；细线为 95 % 区间。长度以词元计。泄漏：算式对不上的文本，即有数字凭空而来。',
      'Medido sin nota alguna en {n} cuentas y fechas reservadas, de forma voraz, tras {steps} pasos de {rollouts} textos (semillas: {seeds}); las líneas son intervalos del 95 %. Longitud en tokens. Filtración: textos cuyas sumas no cuadran, de modo que un número sale de la nada.',
    ],
}
