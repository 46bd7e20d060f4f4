/** @file Words of the lessons on training, on what on-policy distillation is, on failures and on tokens. */
import type { Entries } from './types.ts'

export const LESSONS_TRAIN: Entries = {
  'Train it: OPD, SFT, RL': ['训练：OPD、SFT、RL', 'Entrenarlo: OPD, SFT, RL'],
  'Real gradient steps on this device: a teacher’s grades, a teacher’s texts, a verifier’s bit.': [
    '在这台设备上走真实的梯度步：教师的评分、教师的文本、验证器的一个比特。',
    'Pasos de gradiente reales en este dispositivo: las notas de un maestro, sus textos, el bit de un verificador.',
  ],
  'One step: the student writes, the teacher grades every token, the gradient of reverse KL moves the weights.': [
    '一步：学生写，教师给每个词元评分，反向 KL 的梯度移动权重。',
    'Un paso: el estudiante escribe, el maestro califica cada token, el gradiente de la KL inversa mueve los pesos.',
  ],
  'Press “Step”.': ['按“单步”。', 'Pulsa «Paso».'],
  '{texts} texts, {rows} tokens. Loss {loss}, length of the gradient {norm}.': [
    '{texts} 段文本，{rows} 个词元。损失 {loss}，梯度长度 {norm}。',
    '{texts} textos, {rows} tokens. Pérdida {loss}, longitud del gradiente {norm}.',
  ],
  'Ten such steps see fewer than a hundred texts. Held-out problems tell what came of it.': [
    '十个这样的步骤只看到不足一百段文本。留出题会说明结果如何。',
    'Diez pasos así ven menos de cien textos. Los problemas reservados dicen qué salió de ello.',
  ],
  'Press “Train” and wait for step 10.': ['按“训练”，等到第 10 步。', 'Pulsa «Entrenar» y espera al paso 10.'],
  'Right on held-out problems: {start} at the start, {end} at step {step}, on {n} problems (95 % interval {low} to {high}).':
    [
      '留出题做对的比例：开始时 {start}，第 {step} 步 {end}，共 {n} 题（95 % 区间 {low} 至 {high}）。',
      'Aciertos en problemas reservados: {start} al inicio, {end} en el paso {step}, sobre {n} problemas (intervalo del 95 %: {low} a {high}).',
    ],
  'The flipbook holds one problem’s text at every measurement.': [
    '翻页书保存着一道题在每次测量时的文本。',
    'El folioscopio guarda el texto de un problema en cada medición.',
  ],
  'Go back to the first frame of the flipbook.': [
    '回到翻页书的第一帧。',
    'Vuelve al primer fotograma del folioscopio.',
  ],
  'Before training this problem’s text is {first}, after it {last}.': [
    '训练前这道题的文本是{first}，训练后是{last}。',
    'Antes de entrenar, el texto de este problema es {first}; después, {last}.',
  ],
  'The weights are here, on this device: they can write and teach like any other model of the page.': [
    '权重就在这台设备上：它们可以像页面上的任何模型一样写和教。',
    'Los pesos están aquí, en este dispositivo: pueden escribir y enseñar como cualquier otro modelo de la página.',
  ],
  'Press “Use as student”.': ['按“用作学生”。', 'Pulsa «Usar como estudiante».'],
  'The student of the sentence is “{name}” now. Press “Sample”, if you like, and read what it writes.': [
    '句子里的学生现在是“{name}”。想看的话按“采样”，读读它写了什么。',
    'El estudiante de la frase es ahora «{name}». Pulsa «Muestrear», si quieres, y lee lo que escribe.',
  ],
  'OPD learns from a grade of every token, SFT from the teacher’s texts, GRPO from one bit a text.': [
    'OPD 从每个词元的评分学习，SFT 从教师的文本学习，GRPO 从每段文本的一个比特学习。',
    'OPD aprende de una nota por token, SFT de los textos del maestro, GRPO de un bit por texto.',
  ],
  'Choose the race “OPD against SFT against GRPO”.': [
    '选择比赛“OPD 对 SFT 对 GRPO”。',
    'Elige la carrera «OPD contra SFT contra GRPO».',
  ],
  '{lanes} lanes, {seeds} seeds each, for equal work. It claims beforehand what will come of it, and can be wrong.': [
    '{lanes} 条赛道，每条 {seeds} 个种子，工作量相等。它事先声明结果，也可能是错的。',
    '{lanes} calles, {seeds} semillas cada una, a igual trabajo. Afirma de antemano qué saldrá, y puede equivocarse.',
  ],
  'All lanes start from the same weights, on the same problems, with the same seeds.': [
    '所有赛道从同样的权重开始，用同样的题目和同样的种子。',
    'Todas las calles parten de los mismos pesos, con los mismos problemas y las mismas semillas.',
  ],
  'Press “Start race”.': ['按“开始比赛”。', 'Pulsa «Empezar la carrera».'],
  'It runs: {lanes} lanes. It takes minutes; let it run to its verdict, or leave, which stops it.': [
    '它在跑：{lanes} 条赛道。要几分钟；让它跑到结论，或者离开，离开就会停下。',
    'Está en marcha: {lanes} calles. Tarda minutos; deja que llegue a su veredicto, o sal, y se detendrá.',
  ],
  'What on-policy distillation is': ['什么是在线策略蒸馏', 'Qué es la destilación on-policy'],
  'C1, the student writes; C2, a teacher reads every token. And why texts of others make it drift.': [
    'C1，学生写；C2，教师读每个词元。以及为什么别人的文本会让它漂移。',
    'C1, el estudiante escribe; C2, un maestro lee cada token. Y por qué los textos ajenos lo hacen desviarse.',
  ],
  'It begins with the student. C1: it samples a text of its own, token by token, while it is trained.': [
    '一切从学生开始。C1：训练时它逐个词元地采样自己的文本。',
    'Empieza por el estudiante. C1: muestrea un texto propio, token a token, mientras se entrena.',
  ],
  'Press “Sample”.': ['按“采样”。', 'Pulsa «Muestrear».'],
  'It wrote {tokens} tokens, and the verifier finds the answer right.': [
    '它写了 {tokens} 个词元，验证器判定答案正确。',
    'Escribió {tokens} tokens, y el verificador da la respuesta por correcta.',
  ],
  'It wrote {tokens} tokens, and the verifier finds the answer wrong. But where did it go wrong?': [
    '它写了 {tokens} 个词元，验证器判定答案错误。可是它错在哪里？',
    'Escribió {tokens} tokens, y el verificador da la respuesta por errónea. Pero ¿dónde se equivocó?',
  ],
  'C2: a teacher reads these very tokens and says of each how likely it would have written it.': [
    'C2：教师读这些词元，说出自己写下每一个的可能性有多大。',
    'C2: un maestro lee estos mismos tokens y dice de cada uno con qué probabilidad lo habría escrito.',
  ],
  'Pin the token that the teacher finds least likely, the deepest orange: click it, or walk there with the arrow keys and press Enter.':
    [
      '固定教师认为最不可能的词元，也就是橙色最深的：点击它，或用方向键走到那里按回车。',
      'Fija el token que el maestro ve menos probable, el naranja más intenso: haz clic, o llega con las flechas y pulsa Intro.',
    ],
  '{token}: the student gave it {student}, the teacher {teacher}. The gap is {gap}.': [
    '{token}：学生给它 {student}，教师给它 {teacher}。差距为 {gap}。',
    '{token}: el estudiante le dio {student}, el maestro {teacher}. La brecha es {gap}.',
  ],
  'A verifier gives one bit for the whole text. The teacher gives a number for every token, and says where the loss sits.':
    [
      '验证器对整段文本只给一个比特。教师给每个词元一个数，指出损失在哪里。',
      'Un verificador da un bit por todo el texto. El maestro da un número por token y dice dónde está la pérdida.',
    ],
  'Open the tab “Pivot waterfall”.': ['打开“关键词元瀑布图”标签页。', 'Abre la pestaña «Cascada de pivotes».'],
  '{few} of {all} tokens carry 80 % of this text’s reverse KL.': [
    '{all} 个词元中的 {few} 个承担了这段文本 80 % 的反向 KL。',
    '{few} de {all} tokens cargan con el 80 % de la KL inversa de este texto.',
  ],
  'Every token stands on those before it: after a slip the student is in a place of its own making.': [
    '每个词元都建立在前面的词元之上：一次失误之后，学生就身处自己造成的境地。',
    'Cada token se apoya en los anteriores: tras un desliz, el estudiante está en un lugar que él mismo creó.',
  ],
  'Force the teacher’s choice at the pinned token: press “Force this token”, or the key f.': [
    '在固定的词元处强制教师的选择：按“强制此词元”，或按 f 键。',
    'Fuerza la elección del maestro en el token fijado: pulsa «Forzar este token», o la tecla f.',
  ],
  'From {token} on the student went on by itself, and the answer is right now: one token decided.': [
    '从 {token} 起学生自己写下去，现在答案对了：一个词元决定了一切。',
    'Desde {token} el estudiante siguió solo, y ahora la respuesta es correcta: un token decidió.',
  ],
  'From {token} on the student went on by itself, and the answer is still wrong: it slips elsewhere, too.': [
    '从 {token} 起学生自己写下去，答案仍然是错的：它在别处也失误了。',
    'Desde {token} el estudiante siguió solo, y la respuesta sigue mal: también resbala en otra parte.',
  ],
  'Now off-policy, as imitation has it: the roles are swapped, so the larger model writes and the small one reads.': [
    '现在是离线策略，如同模仿学习：角色互换，大模型写，小模型读。',
    'Ahora off-policy, como en la imitación: los papeles se cambian, el modelo mayor escribe y el pequeño lee.',
  ],
  'A method is on-policy distillation when both hold: the texts are the student’s own (C1), and a teacher grades every token (C2).':
    [
      '一个方法是在线策略蒸馏，当两者都成立：文本是学生自己的（C1），教师给每个词元评分（C2）。',
      'Un método es destilación on-policy cuando se cumplen ambas: los textos son del estudiante (C1) y un maestro califica cada token (C2).',
    ],
  'Choose a recipe that fails one of them: SSD, for instance, under “Recipe”.': [
    '选择一个不满足其中之一的配方：例如在“配方”下选 SSD。',
    'Elige una receta que incumpla una de ellas: SSD, por ejemplo, en «Receta».',
  ],
  '{name}: C1 {c1}, C2 {c2}. The reasons stand beside the verdicts.': [
    '{name}：C1 {c1}，C2 {c2}。理由写在判定旁边。',
    '{name}: C1 {c1}, C2 {c2}. Las razones están junto a los veredictos.',
  ],
  'The evidence is {value}, on the failing side of {threshold}.': [
    '证据为 {value}，在 {threshold} 的失败一侧。',
    'La prueba es {value}, en el lado fallido de {threshold}.',
  ],
  'When it fails': ['当它失败时', 'Cuando falla'],
  'Eight ways in which it goes wrong, reproduced on this device, each with the number that gives it away.': [
    '八种出错方式，在这台设备上重现，每一种都有暴露它的数字。',
    'Ocho maneras en que sale mal, reproducidas en este dispositivo, cada una con el número que la delata.',
  ],
  'Distillation fails quietly: the loss goes down all the same. What gives it away is another number.': [
    '蒸馏会悄悄失败：损失照样下降。暴露它的是另一个数字。',
    'La destilación falla en silencio: la pérdida baja igual. La delata otro número.',
  ],
  'Open the tab “Failure museum”.': ['打开“失败博物馆”标签页。', 'Abre la pestaña «Museo de fracasos».'],
  'Eight exhibits. Each states its evidence and a threshold before anything is measured.': [
    '八件展品。每件都在测量之前说明证据和阈值。',
    'Ocho piezas. Cada una declara su prueba y un umbral antes de medir nada.',
  ],
  'The first fails before any training: at temperature 2 the texts are not the student’s any more.': [
    '第一件在训练之前就失败了：温度为 2 时，文本不再是学生的。',
    'La primera falla antes de entrenar: a temperatura 2 los textos ya no son del estudiante.',
  ],
  'Choose “Too hot sampling” and press “Show it”.': [
    '选择“采样过热”，按“展示”。',
    'Elige «Muestreo demasiado caliente» y pulsa «Mostrarlo».',
  ],
  'Every exhibit has its cure as a switch, measured in the same way.': [
    '每件展品都有一个作为开关的补救，用同样的方法测量。',
    'Cada pieza tiene su remedio como interruptor, medido del mismo modo.',
  ],
  'Switch “Fix” on.': ['打开“修复”开关。', 'Activa «Arreglar».'],
  'Now it is {value}: same models, same problems, another temperature.': [
    '现在是 {value}：同样的模型，同样的题目，另一个温度。',
    'Ahora es {value}: mismos modelos, mismos problemas, otra temperatura.',
  ],
  'The second is in the reading: two of the teacher’s words for the whole vocabulary.': [
    '第二件在于读法：用教师的两个词代替整个词表。',
    'La segunda está en la lectura: dos palabras del maestro por todo el vocabulario.',
  ],
  'Choose “Top-k bias” and press “Show it”.': [
    '选择“前 k 偏差”，按“展示”。',
    'Elige «Sesgo de top-k» y pulsa «Mostrarlo».',
  ],
  'The third is the oldest: the two directions of KL taken for each other. Draws from the student know which is which.':
    [
      '第三件最古老：把 KL 的两个方向弄混。学生的抽样知道哪个是哪个。',
      'La tercera es la más antigua: tomar una dirección de la KL por la otra. Las muestras del estudiante saben cuál es cuál.',
    ],
  'Choose “Swapped direction” and press “Show it”.': [
    '选择“方向弄反”，按“展示”。',
    'Elige «Dirección invertida» y pulsa «Mostrarlo».',
  ],
  'The last one is learned: a cost on every token, and the policy gradient finds the cheapest text.': [
    '最后一件是学来的：每个词元都有代价，策略梯度就找到最便宜的文本。',
    'La última se aprende: un coste por token, y el gradiente de política encuentra el texto más barato.',
  ],
  'Choose “Length collapse” and press “Show it”. It trains for a minute or so.': [
    '选择“长度崩溃”，按“展示”。它要训练大约一分钟。',
    'Elige «Colapso de longitud» y pulsa «Mostrarlo». Entrena alrededor de un minuto.',
  ],
  'Greedy texts of {value} tokens on average; its text for one held-out problem stands in the exhibit.': [
    '贪心文本平均 {value} 个词元；它对一道留出题写的文本就在展品里。',
    'Textos voraces de {value} tokens de media; su texto para un problema reservado está en la pieza.',
  ],
  'Which tokens matter': ['哪些词元重要', 'Qué tokens importan'],
  'Most tokens teach next to nothing. Clips, entropy gates and prefixes decide which ones speak.': [
    '大多数词元几乎什么也不教。截断、熵门控和前缀决定谁有发言权。',
    'La mayoría de los tokens casi no enseñan nada. Recortes, puertas de entropía y prefijos deciden cuáles hablan.',
  ],
  'A loss is a sum over tokens, and the sum is not shared evenly.': [
    '损失是对词元求和，而这个和分配得并不均匀。',
    'Una pérdida es una suma sobre tokens, y la suma no se reparte por igual.',
  ],
  'A clip limits what one token may add, so that a single surprise does not steer the whole step.': [
    '截断限制单个词元能贡献多少，使一次意外不至于左右整个步骤。',
    'Un recorte limita lo que puede aportar un token, para que una sola sorpresa no dirija todo el paso.',
  ],
  'An entropy gate keeps the tokens where the student was least sure: there, a word could have gone either way.': [
    '熵门控保留学生最没把握的词元：在那里，一个词可能往任何方向走。',
    'Una puerta de entropía conserva los tokens donde el estudiante dudaba más: ahí una palabra podía ir por cualquier lado.',
  ],
  'Lower “Student’s entropy” until half of the tokens or fewer are left.': [
    '调低“学生的熵”，直到只剩一半或更少的词元。',
    'Baja «Entropía del estudiante» hasta que quede la mitad de los tokens o menos.',
  ],
  'Gated by the teacher’s entropy instead, the loss listens where the teacher itself is in doubt.': [
    '若改用教师的熵来门控，损失就听教师自己也犹豫的地方。',
    'Con la entropía del maestro como puerta, la pérdida escucha donde el propio maestro duda.',
  ],
}
