/** @file Names, directions and meanings of the divergences; their sources stay as they are cited. */
import type { Entries } from './types.ts'

export const DIVERGENCE_WORDS: Entries = {
  'Forward KL': ['前向 KL', 'KL directa'],
  'forward: KL(p_T || p_S), mean-seeking': [
    '前向：KL(p_T || p_S)，趋于均值',
    'directa: KL(p_T || p_S), busca la media',
  ],
  'How many nats the student wastes on text that the teacher writes: it must cover all that the teacher does.': [
    '学生在教师所写文本上浪费多少 nats：它必须覆盖教师的一切写法。',
    'Cuántos nats malgasta el estudiante en el texto que escribe el maestro: debe cubrir todo lo que este hace.',
  ],
  'Reverse KL': ['反向 KL', 'KL inversa'],
  'reverse: KL(p_S || p_T), mode-seeking': ['反向：KL(p_S || p_T)，趋于众数', 'inversa: KL(p_S || p_T), busca la moda'],
  'How unlikely the teacher finds what the student writes: it may drop modes, but not invent any.': [
    '教师认为学生所写内容有多不可能：可以丢掉众数，但不能凭空捏造。',
    'Lo improbable que ve el maestro lo que escribe el estudiante: puede perder modas, pero no inventarlas.',
  ],
  'Generalised Jensen-Shannon': ['广义 Jensen-Shannon', 'Jensen-Shannon generalizada'],
  JSD: ['JSD', 'JSD'],
  'between: exactly beta = 0 is forward KL(p_T || p_S), exactly beta = 1 is reverse KL(p_S || p_T)': [
    '居中：恰好 beta = 0 为前向 KL(p_T || p_S)，恰好 beta = 1 为反向 KL(p_S || p_T)',
    'intermedia: con beta = 0 exacto es la KL directa (p_T || p_S); con beta = 1 exacto, la inversa (p_S || p_T)',
  ],
  'Distance of both to their mixture; between the ends it is bounded and fades to 0 towards them (a jump).': [
    '两者到其混合分布的距离；在两端之间有界，并向两端衰减为 0（端点处有跳变）。',
    'Distancia de ambas a su mezcla; entre los extremos está acotada y tiende a 0 hacia ellos (un salto).',
  ],
  "the teacher's weight in the mixture: exactly 0 is forward KL, exactly 1 is reverse KL, 1/2 is symmetric": [
    '教师在混合分布中的权重：恰好 0 为前向 KL，恰好 1 为反向 KL，1/2 为对称',
    'peso del maestro en la mezcla: 0 exacto es la KL directa, 1 exacto la inversa, 1/2 es simétrica',
  ],
  'Skew forward KL': ['偏斜前向 KL', 'KL directa sesgada'],
  'forward: KL(p_T || alpha p_T + (1 - alpha) p_S), mean-seeking, bounded by -log alpha': [
    '前向：KL(p_T || alpha p_T + (1 - alpha) p_S)，趋于均值，以 -log alpha 为界',
    'directa: KL(p_T || alpha p_T + (1 - alpha) p_S), busca la media, acotada por -log alpha',
  ],
  'Forward KL with some teacher mixed into the student, so that a missing token costs a bounded amount.': [
    '在学生中混入部分教师的前向 KL，使缺失词元的代价有界。',
    'KL directa con algo de maestro mezclado en el estudiante: un token ausente cuesta una cantidad acotada.',
  ],
  'teacher mixed into the student: 0 is forward KL, 1 is always 0': [
    '混入学生的教师比例：0 为前向 KL，1 恒为 0',
    'maestro mezclado en el estudiante: 0 es la KL directa, 1 es siempre 0',
  ],
  'Skew reverse KL': ['偏斜反向 KL', 'KL inversa sesgada'],
  'reverse: KL(p_S || alpha p_S + (1 - alpha) p_T), mode-seeking, bounded by -log alpha': [
    '反向：KL(p_S || alpha p_S + (1 - alpha) p_T)，趋于众数，以 -log alpha 为界',
    'inversa: KL(p_S || alpha p_S + (1 - alpha) p_T), busca la moda, acotada por -log alpha',
  ],
  'Reverse KL with some student mixed into the teacher, so that an invented token costs a bounded amount.': [
    '在教师中混入部分学生的反向 KL，使捏造词元的代价有界。',
    'KL inversa con algo de estudiante mezclado en el maestro: un token inventado cuesta una cantidad acotada.',
  ],
  'student mixed into the teacher: 0 is reverse KL, 1 is always 0': [
    '混入教师的学生比例：0 为反向 KL，1 恒为 0',
    'estudiante mezclado en el maestro: 0 es la KL inversa, 1 es siempre 0',
  ],
  'Total variation': ['全变差', 'Variación total'],
  'symmetric: the same with p_T and p_S swapped; lies in [0, 1]': [
    '对称：交换 p_T 与 p_S 结果不变；取值在 [0, 1]',
    'simétrica: igual al intercambiar p_T y p_S; está en [0, 1]',
  ],
  'The share of probability that sits on the wrong tokens; 1 minus it is the acceptance rate of speculation.': [
    '落在错误词元上的概率份额；1 减去它就是投机解码的接受率。',
    'La parte de probabilidad que está en los tokens equivocados; 1 menos ella es la tasa de aceptación especulativa.',
  ],
  'Jeffreys (weighted)': ['Jeffreys（加权）', 'Jeffreys (ponderada)'],
  Jeffreys: ['Jeffreys', 'Jeffreys'],
  'both: w forward KL(p_T || p_S) + (1 - w) reverse KL(p_S || p_T); symmetric at w = 1/2': [
    '两者：w 前向 KL(p_T || p_S) + (1 - w) 反向 KL(p_S || p_T)；w = 1/2 时对称',
    'ambas: w KL directa (p_T || p_S) + (1 - w) KL inversa (p_S || p_T); simétrica con w = 1/2',
  ],
  'The mean of both KLs (half of the textbook sum at w = 1/2): cover the teacher and invent nothing.': [
    '两种 KL 的均值（w = 1/2 时为教科书之和的一半）：既覆盖教师，又不捏造。',
    'La media de ambas KL (con w = 1/2, la mitad de la suma de los manuales): cubrir al maestro y no inventar nada.',
  ],
  'weight of forward KL: 0 is reverse KL, 1 is forward KL': [
    '前向 KL 的权重：0 为反向 KL，1 为前向 KL',
    'peso de la KL directa: 0 es la KL inversa, 1 es la directa',
  ],
  'Alpha-divergence': ['α 散度', 'Divergencia alfa'],
  'α-divergence': ['α 散度', 'Divergencia α'],
  'between and beyond: alpha to 1 is forward KL(p_T || p_S), alpha to 0 is reverse KL(p_S || p_T)': [
    '居中及以外：alpha 趋于 1 为前向 KL(p_T || p_S)，趋于 0 为反向 KL(p_S || p_T)',
    'entre ambas y más allá: alpha hacia 1 es la KL directa (p_T || p_S); hacia 0, la inversa (p_S || p_T)',
  ],
  'One dial from mode-seeking to mean-seeking; 1/2 is four times squared Hellinger, 2 is half of chi squared.': [
    '从趋于众数到趋于均值的一个旋钮；1/2 是 Hellinger 平方的四倍，2 是卡方的一半。',
    'Un dial de buscar la moda a buscar la media; 1/2 es cuatro veces Hellinger al cuadrado, 2 es la mitad de ji cuadrado.',
  ],
  '0 is reverse KL (the limit), 1/2 is symmetric, 1 is forward KL (the limit); unbounded outside (0, 1)': [
    '0 为反向 KL（极限），1/2 对称，1 为前向 KL（极限）；在 (0, 1) 之外无界',
    '0 es la KL inversa (el límite), 1/2 es simétrica, 1 es la KL directa (el límite); sin cota fuera de (0, 1)',
  ],
  'Renyi divergence': ['Rényi 散度', 'Divergencia de Rényi'],
  Rényi: ['Rényi', 'Rényi'],
  'forward: D_alpha(p_T || p_S); alpha to 1 is forward KL(p_T || p_S), mean-seeking the more the larger alpha': [
    '前向：D_alpha(p_T || p_S)；alpha 趋于 1 为前向 KL(p_T || p_S)，alpha 越大越趋于均值',
    'directa: D_alpha(p_T || p_S); alpha hacia 1 es la KL directa (p_T || p_S); cuanto mayor alpha, más busca la media',
  ],
  'The alpha-divergence on a log scale: the larger alpha, the more the worst-covered token decides.': [
    '对数尺度上的 α 散度：alpha 越大，越由覆盖最差的词元决定。',
    'La divergencia alfa en escala logarítmica: cuanto mayor alpha, más decide el token peor cubierto.',
  ],
  'order: 1/2 is symmetric, 1 is forward KL (the limit), large is the log of the largest ratio p_T/p_S': [
    '阶数：1/2 对称，1 为前向 KL（极限），很大时为最大比值 p_T/p_S 的对数',
    'orden: 1/2 es simétrica, 1 es la KL directa (el límite), grande es el logaritmo del mayor cociente p_T/p_S',
  ],
  'Squared Hellinger': ['Hellinger 平方', 'Hellinger al cuadrado'],
  'Hellinger²': ['Hellinger²', 'Hellinger²'],
  'symmetric: the same with p_T and p_S swapped; normalised to lie in [0, 1]': [
    '对称：交换 p_T 与 p_S 结果不变；归一化到 [0, 1]',
    'simétrica: igual al intercambiar p_T y p_S; normalizada a [0, 1]',
  ],
  'One minus the overlap of the square roots: bounded, and gentle where either model gives nothing.': [
    '1 减去平方根的重叠：有界，在任一模型概率为零处也很温和。',
    'Uno menos el solapamiento de las raíces: acotada, y suave donde alguno de los modelos no da nada.',
  ],
  'Adaptive KL': ['自适应 KL', 'KL adaptativa'],
  "both: forward KL(p_T || p_S) weighs by the gap in the teacher's head, reverse KL(p_S || p_T) in its tail": [
    '两者：前向 KL(p_T || p_S) 按教师头部的差距加权，反向 KL(p_S || p_T) 按其尾部加权',
    'ambas: la KL directa (p_T || p_S) pesa según la brecha en la cabeza del maestro; la inversa (p_S || p_T), en su cola',
  ],
  'Fits the likely tokens first by forward KL and the unlikely ones by reverse KL; the weights get no gradient.': [
    '可能的词元先由前向 KL 拟合，不太可能的由反向 KL 拟合；权重不参与求梯度。',
    'Ajusta primero los tokens probables con KL directa y los improbables con la inversa; los pesos no llevan gradiente.',
  ],
  'teacher mass that counts as tail: 0 leaves no tail (forward KL), 1 leaves no head (reverse KL)': [
    '算作尾部的教师概率质量：0 没有尾部（前向 KL），1 没有头部（反向 KL）',
    'masa del maestro que cuenta como cola: 0 no deja cola (KL directa), 1 no deja cabeza (KL inversa)',
  ],
  "Cross-entropy to the teacher's argmax": ['对教师最大项的交叉熵', 'Entropía cruzada con el argmax del maestro'],
  'Argmax CE': ['Argmax 交叉熵', 'EC argmax'],
  "forward: the student must give its mass to the teacher's first choice; not 0 where both agree": [
    '前向：学生必须把概率给教师的首选；两者一致时也不为 0',
    'directa: el estudiante debe dar su masa a la primera opción del maestro; no es 0 aunque coincidan',
  ],
  "Supervised fine-tuning on the token that a greedy teacher would write next; the teacher's doubt is ignored.": [
    '对贪心教师下一个会写的词元做监督微调；教师的犹豫被忽略。',
    'Ajuste fino supervisado sobre el token que escribiría un maestro voraz; se ignora la duda del maestro.',
  ],
  'k1 (log-ratio)': ['k1（对数比）', 'k1 (log-cociente)'],
  k1: ['k1', 'k1'],
  'reverse: one-sample estimate of KL(p_S || p_T), unbiased, may be negative': [
    '反向：KL(p_S || p_T) 的单样本估计，无偏，可为负',
    'inversa: estimación de KL(p_S || p_T) con una muestra, insesgada, puede ser negativa',
  ],
  'How much likelier the student finds its own token; as a plain loss its gradient ignores the teacher.': [
    '学生比教师更看好自己词元的程度；直接当作损失时，其梯度与教师无关。',
    'Cuánto más probable ve el estudiante su propio token; como pérdida directa, su gradiente ignora al maestro.',
  ],
  'k2 (half squared log-ratio)': ['k2（对数比平方的一半）', 'k2 (mitad del log-cociente al cuadrado)'],
  k2: ['k2', 'k2'],
  'reverse: one-sample estimate of KL(p_S || p_T), biased; its gradient is the unbiased one of reverse KL': [
    '反向：KL(p_S || p_T) 的单样本估计，有偏；其梯度是反向 KL 的无偏梯度',
    'inversa: estimación de KL(p_S || p_T) con una muestra, sesgada; su gradiente es el insesgado de la KL inversa',
  ],
  'Half the squared gap at the sampled token; its gradient is the policy gradient of reverse KL.': [
    '采样词元处差距平方的一半；其梯度是反向 KL 的策略梯度。',
    'La mitad de la brecha al cuadrado en el token muestreado; su gradiente es el de política de la KL inversa.',
  ],
  'k3 (low variance)': ['k3（低方差）', 'k3 (baja varianza)'],
  k3: ['k3', 'k3'],
  'reverse: one-sample estimate of KL(p_S || p_T), unbiased and never negative; its gradient is forward KL': [
    '反向：KL(p_S || p_T) 的单样本估计，无偏且恒非负；其梯度为前向 KL 的梯度',
    'inversa: estimación de KL(p_S || p_T) con una muestra, insesgada y nunca negativa; su gradiente es el de la KL directa',
  ],
  'k1 plus a term of mean zero that keeps it positive; in expectation its gradient is that of forward KL.': [
    'k1 加上一个均值为零、使其保持为正的项；其梯度的期望是前向 KL 的梯度。',
    'k1 más un término de media cero que la mantiene positiva; en esperanza, su gradiente es el de la KL directa.',
  ],
}
