/** @file Words of the lessons on the directions of KL, on estimators and on privileged context. */
import type { Entries } from './types.ts'

export const LESSONS_KL: Entries = {
  'Forward against reverse KL': ['正向 KL 与反向 KL', 'KL directa contra KL inversa'],
  'Two directions that even experts swap: one covers everything the teacher does, the other picks a part of it.': [
    '连专家也会弄混的两个方向：一个覆盖教师的全部所为，另一个只取其一部分。',
    'Dos direcciones que hasta los expertos confunden: una cubre todo lo que hace el maestro, la otra elige una parte.',
  ],
  'Both average a log-ratio. Forward KL averages over what the teacher would write, reverse KL over what the student writes.':
    [
      '两者都对对数比取平均。正向 KL 按教师会写的取平均，反向 KL 按学生所写的取平均。',
      'Ambas promedian un cociente logarítmico. La KL directa promedia sobre lo que escribiría el maestro; la inversa, sobre lo que escribe el estudiante.',
    ],
  'Open the tab “Divergence bench”.': ['打开“散度实验台”标签页。', 'Abre la pestaña «Banco de divergencias».'],
  'A teacher of {modes} modes on a line, and {lanes} students of one mode each, all at the same start.': [
    '直线上一个有 {modes} 个峰的教师，和 {lanes} 个各有一个峰的学生，起点都相同。',
    'Un maestro de {modes} modas sobre una recta y {lanes} estudiantes de una moda cada uno, todos desde el mismo inicio.',
  ],
  'Every student goes downhill on its own divergence. One mode cannot be two: something has to give.': [
    '每个学生都沿自己的散度下降。一个峰变不成两个：总得舍弃些什么。',
    'Cada estudiante desciende por su propia divergencia. Una moda no puede ser dos: algo tiene que ceder.',
  ],
  'Press “Run descent” and let it settle.': [
    '按“运行下降”，等它稳定下来。',
    'Pulsa «Iniciar el descenso» y deja que se asiente.',
  ],
  'Standard deviations: {forward} under forward KL, {reverse} under reverse KL. The first covers, the second picks.': [
    '标准差：正向 KL 下为 {forward}，反向 KL 下为 {reverse}。前者覆盖，后者挑选。',
    'Desviaciones típicas: {forward} con la KL directa, {reverse} con la inversa. La primera cubre, la segunda elige.',
  ],
  'Now on real tokens: the same two models, the same text, measured by reverse KL.': [
    '现在看真实的词元：同样两个模型，同一段文本，用反向 KL 衡量。',
    'Ahora con tokens reales: los mismos dos modelos, el mismo texto, medido con la KL inversa.',
  ],
  'Let forward KL measure it: choose it at the sentence’s end.': [
    '改用正向 KL 衡量：在句子末尾选择它。',
    'Haz que mida la KL directa: elígela al final de la frase.',
  ],
  'Summed over the text: {forward} of forward KL, {reverse} of reverse KL. The texts are the same; the question is not.':
    [
      '对整段文本求和：正向 KL 为 {forward}，反向 KL 为 {reverse}。文本相同，问题不同。',
      'Sumadas sobre el texto: {forward} de KL directa, {reverse} de KL inversa. El texto es el mismo; la pregunta, no.',
    ],
  'The rail draws both over the same tokens.': [
    '轨道把两者画在同样的词元之下。',
    'El carril dibuja ambas sobre los mismos tokens.',
  ],
  'Pin the token where reverse KL is largest.': [
    '固定反向 KL 最大的那个词元。',
    'Fija el token donde la KL inversa es mayor.',
  ],
  'The generalised JSD stands between them: β = 0 is forward KL, β = 1 reverse KL, as TRL has it.': [
    '广义 JSD 介于两者之间：按 TRL 的约定，β = 0 是正向 KL，β = 1 是反向 KL。',
    'La JSD generalizada está entre ambas: β = 0 es la KL directa, β = 1 la inversa, como en TRL.',
  ],
  'Move JSD’s β on the rail.': ['在轨道上移动 JSD 的 β。', 'Mueve la β de la JSD en el carril.'],
  'β is {beta} now. Reverse KL can grow without limit, JSD between the ends cannot: it stays below log 2 at β = ½.': [
    '现在 β 为 {beta}。反向 KL 可以无限增长，而两端之间的 JSD 不能：β = ½ 时它始终小于 log 2。',
    'Ahora β es {beta}. La KL inversa puede crecer sin límite; la JSD entre los extremos, no: con β = ½ queda por debajo de log 2.',
  ],
  'Estimators: the vocabulary, its top, one token': [
    '估计量：全词表、前 k 个、单个词元',
    'Estimadores: el vocabulario, su cima, un token',
  ],
  'Reading all of the teacher’s distribution is exact and dear. What do the cheap readings cost?': [
    '读取教师的整个分布精确但昂贵。便宜的读法要付出什么代价？',
    'Leer toda la distribución del maestro es exacto y caro. ¿Qué cuestan las lecturas baratas?',
  ],
  'Often only the token that was written is read. Its log-ratio k1 is an estimate of reverse KL from a single draw.': [
    '常常只读所写的那个词元。它的对数比 k1 是由单次抽样得到的反向 KL 估计。',
    'A menudo solo se lee el token escrito. Su cociente logarítmico k1 estima la KL inversa con una sola muestra.',
  ],
  'The mean of {n} draws is {mean} ± {reach}; exact is {exact}. k1 misses by chance, not by rule: it is unbiased.': [
    '{n} 次抽样的均值为 {mean} ± {reach}；精确值为 {exact}。k1 的偏离出于偶然而非规律：它是无偏的。',
    'La media de {n} muestras es {mean} ± {reach}; el valor exacto es {exact}. k1 falla por azar, no por norma: es insesgado.',
  ],
  'k2 and k3 read the same token and fold the log-ratio so that no draw is negative.': [
    'k2 和 k3 读同一个词元，并把对数比折起来，使任何抽样都不为负。',
    'k2 y k3 leen el mismo token y pliegan el cociente logarítmico para que ninguna muestra sea negativa.',
  ],
  'Draw on until there are 300 or more.': [
    '继续抽样，直到有 300 次或更多。',
    'Sigue muestreando hasta tener 300 o más.',
  ],
  'Standard deviations here: k1 {s1}, k2 {s2}, k3 {s3}. Mean errors: {b1}, {b2}, {b3}; only k2’s does not fade with more draws.':
    [
      '此处的标准差：k1 {s1}，k2 {s2}，k3 {s3}。平均误差：{b1}、{b2}、{b3}；只有 k2 的误差不随抽样增多而消失。',
      'Desviaciones típicas aquí: k1 {s1}, k2 {s2}, k3 {s3}. Errores medios: {b1}, {b2}, {b3}; solo el de k2 no se desvanece con más muestras.',
    ],
  'Or read the teacher’s k likeliest tokens and renormalise both models over them.': [
    '或者读教师最可能的 k 个词元，并在其上对两个模型重新归一化。',
    'O leer los k tokens más probables del maestro y renormalizar ambos modelos sobre ellos.',
  ],
  'With k = {k} it reads {value} of {full}. Over one token both are certain, so they always agree: the bias is total.':
    [
      'k = {k} 时读出 {value}，全部为 {full}。只剩一个词元时两者都确定无疑，所以总是一致：偏差是彻底的。',
      'Con k = {k} lee {value} de {full}. Sobre un solo token ambos están seguros, así que siempre coinciden: el sesgo es total.',
    ],
  'The bias falls as k grows, and with it falls the saving.': [
    '偏差随 k 增大而减小，节省的也随之减少。',
    'El sesgo baja al crecer k, y con él el ahorro.',
  ],
  'Raise k.': ['增大 k。', 'Sube k.'],
  'With k = {k}: {value} of {full}.': ['k = {k} 时：{full} 中的 {value}。', 'Con k = {k}: {value} de {full}.'],
  'Or keep k small and put everything else into one more bucket: what is outside is counted, if not told apart.': [
    '或者保持 k 较小，把其余的一切放进一个桶：外面的也计入，只是不加区分。',
    'O mantener k pequeño y meter todo lo demás en un cubo: lo de fuera cuenta, aunque no se distinga.',
  ],
  'Top {k} and a bucket for the rest: {value} of {full}. Merging entries can only lower a divergence.': [
    '前 {k} 个加一个装其余的桶：{full} 中的 {value}。合并条目只会降低散度。',
    'Los {k} primeros y un cubo para el resto: {value} de {full}. Fundir entradas solo puede bajar una divergencia.',
  ],
  'Last, the sampled token alone along this one text: k1 again, token by token.': [
    '最后，只看这段文本上采样到的词元：逐个词元又是 k1。',
    'Por último, solo el token muestreado a lo largo de este texto: otra vez k1, token a token.',
  ],
  'Privileged context and self-distillation': ['特权上下文与自蒸馏', 'Contexto privilegiado y autodestilación'],
  'A model can teach itself, if its teaching half knows something that its writing half does not.': [
    '模型可以教自己，只要教的那一半知道写的那一半不知道的东西。',
    'Un modelo puede enseñarse a sí mismo si su mitad que enseña sabe algo que no sabe su mitad que escribe.',
  ],
  'Let the student be its own teacher: the same weights read what they have just written.': [
    '让学生做自己的教师：同样的权重读自己刚写下的文本。',
    'Que el estudiante sea su propio maestro: los mismos pesos leen lo que acaban de escribir.',
  ],
  'The largest gap is {max}: whoever knows no more has nothing to teach.': [
    '最大的差距是 {max}：知道得不更多，就没有什么可教。',
    'La mayor brecha es {max}: quien no sabe más no tiene nada que enseñar.',
  ],
  'Now tell the teaching half the worked solution. The writing half never sees it: that is privileged context c.': [
    '现在把完整解答告诉教的那一半。写的那一半从未见过它：这就是特权上下文 c。',
    'Ahora dile a la mitad que enseña la solución desarrollada. La que escribe nunca la ve: eso es contexto privilegiado c.',
  ],
  'Switch “Privileged context” on, or press p.': [
    '打开“特权上下文”，或按 p。',
    'Activa «Contexto privilegiado», o pulsa p.',
  ],
  'Pin the token that moved most.': ['固定移动最大的那个词元。', 'Fija el token que más se movió.'],
  'The X-ray keeps the account: what a note moved, and where the teacher’s first choice turned.': [
    '透视图记下账目：一条提示移动了什么，教师的首选在哪里改变。',
    'La radiografía lleva la cuenta: qué movió una nota y dónde cambió la primera elección del maestro.',
  ],
  'Open the tab “Hint X-ray”.': ['打开“提示透视”标签页。', 'Abre la pestaña «Radiografía de pistas».'],
  'Tokens that turned from agreement to disagreement: {against}; the other way: {towards}.': [
    '由一致变为不一致的词元：{against}；相反的：{towards}。',
    'Tokens que pasaron del acuerdo al desacuerdo: {against}; al revés: {towards}.',
  ],
  'What the teacher is told is a choice: the answer alone, a hint, feedback, “be brief”.': [
    '告诉教师什么是可以选择的：只给答案、一个提示、反馈、“请简短”。',
    'Qué se le dice al maestro es una elección: solo la respuesta, una pista, comentarios, «sé breve».',
  ],
  'Tell it the answer alone: choose another note in the sentence.': [
    '只告诉它答案：在句子里选另一条提示。',
    'Dile solo la respuesta: elige otra nota en la frase.',
  ],
  'Training on these gaps is on-policy self-distillation, OPSD: no larger model, only a note.': [
    '在这些差距上训练就是在线策略自蒸馏 OPSD：没有更大的模型，只有一条提示。',
    'Entrenar con estas brechas es la autodestilación on-policy, OPSD: sin modelo mayor, solo una nota.',
  ],
  'Choose the recipe “OPSD”.': ['选择配方“OPSD”。', 'Elige la receta «OPSD».'],
  'C1 {c1}, C2 {c2}. The starting weights teach with the note; the student learns to do without it.': [
    'C1 {c1}，C2 {c2}。初始权重带着提示来教；学生学会不用它。',
    'C1 {c1}, C2 {c2}. Los pesos iniciales enseñan con la nota; el estudiante aprende a prescindir de ella.',
  ],
}
