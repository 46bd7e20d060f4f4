/** @file Words of the pivot waterfall. */
import type { Entries } from './types.ts'

export const WATERFALL: Entries = {
  'Tokens by their contribution': ['按贡献排列的词元', 'Tokens por su contribución'],
  'share of the gradient': ['梯度份额', 'parte del gradiente'],
  'teacher’s entropy': ['教师的熵', 'entropía del maestro'],
  'student’s entropy': ['学生的熵', 'entropía del estudiante'],
  'Tokens in the order of the text': ['按文本顺序的词元', 'Tokens en el orden del texto'],
  'A token’s gradient: the norm of its loss differentiated by the student’s logits. Outline: its share without thresholds. Ink: with them. Drag the dashed lines.':
    [
      '词元的梯度：其损失对学生 logits 求导的范数。轮廓：无阈值时的份额。实心：有阈值时的份额。可拖动虚线。',
      'El gradiente de un token: la norma de su pérdida derivada por los logits del estudiante. Contorno: su parte sin umbrales. Tinta: con ellos. Arrastra las líneas discontinuas.',
    ],
  'The gradients are being measured.': ['正在测量梯度。', 'Se están midiendo los gradientes.'],
  'The gradients are measured on the models, which are not loaded. Drag the dashed lines.': [
    '梯度要用模型测量，而模型尚未载入。可拖动虚线。',
    'Los gradientes se miden con los modelos, que no están cargados. Arrastra las líneas discontinuas.',
  ],
  Clip: ['截断', 'Recorte'],
  'No token counts for more than this, either way.': [
    '任何词元的贡献（正或负）都不超过此值。',
    'Ningún token cuenta más que esto, en ningún sentido.',
  ],
  'no limit': ['不限', 'sin límite'],
  'at most {amount} a token': ['每个词元至多 {amount}', 'como mucho {amount} por token'],
  'Entry clip': ['词项截断', 'Recorte por entrada'],
  'No vocabulary entry adds more than this to its token, and a cut entry has no gradient (OPSD’s point-wise clip).': [
    '任何词表项对其词元的贡献都不超过此值，被截断的项没有梯度（OPSD 的逐点截断）。',
    'Ninguna entrada del vocabulario aporta más que esto a su token, y una entrada recortada no tiene gradiente (el recorte puntual de OPSD).',
  ],
  'needs a sum over the vocabulary': ['需要是对词表的求和', 'requiere una suma sobre el vocabulario'],
  'at most {amount} an entry': ['每个词项至多 {amount}', 'como mucho {amount} por entrada'],
  'Teacher’s entropy': ['教师的熵', 'Entropía del maestro'],
  'Only tokens where the teacher itself is unsure count.': [
    '只计教师自己也不确定的词元。',
    'Solo cuentan los tokens en los que el propio maestro duda.',
  ],
  any: ['任意', 'cualquiera'],
  'above {amount}': ['高于 {amount}', 'por encima de {amount}'],
  'Student’s entropy': ['学生的熵', 'Entropía del estudiante'],
  'Only the tokens where the student was least sure count.': [
    '只计学生最不确定的词元。',
    'Solo cuentan los tokens en los que el estudiante estaba menos seguro.',
  ],
  'the highest {share}': ['最高的 {share}', 'el {share} más alto'],
  Prefix: ['前缀', 'Prefijo'],
  'Only the beginning of the text counts.': ['只计文本的开头。', 'Solo cuenta el principio del texto.'],
  'all tokens': ['所有词元', 'todos los tokens'],
  'the first {n} tokens': ['前 {n} 个词元', 'los primeros {n} tokens'],
  'No thresholds': ['取消阈值', 'Sin umbrales'],
  'Threshold: {name}': ['阈值：{name}', 'Umbral: {name}'],
  'The bars as a table': ['以表格查看条形', 'Las barras como tabla'],
  token: ['词元', 'token'],
  place: ['位置', 'lugar'],
  value: ['值', 'valor'],
  'counts as': ['计为', 'cuenta como'],
  gradient: ['梯度', 'gradiente'],
  share: ['份额', 'parte'],
  summed: ['累计', 'acumulado'],
  '{divergence} of every token, the largest first: a few pivots carry most of what the student learns.': [
    '每个词元的{divergence}，从大到小：少数关键词元承载了学生所学的大部分。',
    '{divergence} de cada token, de mayor a menor: unos pocos pivotes llevan casi todo lo que el estudiante aprende.',
  ],
  'It is read on the support that is chosen on the divergence rail.': [
    '按散度轨上所选的支撑集读取。',
    'Se lee sobre el soporte elegido en el riel de divergencias.',
  ],
  'Ink: what counts. Outline: what the thresholds took. Line: summed share of the loss, dotted at {share}. Dashes: the clip, drag it.':
    [
      '实心：计入的部分。轮廓：被阈值去掉的部分。曲线：损失的累计份额，点线在 {share}。虚线：截断值，可拖动。',
      'Tinta: lo que cuenta. Contorno: lo que quitaron los umbrales. Línea: parte acumulada de la pérdida, punteada en {share}. Guiones: el recorte; arrástralo.',
    ],
  'No token carries anything: the thresholds let none through.': [
    '没有词元承载任何损失：阈值一个也没放过。',
    'Ningún token lleva nada: los umbrales no dejan pasar ninguno.',
  ],
  '{n} of {all} tokens carry {part} of this loss.': [
    '{all} 个词元中的 {n} 个承载了此损失的 {part}。',
    '{n} de {all} tokens llevan el {part} de esta pérdida.',
  ],
  '{n} carry {part} of its gradient.': ['{n} 个承载了其梯度的 {part}。', '{n} llevan el {part} de su gradiente.'],
  '{token}, token {index}: number {place} with {value}, {share} of the sizes that count.': [
    '{token}，第 {index} 个词元：排第 {place}，值 {value}，占计入的绝对值之和的 {share}。',
    '{token}, token {index}: número {place} con {value}, el {share} de los tamaños que cuentan.',
  ],
  'Cut, it counts as {value}: below zero.': [
    '截断后计为 {value}：小于零。',
    'Recortado cuenta como {value}: bajo cero.',
  ],
  'What is left is below zero: such a loss pushes the student away from the teacher.': [
    '剩下的小于零：这样的损失会把学生推离教师。',
    'Lo que queda está bajo cero: una pérdida así aleja al alumno del profesor.',
  ],
  'Sample a rollout to see which of its tokens carry the loss.': [
    '采样一条轨迹，看看哪些词元承载损失。',
    'Genera un rollout para ver cuáles de sus tokens llevan la pérdida.',
  ],
  'This divergence is no sum over tokens: the sampled token alone says nothing of it. Choose another support on the divergence rail, or another divergence.':
    [
      '此散度不是对词元的求和：仅凭采样到的词元无法得知它。请在散度轨上另选支撑集，或另选散度。',
      'Esta divergencia no es una suma sobre tokens: el token muestreado por sí solo no dice nada de ella. Elige otro soporte en el riel de divergencias u otra divergencia.',
    ],
  'Measure again': ['重新测量', 'Medir de nuevo'],
  'The teacher has not read this text, and the models are not loaded.': [
    '教师尚未读过此文本，且模型未载入。',
    'El maestro no ha leído este texto y los modelos no están cargados.',
  ],
  'The teacher has yet to read it.': ['教师还没有读。', 'El maestro aún no lo ha leído.'],
  '{n} counts; {share} of the sum is left.': [
    '{n} 个计入；剩下总和的 {share}。',
    '{n} cuenta; queda el {share} de la suma.',
  ],
  '{n} count; {share} of the sum is left.': [
    '{n} 个计入；剩下总和的 {share}。',
    '{n} cuentan; queda el {share} de la suma.',
  ],
}
