/** @file Recipes in which two models write together, several teach, texts are mended or probed, or phases keep what they made. */
import type { Entries } from './types.ts'

export const LOOP_RECIPES: Entries = {
  'a slow average of the student': ['学生的慢速平均', 'un promedio lento del estudiante'],
  policy: ['策略', 'política'],
  draft: ['草稿', 'borrador'],
  'first expert': ['第一位专家', 'primer experto'],
  'second expert': ['第二位专家', 'segundo experto'],
  merge: ['合并', 'fusionar'],
  'The student proposes each token; one that is not among 25 of the larger model is drawn anew by that model.': [
    '学生提出每个词元；若不在更大模型最可能的 25 个之内，就由那个模型重新抽取。',
    'El estudiante propone cada token; el que no está entre los 25 del modelo mayor lo vuelve a sortear ese modelo.',
  ],
  'Forward KL, one of the divergences that the paper allows.': [
    '正向 KL，论文允许的散度之一。',
    'KL directa, una de las divergencias que el artículo permite.',
  ],
  'The student learns from texts in which student and teacher take turns, none of it written live in training.': [
    '学生从师生轮流写成的文本中学习，没有一个是训练中由它独自现写的。',
    'El estudiante aprende de textos en los que alternan estudiante y maestro; nada lo escribe él solo en vivo durante el entrenamiento.',
  ],
  'The student writes until it strays from the larger model more than before; that model writes the rest.': [
    '学生一直写，直到它偏离更大模型的程度超过之前；其余由那个模型写完。',
    'El estudiante escribe hasta que se aparta del modelo mayor más que antes; ese modelo escribe el resto.',
  ],
  'A window of four tokens against the mean of all before them, and a factor of 2: the numbers are our choices.': [
    '以四个词元的窗口与其前全部的均值相比，倍数为 2：这些数字是我们的选择。',
    'Una ventana de cuatro tokens frente a la media de todos los anteriores, y un factor de 2: los números son elecciones nuestras.',
  ],
  'Both models blended write; exact reverse KL of each next word, plus what the rest of the text will earn.': [
    '两个模型混合写作；每个下一个词的精确反向 KL，再加上文本其余部分将得到的奖励。',
    'Escriben ambos modelos mezclados; KL inversa exacta de cada palabra siguiente, más lo que ganará el resto del texto.',
  ],
  "Without the likelihood of plain text. Each text is learnt from once, where PPO's clip does nothing; the ratio to the blend is held at 2 by our choice.":
    [
      '没有普通文本的似然项。每个文本只学一次，此时 PPO 的裁剪不起作用；与混合分布之比上限为 2，是我们的选择。',
      'Sin la verosimilitud de texto corriente. De cada texto se aprende una vez, y ahí el recorte de PPO no hace nada; el cociente con la mezcla se limita a 2 por elección nuestra.',
    ],
  "At every token the target is the teacher's distribution and the teacher's log-probability of the token, as a reward.":
    [
      '在每个词元处，目标是教师的分布，以及作为奖励的教师对该词元的对数概率。',
      'En cada token el objetivo es la distribución del maestro y la log-probabilidad que el maestro da al token, como recompensa.',
    ],
  "The larger model mends a wrong text from its first wrong step on; the mended one is in, the student's is out.": [
    '更大的模型从第一个错误步骤起修补错误的文本；修补后的被接受，学生的被拒绝。',
    'El modelo mayor corrige un texto erróneo desde su primer paso erróneo; el corregido entra y el del estudiante sale.',
  ],
  'The larger model keeps the steps before the first wrong one and writes the rest; a mended text that is wrong, or has less than half in common, is dropped. No offset of the reward, the first of the two forms of the paper; beta 0.1 is ours.':
    [
      '更大的模型保留第一个错误之前的步骤并写完其余；修补后仍错误或共同部分不足一半的文本被丢弃。奖励没有偏移，是论文两种形式中的第一种；beta 0.1 是我们的选择。',
      'El modelo mayor conserva los pasos anteriores al primero erróneo y escribe el resto; se descarta un texto corregido que sea erróneo o tenga menos de la mitad en común. Sin desplazamiento de la recompensa, la primera de las dos formas del artículo; beta 0,1 es nuestra.',
    ],
  'Beside its own live texts the student learns from texts of its own that the teacher has mended.': [
    '除了自己现写的文本，学生还从教师修补过的自己的文本中学习。',
    'Además de sus propios textos en vivo, el estudiante aprende de textos suyos que el maestro ha corregido.',
  ],
  'The student drafts, the larger model accepts or refuses; what it refused, now or lately, is what teaches.': [
    '学生起草，更大的模型接受或拒绝；它现在或最近拒绝的位置就是学习的内容。',
    'El estudiante hace borradores y el modelo mayor los acepta o rechaza; lo que rechazó, ahora o hace poco, es lo que enseña.',
  ],
  'Drafts of four tokens, half of the texts from the last 64: our choices. Forward KL, one of the divergences of the paper.':
    [
      '每次起草四个词元，一半文本取自最近 64 个：我们的选择。正向 KL，论文的散度之一。',
      'Borradores de cuatro tokens y la mitad de los textos de los últimos 64: elecciones nuestras. KL directa, una de las divergencias del artículo.',
    ],
  'A policy learns by reward while a draft of its size follows it on texts that both write, weighed by reward.': [
    '一个策略靠奖励学习，与之同样大小的草稿模型在两者合写的文本上跟随它，并按奖励加权。',
    'Una política aprende por recompensa mientras un borrador de su tamaño la sigue en textos que escriben ambos, ponderados por la recompensa.',
  ],
  'Policy and draft take turns, twice, where the paper trains both at every step; both begin as the student. What the run ends with is the draft.':
    [
      '策略与草稿模型轮流训练，共两轮，而论文每步都训练两者；两者都从学生开始。训练结束时得到的是草稿模型。',
      'Política y borrador se alternan, dos veces, donde el artículo entrena ambos en cada paso; los dos empiezan como el estudiante. Lo que queda al final es el borrador.',
    ],
  'First learn to mend answers that are marked right or wrong; then the mender, shown each answer and its mark, teaches.':
    [
      '先学会修改被标为对或错的回答；然后由这个修改者看着每个回答及其标记来教。',
      'Primero aprende a corregir respuestas marcadas como buenas o malas; después enseña el corrector, que ve cada respuesta y su marca.',
    ],
  'One round. The first phase repeats right revisions behind attempt and mark, and right answers behind the question alone.':
    [
      '一轮。第一阶段在尝试与标记之后重复正确的修改，在仅有题目之后重复正确的回答。',
      'Una ronda. La primera fase repite revisiones correctas tras intento y marca, y respuestas correctas tras la sola pregunta.',
    ],
  'Two copies of the student judge each text, one with the skill, one with its mistakes in view; outcomes set the sign.':
    [
      '学生的两个副本评判每个文本，一个看着技能说明，一个看着其中的错误；正负号由结果决定。',
      'Dos copias del estudiante juzgan cada texto, una con la destreza y otra con sus errores a la vista; el resultado pone el signo.',
    ],
  "The world's note on the skill and its tips on the slips of this attempt stand for pairs from a bank; with two that are always at hand nothing is retrieved, and both weigh the same.":
    [
      '该世界关于技能的说明和针对本次失误的提示代替从库中取出的成对条目；两者随时可用，无需检索，权重相同。',
      'La nota del mundo sobre la destreza y sus consejos sobre los fallos de este intento sustituyen a los pares de un banco; con dos siempre a mano no se busca nada, y ambos pesan lo mismo.',
    ],
  'As good as the best of four: repeat the best text of a slow copy, and be rewarded by how few of its texts do better.':
    [
      '要与四个中最好的一样好：重复慢速副本的最佳文本，并按其中胜过自己的文本之少获得奖励。',
      'Tan bueno como el mejor de cuatro: repetir el mejor texto de una copia lenta y ganar según cuán pocos de sus textos lo superan.',
    ],
  "The reward is the verifier's. The quantile is the share of four texts of the anchor, log 16 below zero at the least, as in the J-BOND variant; half of each direction, the decay and the pull to the anchor are our choices.":
    [
      '奖励来自验证器。分位数是锚点四个文本中的比例，最低为负的 log 16，与 J-BOND 变体相同；两个方向各半、衰减系数和拉向锚点的力度是我们的选择。',
      'La recompensa es la del verificador. El cuantil es la proporción entre cuatro textos del ancla, como mínimo log 16 bajo cero, igual que en la variante J-BOND; la mitad de cada dirección, el decaimiento y el tirón hacia el ancla son elecciones nuestras.',
    ],
  'Beside its own live texts the student learns from texts of an earlier copy of the student.': [
    '除了自己现写的文本，学生还从自己较早副本的文本中学习。',
    'Además de sus propios textos en vivo, el estudiante aprende de textos de una copia anterior de sí mismo.',
  ],
  'Two copies learn a preference and its opposite; the start, moved by their difference, teaches on own texts.': [
    '两个副本分别学习一种偏好及其反面；起点按两者之差移动后，在学生自己的文本上教学。',
    'Dos copias aprenden una preferencia y su contraria; el inicio, desplazado por su diferencia, enseña sobre textos propios.',
  ],
  "A careful solution is preferred to the untrained student's own. The extrapolation of 1.5 is fixed, where the paper sets it by token; the weight grows with the distance of the two copies, as there.":
    [
      '偏好细心的解答而非未训练学生自己的。外推系数固定为 1.5，而论文按词元设定；权重随两个副本的距离增大，与论文一致。',
      'Se prefiere una solución cuidadosa a la del estudiante sin entrenar. La extrapolación de 1,5 es fija, donde el artículo la ajusta por token; el peso crece con la distancia de las dos copias, como allí.',
    ],
  'GRPO, distilled on right texts only; where a whole group fails, a second one is written with a hint in view.': [
    'GRPO，只在正确的文本上蒸馏；整组都失败时，再看着提示写一组。',
    'GRPO, destilado solo en textos correctos; donde falla todo un grupo, se escribe otro con una pista a la vista.',
  ],
  "The hint is the world's, where the paper's larger model writes one; the coefficients 0.5 and 0.01 are our choices.":
    [
      '提示由该世界给出，而论文中由更大的模型写出；系数 0.5 和 0.01 是我们的选择。',
      'La pista la da el mundo, donde en el artículo la escribe el modelo mayor; los coeficientes 0,5 y 0,01 son elecciones nuestras.',
    ],
  "The target is the teacher's distribution, but only for right texts.": [
    '目标是教师的分布，但只针对正确的文本。',
    'El objetivo es la distribución del maestro, pero solo en textos correctos.',
  ],
  'Texts drawn from the student with and without the answer in view, multiplied; likelier tokens count more.': [
    '文本取自学生看到答案与没看到答案的两个分布之积；更可能的词元更重要。',
    'Textos sorteados del estudiante con y sin la respuesta a la vista, multiplicados; los tokens más probables cuentan más.',
  ],
  'The share of the informed one is the entropy of the uninformed over its most: the paper says that it follows the entropy, not how.':
    [
      '知情者所占的份额是不知情者的熵除以其最大值：论文只说它随熵变化，没有说如何变化。',
      'La parte del informado es la entropía del no informado sobre su máximo: el artículo dice que sigue a la entropía, no cómo.',
    ],
  'After an answer the student is asked again from its own steps; answers that hold earn a bonus in GRPO.': [
    '回答之后，从学生自己的步骤处再问一次；站得住的答案在 GRPO 中得到额外奖励。',
    'Tras una respuesta se vuelve a preguntar al estudiante desde sus propios pasos; las respuestas que se sostienen ganan un extra en GRPO.',
  ],
  "A probe asks again from before the last line, where the paper's larger model puts questions in words; the bonus is a stated rule, for the exact one was not found: half a reward times the share of two probes that agree.":
    [
      '探询是从最后一行之前再问一次，而论文中由更大的模型用文字提问；额外奖励是一条写明的规则，因为没有找到确切公式：半个奖励乘以两次探询中一致的比例。',
      'Un sondeo vuelve a preguntar desde antes de la última línea, donde en el artículo el modelo mayor pregunta con palabras; el extra es una regla declarada, pues no se halló la exacta: media recompensa por la proporción de dos sondeos que coinciden.',
    ],
  'Two experts are raised by reward, each in its world; a fresh student imitates their right texts and its own.': [
    '两位专家各在自己的世界里靠奖励培养；一个全新的学生模仿他们和自己的正确文本。',
    'Dos expertos se crían por recompensa, cada uno en su mundo; un estudiante nuevo imita sus textos correctos y los propios.',
  ],
  'Two worlds stand for the domains; the shares of the run and how many texts each writes are our choices.': [
    '两个世界代表各领域；各阶段占训练的份额以及各写多少文本是我们的选择。',
    'Dos mundos representan los dominios; las partes de la ejecución y cuántos textos escribe cada uno son elecciones nuestras.',
  ],
  "The expert of the problem's world rewards each token; whether the answer was right is added.": [
    '题目所属世界的专家奖励每个词元；再加上答案是否正确。',
    'El experto del mundo del problema recompensa cada token; se suma si la respuesta fue correcta.',
  ],
  'Two worlds stand for the domains; the window from 0.5 to 2 and equal parts of both rewards are our choices.': [
    '两个世界代表各领域；0.5 到 2 的窗口以及两种奖励各占一半是我们的选择。',
    'Dos mundos representan los dominios; la ventana de 0,5 a 2 y partes iguales de ambas recompensas son elecciones nuestras.',
  ],
  "Reward first; then clipped forward KL on the experts' texts; then reverse KL to each world's expert on own texts.": [
    '先用奖励；再在专家的文本上做裁剪的正向 KL；最后在自己的文本上对各世界的专家做反向 KL。',
    'Primero recompensa; luego KL directa recortada en los textos de los expertos; después KL inversa al experto de cada mundo en textos propios.',
  ],
  'Arithmetic in two worlds stands for medicine; the clip of 0.5 nats an entry and the shares of the run are ours.': [
    '两个世界的算术代替医学；每项 0.5 奈特的裁剪和各阶段的份额是我们的选择。',
    'La aritmética de dos mundos representa la medicina; el recorte de 0,5 nats por entrada y las partes de la ejecución son nuestros.',
  ],
  "The expert of the problem's world rewards each token; a ratio out of its window counts as nothing.": [
    '题目所属世界的专家奖励每个词元；超出窗口的比值按零计。',
    'El experto del mundo del problema recompensa cada token; un cociente fuera de su ventana no cuenta nada.',
  ],
  "Two shipped specialists stand for the best checkpoints of the report's domain stages; the window is our choice.": [
    '两个随附的专家模型代替报告中各领域阶段的最佳检查点；窗口是我们的选择。',
    'Dos especialistas incluidos representan los mejores puntos de control de las etapas por dominio del informe; la ventana es elección nuestra.',
  ],
  "Imitate what the experts write, then follow each expert's distribution on texts of one's own.": [
    '先模仿专家所写，再在自己的文本上跟随每位专家的分布。',
    'Imitar lo que escriben los expertos y después seguir la distribución de cada uno en textos propios.',
  ],
  "The report's abstract does not state the second stage; one list of the field does. Reverse KL and the split are ours.":
    [
      '报告摘要没有说明第二阶段；该领域的一份清单说了。反向 KL 和阶段划分是我们的选择。',
      'El resumen del informe no menciona la segunda etapa; una lista del campo sí. La KL inversa y el reparto son nuestros.',
    ],
  'Several experts at once, each by its whole distribution: a weighted sum of reverse KLs on own texts.': [
    '多位专家同时教，每位用其完整分布：在自己的文本上对反向 KL 加权求和。',
    'Varios expertos a la vez, cada uno con toda su distribución: una suma ponderada de KL inversas en textos propios.',
  ],
  'Two experts with equal weights, where the report has more than ten and does not tell the weights.': [
    '两位专家、权重相等，而报告中有十多位且未给出权重。',
    'Dos expertos con pesos iguales, donde el informe tiene más de diez y no dice los pesos.',
  ],
}
