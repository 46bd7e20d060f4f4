/** @file Why a recipe is on-policy distillation or is not. */
import type { Entries } from './types.ts'

export const VERDICTS: Entries = {
  '✓ yes': ['✓ 是', '✓ sí'],
  '◐ partly': ['◐ 部分', '◐ en parte'],
  '✗ no': ['✗ 否', '✗ no'],
  'on-policy: learns from its own texts': ['在线策略：从自己的文本学习', 'on-policy: aprende de sus propios textos'],
  'distillation: taught token by token': ['蒸馏：逐词元受教', 'destilación: se le enseña token a token'],
  'The student learns only from what it writes itself at that step.': [
    '学生只从自己在该步写下的内容学习。',
    'El estudiante aprende solo de lo que él mismo escribe en ese paso.',
  ],
  'The student learns only from what it writes itself at that step, once the cold start is over.': [
    '冷启动结束后，学生只从自己在该步写下的内容学习。',
    'El estudiante aprende solo de lo que él mismo escribe en ese paso, una vez pasado el arranque en frío.',
  ],
  'The student learns from older texts of the student that were kept, none of it written live in training.': [
    '学生从保存下来的学生旧文本学习，没有训练中现写的。',
    'El estudiante aprende de textos viejos suyos que se guardaron, ninguno escrito en vivo durante el entrenamiento.',
  ],
  "The student learns from the data set's texts and older texts of the student that were kept, none of it written live in training.":
    [
      '学生从数据集文本和保存下来的学生旧文本学习，没有训练中现写的。',
      'El estudiante aprende de textos de los datos y de textos viejos suyos guardados, ninguno escrito en vivo durante el entrenamiento.',
    ],
  "The student learns from the teacher's texts and texts of an earlier copy of the student, none of it written live in training.":
    [
      '学生从教师的文本和学生早期副本的文本学习，没有训练中现写的。',
      'El estudiante aprende de textos del maestro y de una copia anterior suya, ninguno escrito en vivo durante el entrenamiento.',
    ],
  "Beside its own live texts the student learns from the teacher's texts.": [
    '除自己现写的文本外，学生还从教师的文本学习。',
    'Además de sus propios textos en vivo, el estudiante aprende de los del maestro.',
  ],
  "The student learns from single tokens of the student after somebody else's words, none of it written live in training.":
    [
      '学生从接在他人文字之后的单个学生词元学习，没有训练中现写的。',
      'El estudiante aprende de tokens sueltos suyos tras palabras ajenas, ninguno escrito en vivo durante el entrenamiento.',
    ],
  'Beside its own live texts the student learns from texts that the student writes with privileged context.': [
    '除自己现写的文本外，学生还从自己带特权上下文写下的文本学习。',
    'Además de sus textos en vivo, el estudiante aprende de los que escribe con contexto privilegiado.',
  ],
  'The student learns from texts of an earlier copy of the student, none of it written live in training.': [
    '学生从学生早期副本的文本学习，没有训练中现写的。',
    'El estudiante aprende de textos de una copia anterior suya, ninguno escrito en vivo durante el entrenamiento.',
  ],
  'Beside its own live texts the student learns from texts of the student of later steps.': [
    '除自己现写的文本外，学生还从较后步数的学生的文本学习。',
    'Además de sus textos en vivo, el estudiante aprende de textos suyos de pasos posteriores.',
  ],
  "At every token the target is the teacher's distribution.": [
    '每个词元处的目标是教师的分布。',
    'En cada token el objetivo es la distribución del maestro.',
  ],
  "At every token the target is the teacher's distribution, in some phases.": [
    '在某些阶段，每个词元处的目标是教师的分布。',
    'En algunas fases, el objetivo en cada token es la distribución del maestro.',
  ],
  "At every token the target is the teacher's log-probability of the token, as a reward.": [
    '每个词元处的目标是教师给该词元的对数概率，作为奖励。',
    'En cada token el objetivo es la log-probabilidad que le da el maestro, como recompensa.',
  ],
  "At every token the target is the teacher's log-probability of the token, as a reward, in some phases.": [
    '在某些阶段，每个词元处的目标是教师给该词元的对数概率，作为奖励。',
    'En algunas fases, el objetivo en cada token es la log-probabilidad que le da el maestro, como recompensa.',
  ],
  "At every token the target is a bridge to the teacher's distribution.": [
    '每个词元处的目标是通向教师分布的桥。',
    'En cada token el objetivo es un puente hacia la distribución del maestro.',
  ],
  "At every token the target is the teacher's log-probability of the token, as a reward and the teacher's distribution.":
    [
      '每个词元处的目标是作为奖励的教师对数概率，以及教师的分布。',
      'En cada token el objetivo es la log-probabilidad del maestro, como recompensa, y la distribución del maestro.',
    ],
  "At every token the target is the teacher's order of the student's candidates and the teacher's distribution.": [
    '每个词元处的目标是教师对学生候选的排序以及教师的分布。',
    'En cada token el objetivo es el orden que da el maestro a los candidatos del estudiante y la distribución del maestro.',
  ],
  "At every token the target is the teacher's log-probabilities of two tokens.": [
    '每个词元处的目标是教师给两个词元的对数概率。',
    'En cada token el objetivo son las log-probabilidades del maestro para dos tokens.',
  ],
  "At every token the target is the teacher's log-probability of the token.": [
    '每个词元处的目标是教师给该词元的对数概率。',
    'En cada token el objetivo es la log-probabilidad que el maestro le da.',
  ],
  "The target is the teacher's distribution, but only for wrong texts.": [
    '目标是教师的分布，但只用于错误的文本。',
    'El objetivo es la distribución del maestro, pero solo en los textos erróneos.',
  ],
  'The teacher is no target: it only limits how far the student strays.': [
    '教师不是目标：它只限制学生偏离多远。',
    'El maestro no es objetivo: solo limita cuánto se desvía el estudiante.',
  ],
  'The teacher is no target: it only rewards by returns over its logits.': [
    '教师不是目标：它只以其 logits 的回报作奖励。',
    'El maestro no es objetivo: solo recompensa con retornos sobre sus logits.',
  ],
  'The teacher is no target: it only anchors the ratio.': [
    '教师不是目标：它只锚定比率。',
    'El maestro no es objetivo: solo ancla la razón.',
  ],
  'The teacher is no target: it only scales what the reward decides.': [
    '教师不是目标：它只缩放奖励所决定的。',
    'El maestro no es objetivo: solo escala lo que decide la recompensa.',
  ],
  'Nobody teaches.': ['没有教师。', 'Nadie enseña.'],
  'The teacher says nothing of single tokens: it only gives texts.': [
    '教师不对单个词元发言：它只提供文本。',
    'El maestro no dice nada de tokens sueltos: solo da textos.',
  ],
}
