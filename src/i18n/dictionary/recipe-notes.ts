/** @file Where a recipe of the catalogue departs from its paper or settles what the paper leaves open. */
import type { Entries } from './types.ts'

export const RECIPE_NOTES: Entries = {
  'Its corner that is on-policy throughout: reverse KL (beta 1), no share of texts from a data set (lambda 1).': [
    '取其完全在线策略的一角：反向 KL（beta 1），不用数据集文本（lambda 1）。',
    'Su rincón del todo on-policy: KL inversa (beta 1), sin textos de un conjunto de datos (lambda 1).',
  ],
  'Mean over tokens where the trainer sums; no discount, as published.': [
    '训练器求和之处这里对词元取平均；无折扣，与论文一致。',
    'Media sobre tokens donde el entrenador suma; sin descuento, como se publicó.',
  ],
  "The selection of the 20 % least sure tokens is the code's; top-p 0.9 is its setting for evaluation.": [
    '选取最没把握的 20 % 词元来自代码；top-p 0.9 是其评测设置。',
    'La selección del 20 % de tokens menos seguros es la del código; top-p 0,9 es su ajuste de evaluación.',
  ],
  'The sum over the 16 words is differentiated as it stands, where the code makes each word a constant reward; the cold start of 20 % is ours.':
    [
      '对 16 个词之和直接求导，而代码把每个词当作常数奖励；20 % 的冷启动是我们的选择。',
      'La suma sobre las 16 palabras se deriva tal cual, donde el código hace de cada palabra una recompensa constante; el arranque en frío del 20 % es nuestro.',
    ],
  'A text is written when its problem first comes up in the second phase, so the last of the 64 are a few steps younger.':
    [
      '文本在题目于第二阶段首次出现时写下，所以 64 个中最后的几个年轻几步。',
      'Un texto se escribe cuando su problema aparece por primera vez en la segunda fase: los últimos de los 64 son unos pasos más jóvenes.',
    ],
  'The reverse of its two skew divergences; half of the student steps read old texts, where the code lets that share grow from none to all over the run.':
    [
      '其两种偏斜散度中的反向一种；学生步骤中一半读旧文本，而代码让这一比例从零增长到全部。',
      'La inversa de sus dos divergencias sesgadas; la mitad de los pasos del estudiante leen textos viejos, donde el código deja crecer esa parte de nada a todo.',
    ],
  "The gradient flows through the student in both mixtures, as in the paper's formula; the code holds it constant there.":
    [
      '梯度在两个混合分布中都流经学生，与论文公式一致；代码在此处视为常数。',
      'El gradiente fluye por el estudiante en ambas mezclas, como en la fórmula del artículo; el código lo deja constante ahí.',
    ],
  'Beta falls from 1 to 0 along the whole run: where it starts is our choice.': [
    'beta 在整个训练中从 1 降到 0：起点是我们的选择。',
    'Beta baja de 1 a 0 a lo largo de todo el entrenamiento: el punto de partida es elección nuestra.',
  ],
  'The pass rate is measured anew in each step from four texts a problem.': [
    '通过率在每一步用每题四个文本重新测量。',
    'La tasa de acierto se mide de nuevo en cada paso con cuatro textos por problema.',
  ],
  'Entropy and divergence are scaled to between 0 and 1 over the step.': [
    '熵与散度在每步内缩放到 0 与 1 之间。',
    'La entropía y la divergencia se escalan entre 0 y 1 dentro del paso.',
  ],
  'A walk through rooms to a key and a door stands for the waypoints of a car.': [
    '以穿过房间去取钥匙和开门，代替汽车的路径点。',
    'Un paseo por habitaciones hasta una llave y una puerta representa los puntos de paso de un coche.',
  ],
  'The forward part is added, not switched to, and divided by all tokens; the clip of 20 % is the usual one.': [
    '正向部分是相加而非切换，并除以全部词元；20 % 的裁剪是通常的取值。',
    'La parte directa se suma, no se conmuta, y se divide entre todos los tokens; el recorte del 20 % es el habitual.',
  ],
  "The code's numbers, student texts only; the ranking counts at all tokens where the code takes a text's opening, and the entropy shrinks on the 10 % least sure tokens, as the paper says.":
    [
      '采用代码中的数值，只用学生文本；排序计入所有词元而代码只取文本开头，熵按论文所说在最没把握的 10 % 词元上收缩。',
      'Los números del código, solo textos del estudiante; el orden cuenta en todos los tokens donde el código toma el comienzo del texto, y la entropía se reduce en el 10 % de tokens menos seguros, como dice el artículo.',
    ],
  "A problem's right texts share a weight of their number, where the paper shares 1, and so do its wrong ones.": [
    '一道题的正确文本共享等于其数目的权重（论文共享 1），错误文本亦然。',
    'Los textos correctos de un problema comparten un peso igual a su número, donde el artículo comparte 1; los erróneos también.',
  ],
  'A budget of 10 nats a text and a penalty of 1 are our choices for texts of some fifty tokens.': [
    '每个文本 10 奈特的预算和 1 的惩罚，是我们为约五十词元的文本所作的选择。',
    'Un presupuesto de 10 nats por texto y una penalización de 1 son elecciones nuestras para textos de unos cincuenta tokens.',
  ],
  'The reference is the starting student; lambda 1 would be plain OPD.': [
    '参考模型是初始学生；lambda 1 就是普通 OPD。',
    'La referencia es el estudiante inicial; lambda 1 sería OPD sin más.',
  ],
  'A prefix of 32 tokens, about half of a solution here, stands for the hundreds of the paper.': [
    '32 个词元的前缀，约为这里解答的一半，代替论文中的数百个。',
    'Un prefijo de 32 tokens, cerca de media solución aquí, representa los cientos del artículo.',
  ],
  'The first phase leaves out what lies below the floor, and the switch is at half time: the sources do not tell both numbers.':
    [
      '第一阶段略去低于下限的部分，并在过半时切换：两个数值原文都未给出。',
      'La primera fase omite lo que queda bajo el suelo y el cambio es a mitad: las fuentes no dan ambos números.',
    ],
  "One teacher and eight texts a problem, where the code has several and sixteen; the code's margin: means, 0.4, both sides.":
    [
      '一个教师、每题八个文本，而代码有多个教师、十六个文本；间隔取自代码：均值、0.4、双侧。',
      'Un maestro y ocho textos por problema, donde el código tiene varios y dieciséis; el margen del código: medias, 0,4, ambos lados.',
    ],
  'Of the four divergences of the paper total variation: 1 minus it is the acceptance rate.': [
    '取论文四种散度中的总变差：1 减去它就是接受率。',
    'De las cuatro divergencias del artículo, la variación total: 1 menos ella es la tasa de aceptación.',
  ],
  'The greedy test; five accepted words and a weight of 0.1 for the others are our choices.': [
    '贪心检验；五个可接受的词以及其余 0.1 的权重是我们的选择。',
    'La prueba voraz; cinco palabras aceptadas y un peso de 0,1 para las demás son elecciones nuestras.',
  ],
  "The scripts' beta of 0.5 with the newer clip of 0.05, which cuts each vocabulary entry from above and leaves what it cuts without gradient: tried here, JSD still teaches under it, while forward (beta 0) and reverse KL (beta 1) lose what the student could do.":
    [
      '脚本中的 beta 0.5 与较新的 0.05 裁剪：从上方截断每个词表项，被截断处没有梯度。在此试过：JSD 在它之下仍能教，而正向 KL（beta 0）与反向 KL（beta 1）会丢掉学生原有的能力。',
      'La beta de 0,5 de los scripts con el recorte nuevo de 0,05, que corta por arriba cada entrada del vocabulario y deja sin gradiente lo cortado: probado aquí, JSD aún enseña, mientras que KL directa (beta 0) e inversa (beta 1) pierden lo que el estudiante sabía.',
    ],
  "The paper's reverse KL in TRL's form: the student's 100 likeliest tokens, mean over tokens, importance clipped at 2.":
    [
      '论文的反向 KL，取 TRL 的形式：学生最可能的 100 个词元，对词元取平均，重要性比率截于 2。',
      'La KL inversa del artículo en la forma de TRL: los 100 tokens más probables del estudiante, media sobre tokens, importancia recortada en 2.',
    ],
  "The world's skill text stands for the system prompt or the notes that the paper distils.": [
    '以该世界的技能文本代替论文所蒸馏的系统提示或笔记。',
    'El texto de habilidades del mundo representa el prompt de sistema o las notas que el artículo destila.',
  ],
  'Four tutors in place of eight; that the two parts weigh 1 each, half of the tutors must agree and the advantage is held within 1 are our choices; the extra consensus reward and KL term are left out.':
    [
      '四位导师代替八位；两部分各权重 1、须有一半导师一致、优势限于 1 之内是我们的选择；略去额外的一致性奖励与 KL 项。',
      'Cuatro tutores en lugar de ocho; que ambas partes pesen 1, que la mitad deba coincidir y que la ventaja quede dentro de 1 son elecciones nuestras; se omiten la recompensa extra por consenso y el término KL.',
    ],
  'The rich side of the comparison: take the trace out of the context for the thin one, and race the two.': [
    '对比中信息丰富的一方：从上下文中去掉解答过程即得贫乏的一方，让两者比赛。',
    'El lado rico de la comparación: quita la traza del contexto para el pobre y haz competir a los dos.',
  ],
  'Temperature 2 and top 10 are one of the settings of the paper, which tunes them for each model.': [
    '温度 2 与 top 10 是论文的设置之一，论文对每个模型分别调参。',
    'Temperatura 2 y top 10 son uno de los ajustes del artículo, que los afina para cada modelo.',
  ],
  'The teacher reads the short text beside the long one, not in its place.': [
    '教师在长文本之外另读短文本，而非以其替代。',
    'El maestro lee el texto corto junto al largo, no en su lugar.',
  ],
  'The on-policy variant, on arithmetic in place of safety; the 20 candidates of the entropy are our choice.': [
    '在线策略变体，以算术代替安全任务；熵所用的 20 个候选是我们的选择。',
    'La variante on-policy, con aritmética en lugar de seguridad; los 20 candidatos de la entropía son elección nuestra.',
  ],
  "Sources differ on the direction: reverse KL here; the authors' script sets forward KL with OPSD's clip of 0.05.": [
    '各来源方向不一：这里用反向 KL；作者脚本用正向 KL 并采用 OPSD 的 0.05 裁剪。',
    'Las fuentes difieren en la dirección: aquí KL inversa; el script de los autores usa KL directa con el recorte de 0,05 de OPSD.',
  ],
  "The ledger's document stands for the causal story of an edit; the first 30 % of the run for its short first stage.":
    [
      '以账本的文档代替一次编辑的因果叙述；以训练的前 30 % 代替其短暂的第一阶段。',
      'El documento del libro mayor representa la historia causal de una edición; el primer 30 % del entrenamiento, su breve primera etapa.',
    ],
  "K is the paper's dial; 4 is our choice for solutions of some fifty tokens.": [
    'K 是论文的旋钮；4 是我们为约五十词元的解答所作的选择。',
    'K es el dial del artículo; 4 es elección nuestra para soluciones de unos cincuenta tokens.',
  ],
  'Four privileged texts, the 64 likeliest tokens and the weight of 0.1 are our choices.': [
    '四个特权文本、最可能的 64 个词元和 0.1 的权重是我们的选择。',
    'Cuatro textos privilegiados, los 64 tokens más probables y el peso de 0,1 son elecciones nuestras.',
  ],
  "The weight alone has no gradient: it multiplies the advantage in GRPO's ratio, as the trainers do, without their fading mix.":
    [
      '权重本身没有梯度：它如训练器那样乘在 GRPO 比率的优势上，但没有其渐弱的混合。',
      'El peso por sí solo no tiene gradiente: multiplica la ventaja en la razón de GRPO, como los entrenadores, sin su mezcla que se desvanece.',
    ],
  "Plain NPO: the lead of 20 steps and groups that fail as a whole stand for AutoNPO's own choice of both.": [
    '普通 NPO：领先 20 步与整组失败代替 AutoNPO 对二者的自动选择。',
    'NPO simple: la ventaja de 20 pasos y los grupos que fallan enteros representan la elección automática de AutoNPO.',
  ],
  'The report does not say in which direction the KL runs; reverse here.': [
    '报告未说明 KL 的方向；这里用反向。',
    'El informe no dice en qué dirección va la KL; aquí, inversa.',
  ],
  'One mode of prompts in place of thinking and not thinking; the split at 30 % is ours.': [
    '以一种提示模式代替思考与非思考两种；30 % 处分界是我们的选择。',
    'Un solo modo de prompts en lugar de pensar y no pensar; el corte al 30 % es nuestro.',
  ],
  'Arithmetic in a second language stands for translation; the stages before and after are left out.': [
    '以第二语言的算术代替翻译；略去其前后的阶段。',
    'La aritmética en un segundo idioma representa la traducción; se omiten las etapas anteriores y posteriores.',
  ],
  'One teacher, no routing: the checkpoint of step 50, which ends the first stage in a run of 100 steps.': [
    '一个教师，无路由：第 50 步的检查点，它在 100 步的训练中结束第一阶段。',
    'Un maestro, sin enrutado: el punto de control del paso 50, que cierra la primera etapa en un entrenamiento de 100 pasos.',
  ],
}
