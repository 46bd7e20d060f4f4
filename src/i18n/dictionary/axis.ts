/** @file Words of the instruments along the tokens: the axis, the rail, and what a panel says when its charts are taken away. */
import type { Entries } from './types.ts'

export const AXIS: Entries = {
  'Token by token': ['逐词元', 'Token a token'],
  'Charts along the tokens': ['沿词元的图表', 'Gráficos a lo largo de los tokens'],
  'As a table': ['以表格显示', 'Como tabla'],
  'Values as a table': ['数值表', 'Valores como tabla'],
  'H student': ['H 学生', 'H estudiante'],
  'H teacher': ['H 教师', 'H maestro'],
  entropies: ['熵', 'entropías'],
  gap: ['差距', 'brecha'],
  ' and {n} more': ['，另有 {n} 个', ' y {n} más'],
  ', token {index}': ['，词元 {index}', ', token {index}'],
  'One reading is missing.': ['缺 1 次评读。', 'Falta una lectura.'],
  '{n} readings are missing.': ['缺 {n} 次评读。', 'Faltan {n} lecturas.'],
  'The models are not loaded.': ['模型未加载。', 'Los modelos no están cargados.'],
  'The teacher reads: {n} of {all} readings are there.': [
    '教师正在评读：已完成 {n}/{all} 次。',
    'El maestro lee: ya hay {n} de {all} lecturas.',
  ],
  'Take it away': ['导出', 'Llévatelo'],
  'Take away': ['导出', 'Llevarse'],
  'Take away: {chart}': ['导出：{chart}', 'Llevarse: {chart}'],
  'PNG size': ['PNG 尺寸', 'Tamaño del PNG'],
  Size: ['尺寸', 'Tamaño'],
  'Outlines and dashes: the teacher with the context.': [
    '轮廓与虚线：看过特权上下文的教师。',
    'Contornos y trazos discontinuos: el maestro con el contexto.',
  ],
  'Outlines and dashes: the teacher without the context.': [
    '轮廓与虚线：未看特权上下文的教师。',
    'Contornos y trazos discontinuos: el maestro sin el contexto.',
  ],

  'Divergences on the rail': ['轨道上的散度', 'Divergencias en el riel'],
  'Divergences along the tokens': ['沿词元的散度', 'Divergencias a lo largo de los tokens'],
  'The same tokens, as each divergence sees them: where it looks, and how hard.': [
    '同样的词元，在每种散度眼中的样子：它看哪里，看得多重。',
    'Los mismos tokens tal como los ve cada divergencia: dónde mira y con cuánta fuerza.',
  ],
  'Sample a rollout: each divergence gets a strip under its tokens.': [
    '先采样一条轨迹：每种散度会在词元下方得到一条带。',
    'Muestrea un rollout: cada divergencia recibe una tira bajo sus tokens.',
  ],
  'An empty strip is no sum over tokens: the sampled token alone says nothing of it.': [
    '空带表示该散度不是对词元求和：仅凭采样到的词元说明不了它。',
    'Una tira vacía no es una suma sobre tokens: el token muestreado por sí solo no dice nada de ella.',
  ],
  'This is measured from the models’ logits, and they are not loaded.': [
    '这需要由模型的 logits 计算，而模型未加载。',
    'Esto se mide a partir de los logits de los modelos, y no están cargados.',
  ],
  'Measuring.': ['正在计算。', 'Midiendo.'],
  'The strips as a table': ['各条带的数值表', 'Las tiras como tabla'],
  order: ['次序', 'orden'],
  'the full vocabulary': ['完整词表', 'el vocabulario completo'],
  'the top k, renormalised': ['前 k 个（重新归一化）', 'los k primeros, renormalizados'],
  'the top k and a tail bucket': ['前 k 个加一个尾部桶', 'los k primeros y un cubo para la cola'],
  'the sampled token alone': ['仅采样到的词元', 'solo el token muestreado'],
  'in absolute size': ['按绝对大小', 'en tamaño absoluto'],
  'over their own mean': ['相对各自均值', 'sobre su propia media'],
  'the teacher’s': ['教师的', 'del maestro'],
  'the student’s': ['学生的', 'del estudiante'],
  'Each token is measured on {support}: k = {k} of {model} most likely, and strips are drawn {scale}.': [
    '每个词元在{support}上度量：取{model}最可能的 k = {k} 个；条带{scale}绘制。',
    'Cada token se mide sobre {support}: k = {k} de los más probables {model}, y las tiras se dibujan {scale}.',
  ],
  'Each token is measured on {support}, and strips are drawn {scale}.': [
    '每个词元在{support}上度量；条带{scale}绘制。',
    'Cada token se mide sobre {support}, y las tiras se dibujan {scale}.',
  ],
  '{divergence} {parameter} on the rail': [
    '轨道上 {divergence} 的 {parameter}',
    '{parameter} de {divergence} en el riel',
  ],
  'Marks: tokens that stand higher under {first} or {second}.': [
    '标记：在{first}或{second}下排名更高的词元。',
    'Marcas: tokens que quedan más arriba con {first} o con {second}.',
  ],
  'First order': ['第一种次序', 'Primer orden'],
  'Second order': ['第二种次序', 'Segundo orden'],
  'Two strips or more have correlations.': [
    '至少两条带才有相关系数。',
    'Hacen falta dos tiras o más para correlacionar.',
  ],
  'Rank correlation (Spearman’s ρ) over this rollout’s tokens; press a number to mark that pair, again for its receipt.':
    [
      '本轨迹词元上的秩相关（Spearman ρ）；点击数字可标记该对，再点一次查看其凭据。',
      'Correlación de rangos (ρ de Spearman) sobre los tokens de este rollout; pulsa un número para marcar ese par, otra vez para ver su recibo.',
    ],
  '{first} and {second}: {value}': ['{first}与{second}：{value}', '{first} y {second}: {value}'],
  'not defined': ['无定义', 'no definida'],
  error: ['误差', 'error'],
  bias: ['偏差', 'sesgo'],
  full: ['完整', 'completo'],
  'Mean over the student’s tokens, {unit} where it has a unit': [
    '学生词元上的均值，有单位者以 {unit} 计',
    'Media sobre los tokens del estudiante, en {unit} donde tiene unidad',
  ],
  '; {difference}: this support less the full vocabulary': [
    '；{difference}：此支撑集减去完整词表',
    '; {difference}: este soporte menos el vocabulario completo',
  ],
  ', of one draw a token; over all draws it is 0': [
    '，每词元一次抽样；对所有抽样为 0',
    ', con una extracción por token; sobre todas es 0',
  ],

  'Strips: {strips}.': ['条带：{strips}。', 'Tiras: {strips}.'],
  ', k = {k} of the {model}’s most likely': [
    '（{model}最可能的 k = {k} 个）',
    ', k = {k} de los más probables del {model}',
  ],
  'Each token is measured on {support}{k}; strips are drawn {scale}.': [
    '每个词元在{support}{k}上度量；条带{scale}绘制。',
    'Cada token se mide sobre {support}{k}; las tiras se dibujan {scale}.',
  ],
  'An arrow head at a bar’s end: the value goes on beyond the scale; ∞ marks infinite values.': [
    '柱端箭头：数值超出刻度；∞ 表示无穷。',
    'Una punta de flecha al final de una barra: el valor sigue más allá de la escala; ∞ marca valores infinitos.',
  ],
}
