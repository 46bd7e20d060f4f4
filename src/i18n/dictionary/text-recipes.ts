/** @file Recipes whose teacher only writes or grades, or whose context is made after the attempt. */
import type { Entries } from './types.ts'

export const TEXT_RECIPES: Entries = {
  'A teacher that is only read, or grades': ['只能读到或只打分的教师', 'Un maestro al que solo se lee, o que califica'],
  prefer: ['偏好', 'preferir'],
  "Imitate the larger model's solution, and let its odds beat those of a wrong solution by the student.": [
    '模仿更大模型的解答，并让它的几率胜过学生的一个错误解答。',
    'Imitar la solución del modelo mayor y hacer que sus probabilidades relativas superen a las de una solución errónea del estudiante.',
  ],
  'The weight of 0.1 and that half of the texts are old ones are our choices; the first wrong text of a problem is its pair.':
    [
      '权重 0.1 以及一半文本为旧文本是我们的选择；每道题的第一个错误文本与之配对。',
      'El peso de 0,1 y que la mitad de los textos sean antiguos son elecciones nuestras; el primer texto erróneo de un problema es su pareja.',
    ],
  'Each text gets one grade from 0 to 9 for the whole; the grades of a problem compete.': [
    '每个文本整体得到 0 到 9 的一个分数；同一道题的分数相互竞争。',
    'Cada texto recibe una sola nota de 0 a 9; las notas de un problema compiten entre sí.',
  ],
  "The judge here is a stated rule, not a model: the verifier's share of steps before the first wrong one, 9 for a right answer alone. Sources differ on the use of the grade: as the reward here, as a filter elsewhere.":
    [
      '这里的评判是一条写明的规则而不是模型：验证器给出的首个错误之前步骤的比例，只有答案正确才得 9 分。各来源对分数的用法不一：此处作为奖励，别处作为过滤。',
      'Aquí el juez es una regla declarada y no un modelo: la proporción de pasos antes del primer error según el verificador, y 9 solo para una respuesta correcta. Las fuentes difieren en el uso de la nota: aquí como recompensa, en otras como filtro.',
    ],
  "Prefer the larger model's answer to the one that the student gave before it had learnt anything.": [
    '偏好更大模型的回答，而不是学生尚未学到任何东西时给出的回答。',
    'Preferir la respuesta del modelo mayor a la que dio el estudiante antes de aprender nada.',
  ],
  "The reference is the untrained student, which also wrote the rejected texts; beta 0.1 and the warm-up's 20 % are our choices.":
    [
      '参考是未训练的学生，被拒绝的文本也出自它；beta 0.1 与 20 % 的预热是我们的选择。',
      'La referencia es el estudiante sin entrenar, que también escribió los textos rechazados; beta 0,1 y el 20 % de calentamiento son elecciones nuestras.',
    ],
  "One text of each group is the larger model's; words that the student finds unlikely in it count most.": [
    '每组有一个文本出自更大的模型；其中学生认为不太可能的词最重要。',
    'Un texto de cada grupo es del modelo mayor; las palabras que al estudiante le parecen improbables son las que más cuentan.',
  ],
  "Both parts are divided by all tokens of the group, as in the paper's formula; the ratio of the trace is to its own writer.":
    [
      '两部分都除以该组的全部词元，与论文公式一致；范例的比值相对于写它的模型。',
      'Ambas partes se dividen por todos los tokens del grupo, como en la fórmula del artículo; el cociente de la traza es respecto a quien la escribió.',
    ],
  'Eight attempts; a slow average of the student, shown a right one and what was wrong with this one, grades each token.':
    [
      '八次尝试；学生的慢速平均看到一个正确的尝试以及这一次错在哪里，逐词元打分。',
      'Ocho intentos; un promedio lento del estudiante, al que se muestra uno correcto y qué falló en este, califica cada token.',
    ],
  "The code's default of its divergences. A text without a right sibling carries no loss, and counts in the number of tokens.":
    [
      '采用代码默认的散度。没有正确同伴的文本不产生损失，但计入词元数。',
      'La divergencia por defecto del código. Un texto sin hermano correcto no aporta pérdida, pero cuenta en el número de tokens.',
    ],
  'The student is told where its attempt went wrong and how to mend it, and regrades its text from there on.': [
    '告诉学生它的尝试在哪里出错、如何改正，它从那里起重新评估自己的文本。',
    'Se le dice al estudiante dónde falló su intento y cómo arreglarlo, y vuelve a calificar su texto desde ahí.',
  ],
  "The reflection is written by the world's verifier, which names the first wrong step and the rule: students of this size cannot write it. Where no error is known the whole text counts, as in the paper.":
    [
      '反思由该世界的验证器写出，指出第一个错误步骤和规则：这种规模的学生写不出来。未知错误处则整段文本都算，与论文一致。',
      'La reflexión la escribe el verificador del mundo, que nombra el primer paso erróneo y la regla: un estudiante de este tamaño no puede escribirla. Donde no se conoce error cuenta el texto entero, como en el artículo.',
    ],
  'Two texts of the last round are compared; the difference of their log-ratios is fitted to who won.': [
    '比较上一轮的两个文本；把它们对数比之差拟合到谁胜出。',
    'Se comparan dos textos de la última ronda; la diferencia de sus log-cocientes se ajusta a quién ganó.',
  ],
  "The judge is a stated rule: a right text beats a wrong one, else it is a draw, and the target is 1, -1 or 0; the reference is the last round's student, without the paper's pull to the start.":
    [
      '评判是一条写明的规则：正确的文本胜过错误的，否则为平局，目标为 1、-1 或 0；参考是上一轮的学生，没有论文中拉回起点的项。',
      'El juez es una regla declarada: un texto correcto gana a uno erróneo, si no hay empate, y el objetivo es 1, -1 o 0; la referencia es el estudiante de la última ronda, sin el tirón hacia el inicio del artículo.',
    ],
  "The student learns from the teacher's texts and older texts of the student that were kept, none of it written live in training.":
    [
      '学生从教师的文本和保存下来的学生旧文本中学习，没有一个是训练中现写的。',
      'El estudiante aprende de los textos del maestro y de textos antiguos suyos que se guardaron; nada se escribe en vivo durante el entrenamiento.',
    ],
  'The teacher can only be read, not asked about a token.': [
    '教师只能读到，不能就某个词元询问。',
    'Al maestro solo se le puede leer, no preguntar por un token.',
  ],
  'The teacher grades whole texts, not tokens.': [
    '教师给整段文本打分，而不是给词元打分。',
    'El maestro califica textos enteros, no tokens.',
  ],
}
