/** @file Words of the estimators' rain. */
import type { Entries } from './types.ts'

export const ESTIMATORS: Entries = {
  Draw: ['抽取', 'Muestrea'],
  'What is drawn': ['抽取什么', 'Qué se muestrea'],
  'the next token': ['下一个词元', 'el siguiente token'],
  'whole rollouts': ['整条采样轨迹', 'rollouts completos'],
  'in the place of {place}': ['取代{place}', 'en el lugar de {place}'],
  'of this problem': ['（针对本题）', 'de este problema'],
  'at temperature': ['，温度', 'a temperatura'],
  'Temperature of the draws': ['抽样温度', 'Temperatura de las muestras'],
  ', from seed': ['，种子从', ', desde la semilla'],
  'Seed of the draws': ['抽样种子', 'Semilla de las muestras'],
  'on; importance ratios cut at': ['开始；重要性比率截断于', 'en adelante; razones de importancia recortadas en'],
  'Importance-ratio clip': ['重要性比率截断', 'Recorte de la razón de importancia'],
  ' (0: never)': ['（0：从不）', ' (0: nunca)'],
  'Draw {count}': ['抽取 {count} 次', 'Muestrear {count}'],
  'Stop drawing': ['停止抽取', 'Dejar de muestrear'],
  'Clear draws': ['清除抽样', 'Borrar las muestras'],
  '{done} of {wanted} …': ['{done} / {wanted} …', '{done} de {wanted} …'],
  estimator: ['估计量', 'estimador'],
  'mean, {unit}': ['均值，{unit}', 'media, {unit}'],
  'Mean minus exact, with the half-width of its 95 % interval': [
    '均值减精确值，及其 95 % 区间的半宽',
    'Media menos valor exacto, con la mitad de su intervalo del 95 %',
  ],
  'bias ± 95 %': ['偏差 ± 95 %', 'sesgo ± 95 %'],
  'Of one draw, {unit} squared': ['单次抽样，{unit} 的平方', 'De una muestra, {unit} al cuadrado'],
  variance: ['方差', 'varianza'],
  'in truth {value}': ['真值 {value}', 'en verdad {value}'],
  '{low} to {high}': ['{low} 至 {high}', '{low} a {high}'],
  'beyond noise': ['超出噪声', 'más que ruido'],
  'within noise': ['在噪声内', 'dentro del ruido'],
  'What am I looking at? Samples of the student’s, each giving a guess at KL(p_S ‖ p_T); the line is the value over the full vocabulary.':
    [
      '我在看什么？学生模型的样本，每个样本给出 KL(p_S ‖ p_T) 的一个估计；竖线是在完整词表上的值。',
      '¿Qué estoy viendo? Muestras del estudiante; cada una da una estimación de KL(p_S ‖ p_T). La línea es el valor sobre el vocabulario completo.',
    ],
  'token {index}, {token}': ['第 {index} 个词元 {token}', 'token {index}, {token}'],
  'no token': ['（无词元）', 'ningún token'],
  exact: ['精确值', 'exacto'],
  'mean of the exact sums': ['精确和的均值', 'media de las sumas exactas'],
  'reverse KL at this position': ['此位置的反向 KL', 'KL inversa en esta posición'],
  'reverse KL of a whole rollout': ['整条采样轨迹的反向 KL', 'KL inversa de un rollout completo'],
  'its gradient at the logit of {token}': ['它对 {token} 的 logit 的梯度', 'su gradiente en el logit de {token}'],
  'its gradient by β as p_S is sharpened to p_S^(1 + β)': [
    '把 p_S 锐化为 p_S^(1 + β) 时它对 β 的梯度',
    'su gradiente respecto de β al afilar p_S hasta p_S^(1 + β)',
  ],
  'No draws yet. Draw some: every dot is one sample.': [
    '还没有抽样。请抽取一些：每个点是一个样本。',
    'Aún no hay muestras. Saca algunas: cada punto es una.',
  ],
  'The environment wrote this token: there is nothing to draw. Click one of the student’s.': [
    '这个词元由环境写出，没有可抽取的。请点击学生模型写的词元。',
    'Este token lo escribió el entorno: no hay nada que muestrear. Pulsa uno del estudiante.',
  ],
  'Nothing to draw from yet. Sample, then click a token; or draw whole rollouts.': [
    '还没有可抽取的对象。先采样，再点击一个词元；或者抽取整条采样轨迹。',
    'Aún no hay de dónde muestrear. Genera un rollout y pulsa un token, o muestrea rollouts completos.',
  ],
  'Drawn from the student itself: every draw counts the same.': [
    '直接从学生模型抽取：每个样本权重相同。',
    'Sacadas del propio estudiante: todas cuentan lo mismo.',
  ],
  'Drawn at another temperature, so each is weighted by p_S / q; they are worth {worth}.': [
    '在另一温度下抽取，因此各以 p_S / q 加权；其有效样本量为 {worth}。',
    'Sacadas a otra temperatura: cada una pesa p_S / q; valen por {worth}.',
  ],
  '{n} draw against {value}.': ['{n} 次抽样，对照 {value}。', '{n} muestra frente a {value}.'],
  '{n} draws against {value}.': ['{n} 次抽样，对照 {value}。', '{n} muestras frente a {value}.'],
  '{n} weight was cut at {clip}, which biases.': [
    '{n} 个权重被截断于 {clip}，这会引入偏差。',
    'Se recortó {n} peso en {clip}, lo que sesga.',
  ],
  '{n} weights were cut at {clip}, which biases.': [
    '{n} 个权重被截断于 {clip}，这会引入偏差。',
    'Se recortaron {n} pesos en {clip}, lo que sesga.',
  ],
  'One dot a draw: {of}, {unit}': ['每点一次抽样：{of}，{unit}', 'Un punto por muestra: {of}, {unit}'],
  'Draws of {of}. Exact {exact}; means: {means}.': [
    '{of}的抽样。精确值 {exact}；均值：{means}。',
    'Muestras de {of}. Exacto {exact}; medias: {means}.',
  ],
  'Draws of {of}: none yet.': ['{of}的抽样：还没有。', 'Muestras de {of}: aún ninguna.'],
  'Running mean': ['累计均值', 'Media acumulada'],
  'with its 95 % interval, {unit}': ['及其 95 % 区间，{unit}', 'con su intervalo del 95 %, {unit}'],
  draws: ['抽样次数', 'muestras'],
  'unbiased, noisy, may be negative': ['无偏，噪声大，可为负', 'insesgado, ruidoso, puede ser negativo'],
  'biased, never negative': ['有偏，从不为负', 'sesgado, nunca negativo'],
  'unbiased, never negative, less noise where the models agree': [
    '无偏，从不为负，在两个模型一致处噪声较小',
    'insesgado, nunca negativo, menos ruido donde los modelos coinciden',
  ],
  'score function times k1: unbiased for the gradient': [
    '得分函数乘 k1：对梯度无偏',
    'función de puntuación por k1: insesgado para el gradiente',
  ],
  'score of every token times the k1 from it on: unbiased, noisy': [
    '每个词元的得分乘其后（含自身）的 k1 之和：无偏，噪声大',
    'puntuación de cada token por el k1 desde él en adelante: insesgado, ruidoso',
  ],
  'times its own k1 alone: less noise, blind to later tokens': [
    '只乘自身的 k1：噪声较小，看不到后面的词元',
    'solo por su propio k1: menos ruido, ciego a los tokens posteriores',
  ],
}
