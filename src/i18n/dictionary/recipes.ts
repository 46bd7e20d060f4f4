/** @file What each recipe of the catalogue does, in one sentence, and the families they stand in. */
import type { Entries } from './types.ts'

export const RECIPES: Entries = {
  Foundations: ['基础方法', 'Fundamentos'],
  'A larger model, read in full': ['读取更大模型的完整分布', 'Un modelo mayor, leído por completo'],
  'Drafts for speculative decoding': ['用于投机解码的草稿模型', 'Borradores para la decodificación especulativa'],
  'The student with privileged context': ['带特权上下文的学生', 'El estudiante con contexto privilegiado'],
  'Distillation and reward in one': ['蒸馏与奖励合一', 'Destilación y recompensa en uno'],
  'Against or from another stage of itself': [
    '以自身的另一阶段为师或为敌',
    'Contra otra etapa de sí mismo, o desde ella',
  ],
  'Production reports': ['工业界报告', 'Informes de producción'],
  'The student writes; at every token a larger model says how likely it finds each word.': [
    '学生写作；在每个词元处，更大的模型说出它认为每个词有多大可能。',
    'El estudiante escribe; en cada token un modelo mayor dice cuán probable le parece cada palabra.',
  ],
  'Each token that the student wrote earns what the larger model thinks of it, minus what the student thought.': [
    '学生写下的每个词元得到的奖励：更大模型的对数概率减去学生自己的。',
    'Cada token que escribió el estudiante gana lo que el modelo mayor opina de él menos lo que opinaba el estudiante.',
  ],
  "Only the larger model's 32 likeliest words count, and only where the student is least sure.": [
    '只计入更大模型最可能的 32 个词，且只在学生最没把握的位置。',
    'Solo cuentan las 32 palabras más probables del modelo mayor, y solo donde el estudiante está menos seguro.',
  ],
  "Imitate the larger model's texts first; then follow it on the student's own 16 likeliest words.": [
    '先模仿更大模型的文本，再在学生自己最可能的 16 个词上跟随它。',
    'Primero imita los textos del modelo mayor; después lo sigue sobre sus propias 16 palabras más probables.',
  ],
  'Write once, let the larger model grade once, then train from what was kept, without the teacher.': [
    '写一次，让更大的模型打分一次，然后只用保存的数据训练，不再需要教师。',
    'Escribe una vez, el modelo mayor califica una vez, y se entrena con lo guardado, sin el maestro.',
  ],
  'Begin with the data set and let the student write more as its validation loss gets worse; old texts are kept.': [
    '从数据集开始，验证损失变差时让学生多写一些；旧文本保留。',
    'Empieza con el conjunto de datos y deja que el estudiante escriba más cuando empeora su pérdida de validación; los textos viejos se guardan.',
  ],
  'Pull up what the larger model writes, push down what the student writes: one divergence for each.': [
    '抬高更大模型所写，压低学生所写：各用一种散度。',
    'Sube lo que escribe el modelo mayor, baja lo que escribe el estudiante: una divergencia para cada uno.',
  ],
  'The target starts between the two models and moves to the teacher, so words the student shuns pull less at first.': [
    '目标从两个模型之间出发，逐渐移向教师，因此学生回避的词起初拉力较小。',
    'El objetivo empieza entre ambos modelos y se mueve hacia el maestro: lo que el estudiante evita tira menos al principio.',
  ],
  'Problems that the student solves half of the time count most; forward KL first, reverse KL from half time.': [
    '学生约有一半概率能解的题权重最大；先用正向 KL，过半后用反向 KL。',
    'Cuentan más los problemas que el estudiante resuelve la mitad de las veces; primero KL directa, desde la mitad KL inversa.',
  ],
  'Half of the tokens are enough: those where the student is unsure or the two models disagree.': [
    '一半词元就够：学生没把握或两个模型分歧的那些。',
    'Basta la mitad de los tokens: donde el estudiante duda o los dos modelos discrepan.',
  ],
  'The student plans a way as text, one move a line; the larger model grades every token of the plan.': [
    '学生以文本规划路线，每行一步；更大的模型给计划的每个词元打分。',
    'El estudiante planea un camino como texto, una jugada por línea; el modelo mayor califica cada token del plan.',
  ],
  'Reverse KL as a reward everywhere; where the larger model is itself unsure, forward KL on top.': [
    '处处以反向 KL 为奖励；更大模型自己没把握之处再加正向 KL。',
    'KL inversa como recompensa en todas partes; donde el propio modelo mayor duda, además KL directa.',
  ],
  "The larger model ranks the student's ten candidates, and corrects it most where only the student is unsure.": [
    '更大的模型为学生的十个候选排序，在只有学生没把握之处纠正最多。',
    'El modelo mayor ordena los diez candidatos del estudiante y corrige más donde solo el estudiante duda.',
  ],
  'Right texts: repeat them, the unusual ones most. Wrong texts: follow the teacher, where it knows its way most.': [
    '正确的文本：重复它们，少见的最多。错误的文本：跟随教师，在它最有把握之处。',
    'Textos correctos: repetirlos, sobre todo los inusuales. Textos erróneos: seguir al maestro, sobre todo donde está seguro.',
  ],
  "On the data set's texts, at every position: raise the next word, and lower one that the student would say instead.":
    [
      '在数据集文本的每个位置：提升下一个词，压低学生本来会说的一个词。',
      'En los textos de los datos, en cada posición: sube la palabra siguiente y baja una que el estudiante diría en su lugar.',
    ],
  'Earn right answers, and stay near the larger model: a text that strays too far pays, right or wrong.': [
    '争取答对，同时贴近更大的模型：偏离太远的文本无论对错都要受罚。',
    'Gana respuestas correctas sin alejarse del modelo mayor: un texto que se desvía demasiado paga, acierte o no.',
  ],
  'Go where the larger model differs from the starting weights, and a quarter further than it does.': [
    '朝更大模型与初始权重的差异方向走，并比它多走四分之一。',
    'Ir hacia donde el modelo mayor difiere de los pesos iniciales, y un cuarto más lejos que él.',
  ],
  'Only the beginning of every text is written and graded: cheaper steps, and the beginning decides much.': [
    '每个文本只写、只评开头：步骤更便宜，而开头决定很多。',
    'Solo se escribe y califica el comienzo de cada texto: pasos más baratos, y el comienzo decide mucho.',
  ],
  'No token is punished beyond a floor; first what the teacher abhors is left out, then what the student is sure of.': [
    '任何词元的惩罚不低于下限；先略去教师极厌恶的，再略去学生有把握的。',
    'Ningún token se castiga más allá de un suelo; primero se omite lo que el maestro aborrece, luego lo que el estudiante tiene seguro.',
  ],
  'Where the larger model likes wrong texts better than right ones, its opinion is shifted until it does not.': [
    '若更大的模型偏爱错误文本胜过正确文本，就平移它的意见直到不再如此。',
    'Donde el modelo mayor prefiere textos erróneos a correctos, se desplaza su opinión hasta que deja de hacerlo.',
  ],
  'The student is trained as a draft model: the measure is the share of its tokens that the larger model accepts.': [
    '把学生训练成草稿模型：衡量标准是更大模型接受其词元的比例。',
    'El estudiante se entrena como modelo borrador: la medida es la parte de sus tokens que acepta el modelo mayor.',
  ],
  'Tokens that the larger model would accept teach in full, the others a little.': [
    '更大模型会接受的词元全额学习，其余只学一点。',
    'Los tokens que el modelo mayor aceptaría enseñan por completo; los demás, un poco.',
  ],
  'The starting weights, shown the worked solution, grade every token that the student writes without it.': [
    '看过完整解答的初始权重，给学生在没看解答时写下的每个词元打分。',
    'Los pesos iniciales, con la solución a la vista, califican cada token que el estudiante escribe sin ella.',
  ],
  'A slow average of the student, shown a worked example, teaches the student that has seen none.': [
    '学生的慢速平均看过一个例解，来教没看过的学生。',
    'Un promedio lento del estudiante, con un ejemplo resuelto, enseña al estudiante que no ha visto ninguno.',
  ],
  'The starting weights keep a list of rules in their prompt; the student learns to do without the list.': [
    '初始权重的提示中带有一份规则清单；学生学会不靠清单也能做到。',
    'Los pesos iniciales tienen una lista de reglas en su prompt; el estudiante aprende a prescindir de la lista.',
  ],
  'A tutor that reads the document answers four times; only where the answers agree does the student learn.': [
    '读过文档的导师回答四次；只有答案一致之处学生才学习。',
    'Un tutor que lee el documento responde cuatro veces; el estudiante solo aprende donde las respuestas coinciden.',
  ],
  'The student as it was a few steps ago, told to be brief, teaches the student to be brief unasked.': [
    '几步之前的学生被要求简短，来教现在的学生无须要求也简短。',
    'El estudiante de hace unos pasos, con la orden de ser breve, enseña al estudiante a serlo sin que se lo pidan.',
  ],
  'How much the teacher is told is the variable; here it knows both the answer and the whole solution.': [
    '变量是告诉教师多少；这里它既知道答案也知道完整解答。',
    'La variable es cuánto se le dice al maestro; aquí conoce la respuesta y la solución entera.',
  ],
  'The student is fine-tuned on its own first texts, sampled hot and cut to ten candidates, right or wrong.': [
    '用学生自己最初的文本微调它：高温采样、截到十个候选，不论对错。',
    'El estudiante se afina con sus propios primeros textos, muestreados en caliente y con diez candidatos, acierten o no.',
  ],
  'The student reads the long problem, its teacher the same problem without the distractions.': [
    '学生读长题目，教师读去掉干扰的同一题目。',
    'El estudiante lee el problema largo; su maestro, el mismo problema sin las distracciones.',
  ],
  'Problems in Swahili: the teacher also reads them in English, and counts most where it hesitates and the student errs.':
    [
      '斯瓦希里语题目：教师也读英文版，在它犹豫而学生出错之处权重最大。',
      'Problemas en suajili: el maestro también los lee en inglés, y cuenta más donde él vacila y el estudiante yerra.',
    ],
  'Problems in Swahili: the starting weights teach, with the English text and the worked solution before them.': [
    '斯瓦希里语题目：初始权重看着英文原文和完整解答来教。',
    'Problemas en suajili: enseñan los pesos iniciales, con el texto inglés y la solución delante.',
  ],
  'New facts, explained by a document: first imitate right answers given with it, then distil without it.': [
    '由文档解释的新事实：先模仿带文档给出的正确答案，再在没有文档时蒸馏。',
    'Hechos nuevos, explicados por un documento: primero se imitan respuestas correctas dadas con él, luego se destila sin él.',
  ],
  "The larger model's raw logits count as values of a game; returns over four tokens reward each token.": [
    '把更大模型的原始 logits 当作博弈的价值；以四个词元的回报奖励每个词元。',
    'Los logits del modelo mayor cuentan como valores de un juego; retornos de cuatro tokens recompensan cada token.',
  ],
  'GRPO on right answers plus a pull towards the larger model, measured by k2 and fading over the run.': [
    '对答对做 GRPO，另加向更大模型的拉力，以 k2 度量并随训练减弱。',
    'GRPO sobre respuestas correctas más un tirón hacia el modelo mayor, medido con k2 y que se desvanece.',
  ],
  'GRPO whose ratio is anchored half to the old student and half to the larger model.': [
    'GRPO，其比率一半锚定旧学生、一半锚定更大的模型。',
    'GRPO cuya razón se ancla a medias en el estudiante anterior y en el modelo mayor.',
  ],
  'GRPO; where all eight texts fail, the student sees the answer, tries again, and learns from what comes out right.': [
    'GRPO；若八个文本全错，学生看到答案后重试，并从做对的结果中学习。',
    'GRPO; si los ocho textos fallan, el estudiante ve la respuesta, vuelve a intentarlo y aprende de lo que sale bien.',
  ],
  'The verifier says whether to move, the student that knows the answer says how far, token by token.': [
    '验证器决定是否移动，知道答案的学生逐词元决定移动多少。',
    'El verificador dice si moverse; el estudiante que conoce la respuesta, cuánto, token a token.',
  ],
  "Prefer the data's solution to what the last round's student wrote, until the two cannot be told apart.": [
    '偏好数据中的解答胜过上一轮学生所写，直到两者无法区分。',
    'Preferir la solución de los datos a lo que escribió el estudiante de la ronda anterior, hasta que no se distingan.',
  ],
  'GRPO; where a whole group fails, one text gives way to a right one by the student of twenty steps later.': [
    'GRPO；若整组失败，其中一个文本换成二十步之后的学生写的正确文本。',
    'GRPO; si falla todo un grupo, un texto cede su lugar a uno correcto del estudiante de veinte pasos después.',
  ],
  'The student answers, the larger model says at each token what it would have written.': [
    '学生作答，更大的模型在每个词元处说出它会怎么写。',
    'El estudiante responde; el modelo mayor dice en cada token qué habría escrito.',
  ],
  "First imitate the larger model's texts, then write one's own and follow its distribution.": [
    '先模仿更大模型的文本，再自己写并跟随它的分布。',
    'Primero imitar los textos del modelo mayor; luego escribir los propios y seguir su distribución.',
  ],
  "Reverse KL to the larger model on the student's own texts, on problems in Swahili.": [
    '在斯瓦希里语题目上，用学生自己的文本对更大模型做反向 KL。',
    'KL inversa hacia el modelo mayor sobre los textos del propio estudiante, en problemas en suajili.',
  ],
  'Two stages, then back: the checkpoint that ended the first stage teaches the student what the second cost it.': [
    '两个阶段，然后回头：第一阶段结束时的检查点，教学生找回第二阶段丢掉的东西。',
    'Dos etapas y vuelta: el punto de control que cerró la primera enseña al estudiante lo que le costó la segunda.',
  ],
}
