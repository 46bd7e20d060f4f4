/** @file Words of the instruments that hold readings of one text against each other: the hint X-ray and Compare. */
import type { Entries } from './types.ts'

export const READINGS: Entries = {
  answer: ['答案', 'respuesta'],
  trace: ['解题过程', 'solución'],
  hint: ['提示', 'pista'],
  concise: ['简洁', 'conciso'],
  document: ['文档', 'documento'],
  feedback: ['反馈', 'comentarios'],
  revise: ['修订', 'revisión'],
  memory: ['记忆', 'memoria'],
  reflection: ['反思', 'reflexión'],
  without: ['无', 'sin nota'],
  'with the note': ['含附注', 'con la nota'],
  moved: ['变动', 'movido'],
  turned: ['转变', 'cambiaron'],
  'total {value}': ['合计 {value}', 'total {value}'],
  'The note moves': ['附注带来的变动', 'La nota mueve'],
  '; {n} without a finite change are left out': [
    '；略去 {n} 个变动非有限的词元',
    '; se omiten {n} sin un cambio finito',
  ],
  'Half of it falls on': ['其中一半落在', 'La mitad recae en'],
  '{half} of {count} tokens': ['{half} 个词元上（共 {count} 个）', '{half} de {count} tokens'],
  'Turned to agree': ['转为一致', 'Pasaron a coincidir'],
  'Turned to disagree': ['转为不一致', 'Pasaron a discrepar'],
  'The student’s token is the teacher’s first choice on {without} tokens without the note, on {with} with it.': [
    '学生的词元正是教师首选：无附注时 {without} 个，有附注时 {with} 个。',
    'El token del estudiante es la primera elección del maestro en {without} tokens sin la nota y en {with} con ella.',
  ],
  'What a note in the teacher’s prompt moves. Hold {key} to look with the note; let go to return.': [
    '教师提示中的一条附注会改变什么。按住 {key} 查看有附注的情形，松开返回。',
    'Qué mueve una nota en el prompt del maestro. Mantén {key} para mirar con la nota; suéltala para volver.',
  ],
  'Sample a rollout: each note gets a row under its tokens.': [
    '先采样一条轨迹：每条附注会在词元下方得到一行。',
    'Muestrea un rollout: cada nota recibe una fila bajo sus tokens.',
  ],
  'Contexts along the tokens': ['沿词元的各上下文', 'Contextos a lo largo de los tokens'],
  'Gap in total, {unit}:': ['差距合计，{unit}：', 'Brecha total, {unit}:'],
  'The gaps as a table, {unit}': ['差距数值表，{unit}', 'Las brechas como tabla, {unit}'],
  'This problem has no notes to give.': ['此题没有可给的附注。', 'Este problema no tiene notas que dar.'],
  'With the note': ['有附注', 'Con la nota'],
  'Without the note': ['无附注', 'Sin la nota'],
  'The note:': ['附注：', 'La nota:'],
  'Notes with a row': ['显示为行的附注', 'Notas con fila'],
  'Rows: gap = log p_T − log p_S without and with each note; moved: gap with the note less the gap without.': [
    '各行：无附注与有各附注时的差距 = log p_T − log p_S；变动：有附注的差距减无附注的差距。',
    'Filas: brecha = log p_T − log p_S sin y con cada nota; movido: la brecha con la nota menos la brecha sin ella.',
  ],
  'All rows share one scale, ±{limit} {unit}; an arrow head: beyond it.': [
    '各行共用刻度 ±{limit} {unit}；箭头表示超出。',
    'Todas las filas comparten una escala, ±{limit} {unit}; una punta de flecha: más allá.',
  ],

  'Two readings on the same axis and the same scale: other teachers, notes, divergences or rollouts. Nothing is sampled.':
    [
      '同一轴、同一刻度上的两次评读：不同教师、附注、散度或轨迹。不会重新采样。',
      'Dos lecturas en el mismo eje y la misma escala: otros maestros, notas, divergencias o rollouts. No se muestrea nada.',
    ],
  'Swap A and B': ['交换 A 与 B', 'Intercambiar A y B'],
  'Sample a rollout to hold two readings of it against each other.': [
    '先采样一条轨迹，再对照它的两次评读。',
    'Muestrea un rollout para contrastar dos lecturas de él.',
  ],
  'Both sides along the tokens': ['沿词元的两侧', 'Ambos lados a lo largo de los tokens'],
  'Both sides as a table': ['两侧数值表', 'Ambos lados como tabla'],
  'In total A {a}, B {b}; B − A {difference} over the {n} tokens that the two texts begin with.': [
    '合计 A {a}，B {b}；在两段文本共同开头的 {n} 个词元上 B − A 为 {difference}。',
    'En total A {a}, B {b}; B − A {difference} sobre los {n} tokens con que empiezan ambos textos.',
  ],
  'In total A {a}, B {b}; B − A {difference}.': [
    '合计 A {a}，B {b}；B − A 为 {difference}。',
    'En total A {a}, B {b}; B − A {difference}.',
  ],
  'The two measures have different units: the difference is one of bare numbers.': [
    '两种度量单位不同：差值只是数字之差。',
    'Las dos medidas tienen unidades distintas: la diferencia es de números sin más.',
  ],
  'They do not differ anywhere.': ['处处相同。', 'No difieren en ninguna parte.'],
  'Most at': ['差别最大处：', 'Sobre todo en'],
  '{student} on problem {problem}, seed {seed}': [
    '{student}，题目 {problem}，种子 {seed}',
    '{student} en el problema {problem}, semilla {seed}',
  ],
  '{side}: {measure} of {rollout}, read by {teacher} {context}.': [
    '{side}：{rollout}的{measure}，由 {teacher} {context}评读。',
    '{side}: {measure} de {rollout}, leído por {teacher} {context}.',
  ],
  'without a note': ['在无附注时', 'sin nota'],
  'with the note “{note}”': ['在有附注“{note}”时', 'con la nota «{note}»'],
  'Sampled token': ['采样到的词元', 'Token muestreado'],
  'the gap': ['差距', 'la brecha'],
  'no note': ['无附注', 'ninguna nota'],
  '{rollout} as {teacher} reads it with {context}, drawn as {measure}.': [
    '{rollout}，由{teacher}在{context}下评读，绘制{measure}。',
    '{rollout} tal como lo lee {teacher} con {context}, dibujado como {measure}.',
  ],
  'Rollout of {side}': ['{side} 的轨迹', 'Rollout de {side}'],
  'Teacher of {side}': ['{side} 的教师', 'Maestro de {side}'],
  'Context of {side}': ['{side} 的上下文', 'Contexto de {side}'],
  'Measure of {side}': ['{side} 的度量', 'Medida de {side}'],
  'Pin as {side}': ['固定为 {side}', 'Fijar como {side}'],
  'The rollout on the stage': ['台上的轨迹', 'El rollout en escena'],
  'Rollout {n}: {made}': ['轨迹 {n}：{made}', 'Rollout {n}: {made}'],
  '{student}, {world} {problem}, T {temperature}, seed {seed}': [
    '{student}，{world} {problem}，T {temperature}，种子 {seed}',
    '{student}, {world} {problem}, T {temperature}, semilla {seed}',
  ],
  '{made}, forked': ['{made}，分叉', '{made}, bifurcado'],
}
