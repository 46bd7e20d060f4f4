/** @file Words of the first screen: what it is about, learning, the two texts, and what the marks show. */
import type { Entries } from './types.ts'

export const FIRST: Entries = {
  'Below: a token of the text before training.': [
    '下方：训练前文本中的一个词元。',
    'Debajo: un token del texto anterior al entrenamiento.',
  ],
  '{opd}: a small model learns from its own text, graded token by token by a teacher, so it is taught where it goes wrong itself.':
    [
      '{opd}：小模型从自己写的文本中学习，教师逐词元打分，因此学到的正是它自己出错的地方。',
      '{opd}: un modelo pequeño aprende de su propio texto, que un maestro califica token a token; así se le enseña justo donde él mismo falla.',
    ],
  'On-policy distillation (OPD)': ['同策略蒸馏（OPD）', 'Destilación on-policy (OPD)'],
  'Start here': ['从这里开始', 'Empieza aquí'],
  'First lesson': ['第一课', 'Primera lección'],
  'Museum of failures': ['失败博物馆', 'Museo de fallos'],
  Learning: ['学习', 'Aprendizaje'],
  'Teach it': ['教它', 'Enséñale'],
  'Stop teaching': ['停止教学', 'Dejar de enseñar'],
  'Before or after the lesson': ['教学之前或之后', 'Antes o después de enseñarle'],
  'Press, and the student learns from its own text: it writes, the teacher grades every token, the weights move. Here its score will climb, on problems that it never trains on.':
    [
      '按下按钮，学生就从自己的文本中学习：它写，教师给每个词元打分，权重随之移动。它在从未训练过的题目上的得分会在这里上升。',
      'Pulsa y el estudiante aprende de su propio texto: escribe, el maestro califica cada token, los pesos se mueven. Aquí subirá su puntuación en problemas con los que nunca entrena.',
    ],
  'Before: {share} of {n} are right (recorded).': [
    '开始时：{n} 题中答对 {share}（录制）。',
    'Antes: acierta el {share} de {n} (grabado).',
  ],
  'on {n} held-out problems': ['{n} 道留出题', 'en {n} problemas reservados'],
  'recorded earlier': ['此前录制', 'grabado antes'],
  'here, now': ['此时此地', 'aquí, ahora'],
  'This device gets ready: models, training graph.': [
    '本设备正在准备：模型、训练计算图。',
    'Este dispositivo se prepara: modelos, grafo de entrenamiento.',
  ],
  'The student solves the held-out problems.': [
    '学生正在做留出题。',
    'El estudiante resuelve los problemas reservados.',
  ],
  'Stops after this step.': ['这一步之后停止。', 'Se detiene tras este paso.'],
  'The weights are put back.': ['正在放回权重。', 'Los pesos vuelven a su sitio.'],
  'The weights are read.': ['正在读取权重。', 'Se leen los pesos.'],
  'The student writes; the teacher reads along.': [
    '学生在写，教师同时在读。',
    'El estudiante escribe; el maestro va leyendo.',
  ],
  'The first step: {n} texts, each read by the teacher.': [
    '第一步：{n} 篇文本，每篇都由教师读过。',
    'El primer paso: {n} textos, cada uno leído por el maestro.',
  ],
  'Step {step}: {texts} texts written, {rows} tokens graded.': [
    '第 {step} 步：写了 {texts} 篇文本，给 {rows} 个词元打了分。',
    'Paso {step}: {texts} textos escritos, {rows} tokens calificados.',
  ],
  'Step {step}: {texts} texts written, {rows} tokens graded; {distance} nats a token from the teacher.': [
    '第 {step} 步：写了 {texts} 篇文本，给 {rows} 个词元打了分；每个词元离教师 {distance} nats。',
    'Paso {step}: {texts} textos escritos, {rows} tokens calificados; a {distance} nats por token del maestro.',
  ],
  'The text on the stage': ['舞台上的文本', 'El texto en escena'],
  'After step {step}': ['第 {step} 步之后', 'Tras el paso {step}'],
  Before: ['之前', 'Antes'],
  'Same problem, same seed: {before} before, {after} after.': [
    '同一道题，同一个种子：之前{before}，之后{after}。',
    'Mismo problema, misma semilla: antes {before}, después {after}.',
  ],
  'Same problem, same seed: {before} before, {after} after (recorded).': [
    '同一道题，同一个种子：之前{before}，之后{after}（录制）。',
    'Mismo problema, misma semilla: antes {before}, después {after} (grabado).',
  ],
  'Tokens that the teacher finds clearly less likely: {before} → {after}.': [
    '教师明显认为更不可能的词元：{before} → {after}。',
    'Tokens que el maestro ve claramente menos probables: {before} → {after}.',
  ],
  'Written again after {step} steps, on this device': [
    '{step} 步之后在本设备上重写',
    'Escrito de nuevo tras {step} pasos, en este dispositivo',
  ],
  'Written again after {step} steps, recorded earlier': [
    '{step} 步之后重写，此前录制',
    'Escrito de nuevo tras {step} pasos, grabado antes',
  ],
  'The {teacher}, who {seen} {context}, marks every token by how far they disagree, in {divergence}': [
    '{teacher}{seen}{context}，按两者的分歧程度标注每个词元，分歧用{divergence}衡量',
    'El {teacher}, que {seen} {context}, marca cada token según cuánto discrepan, en {divergence}',
  ],
  'What the marks show': ['标记表示什么', 'Qué muestran las marcas'],
  'The marks show {what}': ['标记表示{what}', 'Las marcas muestran {what}'],
  Marks: ['标记', 'Marcas'],
  'Scale widened from ±{from} to ±{to} nats: what the note changes most lies beyond it.': [
    '刻度由 ±{from} 扩到 ±{to} nats：提示改变最大的地方超出了它。',
    'Escala ampliada de ±{from} a ±{to} nats: lo que más cambia la nota queda fuera de ella.',
  ],
  'Scale of the marks: {divergence} up to {limit}, on the side of less likely where the teacher finds the token less likely, else of more likely.':
    [
      '标记的刻度：{divergence}最大 {limit}；教师认为该词元更不可能时画在“更不可能”一侧，否则画在“更可能”一侧。',
      'Escala de las marcas: {divergence} hasta {limit}, del lado de «menos probable» donde el maestro ve el token menos probable; si no, del de «más probable».',
    ],
  'The writer’s text': ['写作者的文本', 'El texto de quien escribe'],
  writer: ['写作者', 'escritor'],
  reader: ['阅读者', 'lector'],
  'Written by “{writer}”, temperature {temperature}: the settings have moved on.': [
    '由“{writer}”在温度 {temperature} 下写成：设置已经变了。',
    'Escrito por «{writer}» a temperatura {temperature}: los ajustes ya son otros.',
  ],
  'Once it learns, {n} curves are drawn here: {names}.': [
    '开始学习之后，这里会画出 {n} 条曲线：{names}。',
    'En cuanto aprenda, aquí se dibujan {n} curvas: {names}.',
  ],
  'Write it again': ['重写', 'Escribirlo de nuevo'],
}
