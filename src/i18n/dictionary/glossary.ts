/** @file Words of the glossary: what every term of the page means, in one line. */
import type { Entries } from './types.ts'

export const GLOSSARY_WORDS: Entries = {
  C1: ['C1', 'C1'],
  C2: ['C2', 'C2'],
  Glossary: ['术语表', 'Glosario'],
  'What does this word mean?': ['这个词是什么意思？', '¿Qué significa esta palabra?'],
  'Find a word': ['查找词语', 'Buscar una palabra'],
  'No word here has that in it.': ['没有词语包含这些字。', 'Ninguna palabra contiene eso.'],
  '{n} words': ['{n} 个词语', '{n} palabras'],
  'The idea': ['核心思想', 'La idea'],
  Writing: ['书写', 'Escribir'],
  'Reading along': ['随读', 'Leer a la par'],
  Measuring: ['度量', 'Medir'],
  'On this page': ['在本页上', 'En esta página'],
  'OPD, on-policy distillation': ['OPD，在策略蒸馏', 'OPD, destilación on-policy'],
  'The student writes, a teacher scores every token of that very text, and the student learns from the scores: C1 and C2 together.':
    [
      '学生书写，教师为这段文本的每个词元打分，学生再从分数中学习：C1 与 C2 合在一起。',
      'El estudiante escribe, un maestro puntúa cada token de ese mismo texto y el estudiante aprende de las puntuaciones: C1 y C2 juntas.',
    ],
  'First condition of OPD: the student itself samples the texts that it learns from.': [
    'OPD 的第一个条件：学生学习的文本由它自己采样得到。',
    'Primera condición de la OPD: el propio estudiante muestrea los textos de los que aprende.',
  ],
  'Second condition of OPD: a teacher supervises those texts token by token, not with one score at the end.': [
    'OPD 的第二个条件：教师逐词元地监督这些文本，而不是只在末尾给一个分数。',
    'Segunda condición de la OPD: un maestro supervisa esos textos token a token, no con una sola nota al final.',
  ],
  'OPSD, on-policy self-distillation': ['OPSD，在策略自蒸馏', 'OPSD, autodestilación on-policy'],
  'OPD in which the teacher is the student itself, told something more.': [
    '教师就是学生自己、只是多知道一些信息的 OPD。',
    'OPD en la que el maestro es el propio estudiante, al que se le ha contado algo más.',
  ],
  'The model that writes, and learns. Its probabilities are p_S.': [
    '负责书写并学习的模型。它的概率记作 p_S。',
    'El modelo que escribe y que aprende. Sus probabilidades son p_S.',
  ],
  'The model that reads the student’s tokens and has a probability for each. Its probabilities are p_T. It may be the same model.':
    [
      '阅读学生的词元并对每个词元给出概率的模型。它的概率记作 p_T。它可以是同一个模型。',
      'El modelo que lee los tokens del estudiante y da una probabilidad a cada uno. Sus probabilidades son p_T. Puede ser el mismo modelo.',
    ],
  'off-policy': ['离策略', 'off-policy'],
  'Learning from texts that somebody else wrote, or that the student wrote long ago.': [
    '从他人写的、或学生很久以前写的文本中学习。',
    'Aprender de textos que escribió otro, o que el estudiante escribió hace tiempo.',
  ],
  'exposure bias': ['暴露偏差', 'sesgo de exposición'],
  'Trained on the texts of others, a student never meets its own mistakes, and then has to go on from them.': [
    '用他人的文本训练的学生从没见过自己的错误，之后却不得不从这些错误接着往下写。',
    'Entrenado con textos ajenos, un estudiante nunca se encuentra con sus propios errores, y luego tiene que seguir a partir de ellos.',
  ],
  'GKD, generalized knowledge distillation': ['GKD，广义知识蒸馏', 'GKD, destilación generalizada'],
  'The classic of OPD: some texts are the student’s own, and any divergence between forward and reverse KL is the loss.':
    [
      'OPD 的经典方法：一部分文本由学生自己写，损失可取正向 KL 与反向 KL 之间的任一散度。',
      'El clásico de la OPD: parte de los textos son del propio estudiante y la pérdida es cualquier divergencia entre la KL directa y la inversa.',
    ],
  'SFT, supervised fine-tuning': ['SFT，监督微调', 'SFT, ajuste fino supervisado'],
  'Learning to repeat given texts token by token: off-policy imitation.': [
    '学着逐词元地复述给定的文本：离策略的模仿。',
    'Aprender a repetir textos dados token a token: imitación off-policy.',
  ],
  prompt: ['提示', 'prompt'],
  'The question as a model reads it, with privileged context or without.': [
    '模型读到的问题，可带或不带特权上下文。',
    'La pregunta tal como la lee un modelo, con contexto privilegiado o sin él.',
  ],
  'The piece of text that a model writes at one go: here a word, a digit or a sign.': [
    '模型一次写出的一小块文本：在这里是一个单词、一个数字或一个符号。',
    'El trozo de texto que un modelo escribe de una vez: aquí, una palabra, una cifra o un signo.',
  ],
  rollout: ['采样文本', 'rollout'],
  'One text as the student sampled it, with its problem, seed, log-probabilities and verdict.': [
    '学生采样出的一段文本，连同题目、种子、对数概率和判定。',
    'Un texto tal como lo muestreó el estudiante, con su problema, semilla, log-probabilidades y veredicto.',
  ],
  completion: ['补全', 'compleción'],
  'What was written behind a prompt, in training.': [
    '训练中写在提示之后的文本。',
    'Lo que se escribió tras un prompt durante el entrenamiento.',
  ],
  sampling: ['采样', 'muestreo'],
  'Drawing the next token by its probability. The seed fixes the draw, so that the same seed writes the same text.': [
    '按概率抽取下一个词元。种子固定抽取结果，因此同一种子写出同一文本。',
    'Sacar el siguiente token según su probabilidad. La semilla fija el sorteo: la misma semilla escribe el mismo texto.',
  ],
  temperature: ['温度', 'temperatura'],
  'Divides the logits before sampling: below 1 the likely tokens get likelier, at 0 only the likeliest is written (greedy).':
    [
      '采样前用来除 logits：低于 1 时，可能的词元更可能；等于 0 时只写最可能的那个（贪心）。',
      'Divide los logits antes de muestrear: por debajo de 1 lo probable lo es más; con 0 se escribe solo lo más probable (voraz).',
    ],
  world: ['世界', 'mundo'],
  'A kind of generated problem with its solutions, notes and verifier.': [
    '一类自动生成的题目，连同解答、附注和验证器。',
    'Un tipo de problema generado, con sus soluciones, notas y verificador.',
  ],
  'verifier, verdict': ['验证器、判定', 'verificador, veredicto'],
  'A program that checks an attempt: right, wrong or malformed, and which step went wrong first.': [
    '检查一次作答的程序：正确、错误或格式不符，以及最先出错的是哪一步。',
    'Un programa que comprueba un intento: correcto, incorrecto o mal formado, y qué paso falló primero.',
  ],
  'log p, log-probability': ['log p，对数概率', 'log p, log-probabilidad'],
  'The natural logarithm of a token’s probability: 0 for a certain one, the more negative the less likely.': [
    '词元概率的自然对数：必然出现的为 0，越负越不可能。',
    'El logaritmo natural de la probabilidad de un token: 0 si es seguro; cuanto más negativo, menos probable.',
  ],
  logits: ['logits', 'logits'],
  'A model’s raw output at a position; their softmax is its distribution over the next token.': [
    '模型在某个位置的原始输出；取 softmax 就得到它对下一个词元的分布。',
    'La salida bruta de un modelo en una posición; su softmax es la distribución del siguiente token.',
  ],
  nat: ['奈特', 'nat'],
  'The unit of natural logarithms. One nat is a factor of 2.72 in probability, or 1.44 bits.': [
    '自然对数的单位。1 奈特相当于概率相差 2.72 倍，即 1.44 比特。',
    'La unidad de los logaritmos naturales. Un nat es un factor de 2,72 en probabilidad, o 1,44 bits.',
  ],
  gap: ['差距', 'brecha'],
  'log p_T − log p_S of a token: negative where the teacher finds it less likely than the student did, positive where more.':
    [
      '某个词元的 log p_T − log p_S：教师认为比学生所想更不可能时为负，更可能时为正。',
      'log p_T − log p_S de un token: negativa donde el maestro lo ve menos probable que el estudiante; positiva donde más.',
    ],
  entropy: ['熵', 'entropía'],
  'How unsure a model was before a token came: 0 where it saw one choice only.': [
    '词元出现之前模型有多不确定：只看到一种选择时为 0。',
    'Lo insegura que estaba un modelo antes de que llegara un token: 0 donde solo veía una opción.',
  ],
  'privileged context, note': ['特权上下文，附注', 'contexto privilegiado, nota'],
  'What the teacher is told and the student is not: the answer, a worked solution, a hint, feedback on this attempt.': [
    '告诉教师而不告诉学生的内容：答案、完整解答、提示、对这次作答的反馈。',
    'Lo que se le cuenta al maestro y no al estudiante: la respuesta, una solución desarrollada, una pista, comentarios sobre este intento.',
  ],
  'worked solution, trace': ['完整解答，轨迹', 'solución desarrollada, traza'],
  'A right solution with all its steps, given to the teacher. (A trace file, in contrast, is an exported rollout.)': [
    '给教师看的、带全部步骤的正确解答。（而“轨迹文件”是导出的一段采样文本。）',
    'Una solución correcta con todos sus pasos, que se da al maestro. (Un archivo de traza, en cambio, es un rollout exportado.)',
  ],
  leakage: ['泄漏', 'filtración'],
  'The student learns to write as if it had the note: it says what nothing in its own prompt gives.': [
    '学生学会了像手里有附注一样书写：它说出自己的提示中根本推不出的东西。',
    'El estudiante aprende a escribir como si tuviera la nota: dice lo que nada en su propio prompt da.',
  ],
  divergence: ['散度', 'divergencia'],
  'One number for how far p_T and p_S are apart at a position; 0 where they are equal.': [
    '用一个数表示 p_T 与 p_S 在某个位置相差多远；两者相等时为 0。',
    'Un número para lo lejos que están p_T y p_S en una posición; 0 donde son iguales.',
  ],
  'forward KL': ['正向 KL', 'KL directa'],
  'KL(p_T ‖ p_S), a mean over what the teacher would write: the student must cover all of it.': [
    'KL(p_T ‖ p_S)，按教师会写的内容取平均：学生必须把它们全部覆盖。',
    'KL(p_T ‖ p_S), media sobre lo que escribiría el maestro: el estudiante debe cubrirlo todo.',
  ],
  'reverse KL': ['反向 KL', 'KL inversa'],
  'KL(p_S ‖ p_T), a mean over what the student writes: it must avoid what the teacher would not write.': [
    'KL(p_S ‖ p_T)，按学生所写的内容取平均：它必须避开教师不会写的东西。',
    'KL(p_S ‖ p_T), media sobre lo que escribe el estudiante: debe evitar lo que el maestro no escribiría.',
  ],
  'JSD, Jensen–Shannon divergence': ['JSD，詹森–香农散度', 'JSD, divergencia de Jensen–Shannon'],
  'Both models against their mixture; β moves it from forward to reverse KL, and it stays bounded between.': [
    '两个模型各自与它们的混合相比；β 让它从正向 KL 移到反向 KL，两者之间始终有界。',
    'Ambos modelos contra su mezcla; β la lleva de la KL directa a la inversa, y entre ambas queda acotada.',
  ],
  'What the sampled token alone says of a divergence: k1, k2, k3, the policy gradient. Right on average at best, noisy at each token.':
    [
      '仅凭抽到的词元对散度所作的估计：k1、k2、k3、策略梯度。最好也只是平均正确，在每个词元上都有噪声。',
      'Lo que el token muestreado, por sí solo, dice de una divergencia: k1, k2, k3, el gradiente de política. A lo sumo acierta en media; en cada token hay ruido.',
    ],
  support: ['支撑集', 'soporte'],
  'The tokens over which a divergence is summed: the whole vocabulary, or the top k of one model, with a tail or renormalised.':
    [
      '散度求和所取的词元：整个词表，或某个模型的前 k 个，外加尾部或重新归一化。',
      'Los tokens sobre los que se suma una divergencia: todo el vocabulario, o los k primeros de un modelo, con cola o renormalizados.',
    ],
  'held-out problems': ['留出题目', 'problemas reservados'],
  'Problems that no training step sees. Accuracy is measured on them, greedily, with a 95 % interval.': [
    '任何训练步都看不到的题目。正确率就在它们上面用贪心解码测得，并给出 95 % 区间。',
    'Problemas que ningún paso de entrenamiento ve. En ellos se mide la exactitud, de forma voraz, con un intervalo del 95 %.',
  ],
  recipe: ['配方', 'receta'],
  'A method as data: who teaches, what the teacher knows, who writes, which loss. It compiles into a training step.': [
    '写成数据的方法：谁来教、教师知道什么、谁来写、用什么损失。它会编译成一个训练步。',
    'Un método como datos: quién enseña, qué sabe el maestro, quién escribe, qué pérdida. Se compila en un paso de entrenamiento.',
  ],
  step: ['步', 'paso'],
  'Problems, rollouts, scores, and one update of the student’s weights.': [
    '题目、采样文本、打分，再更新一次学生的权重。',
    'Problemas, rollouts, puntuaciones y una actualización de los pesos del estudiante.',
  ],
  'weight, gate': ['权重，门', 'peso, compuerta'],
  'How much a token counts in the loss; a gate lets it count in full or not at all.': [
    '一个词元在损失中占多少分量；门则让它要么全算，要么完全不算。',
    'Cuánto cuenta un token en la pérdida; una compuerta lo deja contar del todo o nada.',
  ],
  advantage: ['优势', 'ventaja'],
  'How much better than expected a token or a text was; the policy gradient raises what has a positive one.': [
    '一个词元或一段文本比预期好多少；优势为正的，策略梯度就提高它的概率。',
    'Cuánto mejor de lo esperado fue un token o un texto; el gradiente de política sube lo que la tiene positiva.',
  ],
  'policy gradient': ['策略梯度', 'gradiente de política'],
  'A loss that weighs the log-probability of what was sampled by its advantage.': [
    '用优势给已采样内容的对数概率加权的损失。',
    'Una pérdida que pondera con su ventaja la log-probabilidad de lo muestreado.',
  ],
  'GRPO, group-relative policy optimisation': ['GRPO，组相对策略优化', 'GRPO, optimización relativa al grupo'],
  'No teacher: several texts for one problem, and each learns from how its verdict compares with the group’s mean.': [
    '没有教师：同一题写多段文本，每段都从自己的判定与组平均的比较中学习。',
    'Sin maestro: varios textos por problema, y cada uno aprende de cómo se compara su veredicto con la media del grupo.',
  ],
  checkpoint: ['检查点', 'punto de control'],
  'The weights as they were at some step of a run, to which one may go back.': [
    '一次运行中某一步时的权重，可以退回到那里。',
    'Los pesos tal como estaban en algún paso de una ejecución, al que se puede volver.',
  ],
  'EMA, moving average': ['EMA，移动平均', 'EMA, media móvil'],
  'A slow average of the student’s weights over the steps, used as a teacher that follows it calmly.': [
    '学生权重随步数的缓慢平均，用作平稳跟随的教师。',
    'Una media lenta de los pesos del estudiante a lo largo de los pasos, usada como un maestro que lo sigue con calma.',
  ],
  race: ['竞赛', 'carrera'],
  'Recipes side by side from the same start, with the same problems, seeds and budget, and a claim that can turn out false.':
    [
      '多个配方从同一起点出发，题目、种子和预算相同，并列比较，外加一个可能被证伪的论断。',
      'Recetas lado a lado desde el mismo inicio, con los mismos problemas, semillas y presupuesto, y una afirmación que puede resultar falsa.',
    ],
  'focused token': ['焦点词元', 'token enfocado'],
  'The token under the line that crosses every chart: pointed at, pinned, or else the one with the largest gap.': [
    '贯穿所有图表的那条线所在的词元：被指着的、被固定的，否则就是差距最大的那个。',
    'El token bajo la línea que cruza todas las gráficas: el señalado, el fijado o, si no, el de mayor brecha.',
  ],
  fork: ['分叉', 'bifurcación'],
  'A rollout that left another one at a token that you forced.': [
    '在你强制的一个词元处从另一段采样文本分出来的文本。',
    'Un rollout que se separó de otro en un token que tú forzaste.',
  ],
  receipt: ['凭据', 'recibo'],
  'Where a number comes from: formula, inputs, models, seed, device, and a link that computes it again. Press any number.':
    [
      '一个数字从何而来：公式、输入、模型、种子、设备，以及可重新计算它的链接。点任意数字即可查看。',
      'De dónde sale un número: fórmula, entradas, modelos, semilla, dispositivo y un enlace que lo vuelve a calcular. Pulsa cualquier número.',
    ],
  'REPLAY, LIVE': ['回放、实时', 'REPETICIÓN, EN VIVO'],
  'REPLAY was recorded from the same models earlier; LIVE was written on your device just now.': [
    '“回放”是先前用同样的模型录下的；“实时”是刚刚在你的设备上写出来的。',
    'REPETICIÓN se grabó antes con los mismos modelos; EN VIVO se acaba de escribir en tu dispositivo.',
  ],
}
