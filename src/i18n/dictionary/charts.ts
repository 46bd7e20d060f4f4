/** @file Words of the charts themselves, and the lines below those that have left the page. */
import type { Entries } from './types.ts'

export const CHART_WORDS: Entries = {
  '{label}: from {first} at {start} to {last} at {end}.': [
    '{label}：从 {start} 处的 {first} 到 {end} 处的 {last}。',
    '{label}: de {first} en {start} a {last} en {end}.',
  ],
  '{label}: nothing yet.': ['{label}：暂无。', '{label}: nada todavía.'],
  '{title} over {axis}.': ['{title}，按{axis}。', '{title} según {axis}.'],
  '{token}, gap {gap}': ['{token}，差距 {gap}', '{token}, brecha {gap}'],
  'Gap scale: from minus {limit} nats (minus {bits} bits), the teacher finds the token less likely, to plus {limit} nats, more likely.':
    [
      '差距刻度：从负 {limit} nats（负 {bits} bits，教师认为该词元更不可能）到正 {limit} nats（更可能）。',
      'Escala de la brecha: de menos {limit} nats (menos {bits} bits), el maestro ve el token menos probable, a más {limit} nats, más probable.',
    ],

  'There is nothing drawn yet that could be taken away.': [
    '尚无可导出的图。',
    'Todavía no hay nada dibujado que llevarse.',
  ],
  'Student {student}, teacher {teacher} without privileged context.': [
    '学生 {student}，教师 {teacher}，无特权上下文。',
    'Estudiante {student}, maestro {teacher} sin contexto privilegiado.',
  ],
  'Student {student}, teacher {teacher} with the privileged context “{context}”.': [
    '学生 {student}，教师 {teacher}，特权上下文“{context}”。',
    'Estudiante {student}, maestro {teacher} con el contexto privilegiado «{context}».',
  ],
  'Problem {problem} of {world}, difficulty {difficulty}; sampling seed {seed}, {drawn}.': [
    '{world} 第 {problem} 题，难度 {difficulty}；采样种子 {seed}，{drawn}。',
    'Problema {problem} de {world}, dificultad {difficulty}; semilla de muestreo {seed}, {drawn}.',
  ],
  'temperature {value}': ['温度 {value}', 'temperatura {value}'],
  'Divergence on view: {name}, {direction}; unit: {unit}.': [
    '当前散度：{name}，{direction}；单位：{unit}。',
    'Divergencia a la vista: {name}, {direction}; unidad: {unit}.',
  ],
  'Replayed from a recorded trace.': ['由已录制的记录重放。', 'Reproducido de una traza grabada.'],

  'Triangle: the teacher. Small ring: the real student. Ring: where it was dragged. Shares among the three tokens; all others keep their mass.':
    [
      '三角：教师。小环：真实学生。环：拖到之处。份额在三个词元之间；其余词元质量不变。',
      'Triángulo: el maestro. Anillo pequeño: el estudiante real. Anillo: adonde se arrastró. Partes entre los tres tokens; los demás conservan su masa.',
    ],
  'Students: {names}. Integrand: {divergence}, {direction}.': [
    '学生：{names}。被积函数：{divergence}，{direction}。',
    'Estudiantes: {names}. Integrando: {divergence}, {direction}.',
  ],
  'Teacher: {teacher}; every student starts from N({mean}, {width}²); step {step} of gradient descent.': [
    '教师：{teacher}；每个学生从 N({mean}, {width}²) 出发；梯度下降第 {step} 步。',
    'Maestro: {teacher}; cada estudiante parte de N({mean}, {width}²); paso {step} del descenso de gradiente.',
  ],
  'Dots: one draw each. Caret and bar: mean and its 95 % interval. Hollow dots lie beyond the axis.': [
    '点：每点一次抽样。尖角与横条：均值及其 95% 区间。空心点超出坐标轴。',
    'Puntos: una extracción cada uno. Ángulo y barra: media y su intervalo del 95 %. Los puntos huecos quedan fuera del eje.',
  ],
  'Drawn: {what}; temperature {temperature}, draw seed {seed}, weights cut at {clip}.': [
    '抽取：{what}；温度 {temperature}，抽样种子 {seed}，权重截断于 {clip}。',
    'Extraído: {what}; temperatura {temperature}, semilla {seed}, pesos recortados en {clip}.',
  ],
  'Gaps are means of log p_T − log p_S over the student’s tokens, {unit}.': [
    '差距为学生词元上 log p_T − log p_S 的均值，{unit}。',
    'Las brechas son medias de log p_T − log p_S sobre los tokens del estudiante, {unit}.',
  ],
  'Bars: probability of each entry, student to the left, teacher to the right. Dashes: predicted after one step.': [
    '条：各条目的概率，左为学生，右为教师。虚线：一步之后的预测。',
    'Barras: probabilidad de cada entrada, estudiante a la izquierda, maestro a la derecha. Trazos: predicción tras un paso.',
  ],
  'Seeds {seeds}; equal in {budget}; {steps} steps of {rollouts} rollouts. Bands: the range over seeds.': [
    '种子 {seeds}；{budget}相同；{steps} 步，每步 {rollouts} 条轨迹。带：各种子的范围。',
    'Semillas {seeds}; iguales en {budget}; {steps} pasos de {rollouts} rollouts. Bandas: el rango entre semillas.',
  ],
  'Run: {name}; student {student}, teacher {teacher}, {world} at difficulty {difficulty}, seed {seed}; step {step}.': [
    '训练：{name}；学生 {student}，教师 {teacher}，{world} 难度 {difficulty}，种子 {seed}；第 {step} 步。',
    'Entrenamiento: {name}; estudiante {student}, maestro {teacher}, {world} con dificultad {difficulty}, semilla {seed}; paso {step}.',
  ],
  'Thresholds: clip {clip}, teacher’s entropy above {gate} nats, highest {share} % of student entropies, first {prefix} tokens.':
    [
      '阈值：截断 {clip}，教师熵高于 {gate} nats，学生熵最高的 {share} %，前 {prefix} 个词元。',
      'Umbrales: recorte {clip}, entropía del maestro superior a {gate} nats, el {share} % de las mayores entropías del estudiante, primeros {prefix} tokens.',
    ],
}
