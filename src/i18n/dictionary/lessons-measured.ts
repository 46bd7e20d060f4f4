/** @file The lessons' sentences that are chosen by what was measured, and the tasks that go with them. */
import type { Entries } from './types.ts'

export const LESSONS_MEASURED: Entries = {
  partly: ['部分', 'en parte'],
  'Standard deviations: {forward} under forward KL, {reverse} under reverse KL. With this teacher the two do not part.':
    [
      '标准差：前向 KL 下 {forward}，反向 KL 下 {reverse}。对这个教师，两者没有分开。',
      'Desviaciones típicas: {forward} con KL directa, {reverse} con KL inversa. Con este maestro las dos no se separan.',
    ],
  'At {token}: reverse KL {reverse}, forward KL {forward}. The student puts weight where the teacher puts little, and that is what reverse KL charges for.':
    [
      '在 {token} 处：反向 KL {reverse}，前向 KL {forward}。学生把概率放在教师几乎不放的地方，反向 KL 惩罚的正是这个。',
      'En {token}: KL inversa {reverse}, KL directa {forward}. El estudiante pone peso donde el maestro pone poco, y eso es lo que cobra la KL inversa.',
    ],
  'At {token}: reverse KL {reverse}, forward KL {forward}. Here the teacher wants words that the student hardly considers, and that is what forward KL charges for.':
    [
      '在 {token} 处：反向 KL {reverse}，前向 KL {forward}。这里教师想要学生几乎不考虑的词，前向 KL 惩罚的正是这个。',
      'En {token}: KL inversa {reverse}, KL directa {forward}. Aquí el maestro quiere palabras que el estudiante apenas considera, y eso es lo que cobra la KL directa.',
    ],
  'Draw 100 tokens or more at the pinned place: press “Draw 50” twice.': [
    '在固定处抽取 100 个或更多词元：按两次“抽取 50 次”。',
    'Muestrea 100 tokens o más en el lugar fijado: pulsa «Muestrear 50» dos veces.',
  ],
  'The mean of {n} draws is {mean} ± {reach}; exact is {exact}. This time k1 misses by more than its interval, as 1 in 20 does; it is unbiased all the same.':
    [
      '{n} 次抽样的均值是 {mean} ± {reach}；精确值是 {exact}。这一次 k1 的偏离超出了它的区间，20 次中会有 1 次如此；它仍然是无偏的。',
      'La media de {n} muestras es {mean} ± {reach}; lo exacto es {exact}. Esta vez k1 falla por más que su intervalo, como hace 1 de cada 20; aun así es insesgado.',
    ],
  'On the rail, choose “the top k, renormalised”.': [
    '在轨道上选择“前 k 个（重新归一化）”。',
    'En el carril, elige «los k primeros, renormalizados».',
  ],
  'With k = {k} it reads {value} of {full}: what is outside the k is not missed, it is not seen.': [
    'k = {k} 时读出 {value}，全部为 {full}：k 个之外的不是被漏掉，而是根本看不见。',
    'Con k = {k} lee {value} de {full}: lo que queda fuera de los k no se echa en falta, no se ve.',
  ],
  'Choose “the top k and a tail bucket”.': [
    '选择“前 k 个加一个尾部桶”。',
    'Elige «los k primeros y un cubo para la cola».',
  ],
  'Choose “the sampled token alone”.': ['选择“仅采样到的词元”。', 'Elige «solo el token muestreado».'],
  'One text is one draw. In full it is {full}; the sampled tokens see only their own log-ratios: {sum} net, {below} of {all} below 0.':
    [
      '一段文本就是一次抽样。全部为 {full}；采样到的词元只看到自己的对数比：净值 {sum}，{all} 个中有 {below} 个小于 0。',
      'Un texto es una muestra. En total es {full}; los tokens muestreados solo ven sus propios log-cocientes: {sum} netos, {below} de {all} por debajo de 0.',
    ],
  'Choose “same student” as the teacher.': ['选择“同一学生模型”作教师。', 'Elige «mismo estudiante» como maestro.'],
  'The largest gap is {max}: this reader differs from the writer, though both know the same.': [
    '最大的差距是 {max}：读者与作者不同，尽管两者知道的一样多。',
    'La mayor brecha es {max}: quien lee difiere de quien escribe, aunque ambos saben lo mismo.',
  ],
  'The note moved {total} in all, {net} net, half of it on {half} of {count} tokens.': [
    '这条提示总共移动了 {total}，净值 {net}，其中一半落在 {count} 个词元中的 {half} 个上。',
    'La nota movió {total} en total, {net} netos, la mitad en {half} de {count} tokens.',
  ],
  'Same text, same weights, one note. Where did the opinion change?': [
    '同样的文本，同样的权重，一条提示。看法在哪里改变了？',
    'Mismo texto, mismos pesos, una nota. ¿Dónde cambió la opinión?',
  ],
  '{token}: the same model gives it {before} without the note and {after} with it. The note speaks against it.': [
    '{token}：同一个模型没有提示时给它 {before}，有提示时给它 {after}。提示反对它。',
    '{token}: el mismo modelo le da {before} sin la nota y {after} con ella. La nota habla en su contra.',
  ],
  '{token}: the same model gives it {before} without the note and {after} with it. The note speaks for it.': [
    '{token}：同一个模型没有提示时给它 {before}，有提示时给它 {after}。提示支持它。',
    '{token}: el mismo modelo le da {before} sin la nota y {after} con ella. La nota habla a su favor.',
  ],
  'The worked solution moved {trace} in all, the answer alone {answer}: here more told is more taught.': [
    '完整解答总共移动了 {trace}，只给答案移动 {answer}：在这里，告诉得更多就教得更多。',
    'La solución desarrollada movió {trace} en total, la respuesta sola {answer}: aquí, decir más es enseñar más.',
  ],
  'The worked solution moved {trace} in all, the answer alone {answer}: here more told is not more taught.': [
    '完整解答总共移动了 {trace}，只给答案移动 {answer}：在这里，告诉得更多并没有教得更多。',
    'La solución desarrollada movió {trace} en total, la respuesta sola {answer}: aquí, decir más no es enseñar más.',
  ],
  'From {token} on the student went on by itself, and the answer is right, as it was before.': [
    '从 {token} 起学生自己继续写，答案是对的，和之前一样。',
    'Desde {token} el estudiante siguió solo, y la respuesta es correcta, como ya lo era.',
  ],
  'From {token} on the student went on by itself, and now the answer is wrong: it was lost by one token.': [
    '从 {token} 起学生自己继续写，现在答案错了：毁于一个词元。',
    'Desde {token} el estudiante siguió solo, y ahora la respuesta es incorrecta: la perdió un solo token.',
  ],
  'A right text; its gaps are {nats} in all, {net} net. It never stands behind a slip, so whoever learns from such texts alone meets that place for the first time when writing: there it drifts.':
    [
      '一段正确的文本；它的差距总共 {nats}，净值 {net}。它从不处在失误之后，所以只从这样的文本学习的人，要到自己写时才第一次遇到那种处境：在那里偏离。',
      'Un texto correcto; sus brechas son {nats} en total, {net} netos. Nunca está detrás de un desliz, así que quien solo aprende de tales textos llega a ese lugar por primera vez al escribir: ahí se desvía.',
    ],
  'Its gaps are {nats} in all, {net} net. The text goes where the larger model goes, not where the student would: behind its own slips it has learned nothing, and there it drifts.':
    [
      '它的差距总共 {nats}，净值 {net}。这段文本走的是更大模型的路，不是学生会走的路：在自己的失误之后它什么也没学到，在那里偏离。',
      'Sus brechas son {nats} en total, {net} netos. El texto va por donde va el modelo mayor, no por donde iría el estudiante: detrás de sus propios deslices no ha aprendido nada, y ahí se desvía.',
    ],
  'The evidence is {value}, not on the failing side of {threshold}: this time it does not fail.': [
    '证据是 {value}，不在 {threshold} 的失败一侧：这一次没有失败。',
    'La evidencia es {value}, no del lado del fallo de {threshold}: esta vez no falla.',
  ],
  '{few} of {tokens} tokens carry 80 % of {full}; {token} alone holds {share}.': [
    '{tokens} 个词元中的 {few} 个承载 {full} 的 80 %；仅 {token} 就占 {share}。',
    '{few} de {tokens} tokens llevan el 80 % de {full}; solo {token} tiene {share}.',
  ],
  'Lower “Clip” until it cuts something.': ['调低“截断”，直到它截掉一些。', 'Baja «Recorte» hasta que corte algo.'],
  '{cut} tokens are cut, {token} first of all: {value} of {full} is left.': [
    '{cut} 个词元被截断，首先是 {token}：{full} 中剩下 {value}。',
    'Se recortan {cut} tokens, {token} el primero: quedan {value} de {full}.',
  ],
  '{tokens} tokens stay, with {value} of {full}. {token}, which holds {share}, is among them: there the student was in doubt.':
    [
      '留下 {tokens} 个词元，占 {full} 中的 {value}。占 {share} 的 {token} 在其中：学生在那里拿不准。',
      'Quedan {tokens} tokens, con {value} de {full}. {token}, que tiene {share}, está entre ellos: ahí el estudiante dudaba.',
    ],
  '{tokens} tokens stay, with {value} of {full}. {token}, which holds {share}, is not among them: there the student was sure.':
    [
      '留下 {tokens} 个词元，占 {full} 中的 {value}。占 {share} 的 {token} 不在其中：学生在那里很有把握。',
      'Quedan {tokens} tokens, con {value} de {full}. {token}, que tiene {share}, no está entre ellos: ahí el estudiante estaba seguro.',
    ],
  'Raise “Teacher’s entropy” until some tokens are left out.': [
    '调高“教师的熵”，直到一些词元被排除。',
    'Sube «Entropía del maestro» hasta que queden tokens fuera.',
  ],
  'The teacher is in doubt on {tokens} tokens; they hold {value} of {full}, {token} with its {share} among them.': [
    '教师在 {tokens} 个词元上拿不准；它们占 {full} 中的 {value}，占 {share} 的 {token} 也在其中。',
    'El maestro duda en {tokens} tokens; tienen {value} de {full}, {token} con su {share} entre ellos.',
  ],
  'The teacher is in doubt on {tokens} tokens; they hold {value} of {full}. This gate threw away {token}, {share} of the loss: there the teacher was sure.':
    [
      '教师在 {tokens} 个词元上拿不准；它们占 {full} 中的 {value}。这道门扔掉了 {token}，损失的 {share}：教师在那里很有把握。',
      'El maestro duda en {tokens} tokens; tienen {value} de {full}. Esta puerta descartó {token}, {share} de la pérdida: ahí el maestro estaba seguro.',
    ],
  'A prefix limit reads only the beginning. That is cheaper, and it bets that what comes later is worth less.': [
    '前缀限制只读开头。这样更便宜，它赌的是后面的价值更低。',
    'Un límite de prefijo lee solo el comienzo. Es más barato, y apuesta a que lo que viene después vale menos.',
  ],
  'Lower “Prefix” until some tokens are left out.': [
    '调低“前缀”，直到一些词元被排除。',
    'Baja «Prefijo» hasta que queden tokens fuera.',
  ],
  'The first {tokens} tokens hold {value} of {full}: here the bet is won.': [
    '前 {tokens} 个词元占 {full} 中的 {value}：在这里赌赢了。',
    'Los primeros {tokens} tokens tienen {value} de {full}: aquí la apuesta se gana.',
  ],
  'The first {tokens} tokens hold {value} of {full}: here the bet is lost. The heaviest token, {token}, holds {share} of it.':
    [
      '前 {tokens} 个词元占 {full} 中的 {value}：在这里赌输了。最重的词元 {token} 占其中的 {share}。',
      'Los primeros {tokens} tokens tienen {value} de {full}: aquí la apuesta se pierde. El token de más peso, {token}, tiene {share} de ella.',
    ],
}
