/** @file Words of the failure museum. */
import type { Entries } from './types.ts'

export const MUSEUM: Entries = {
  'The exhibit could not be measured.': ['这件展品无法测量。', 'La pieza no se pudo medir.'],
  'Too hot sampling': ['采样过热', 'Muestreo demasiado caliente'],
  'At temperature 2 the student writes words that neither model believes in, and the teacher’s grades punish the sampler, not the student.':
    [
      '温度为 2 时，学生写出两个模型都不相信的词，教师的评分惩罚的是采样器，而不是学生。',
      'A temperatura 2 el estudiante escribe palabras en las que ningún modelo cree, y las notas del maestro castigan al muestreador, no al estudiante.',
    ],
  'The texts are on-policy only at the temperature at which the loss is computed. Hot texts come from a flatter distribution that nobody is training.':
    [
      '文本只在计算损失所用的温度下才是在线策略的。过热的文本来自一个更平的分布，而没有人在训练它。',
      'Los textos son on-policy solo a la temperatura con que se calcula la pérdida. Los calientes vienen de una distribución más plana que nadie entrena.',
    ],
  'Sample at temperature 1': ['在温度 1 采样', 'Muestrear a temperatura 1'],
  'Mean of log p_S − log p_T a token, 12 texts': [
    '每词元 log p_S − log p_T 的均值，12 段文本',
    'Media de log p_S − log p_T por token, 12 textos',
  ],
  texts: ['文本', 'textos'],
  'Disagreement, a token': ['分歧，每词元', 'Desacuerdo, por token'],
  'Top-k bias': ['前 k 偏差', 'Sesgo de top-k'],
  'Read on the teacher’s two likeliest tokens, renormalised, most of the reverse KL is not there any more.': [
    '只读教师最可能的两个词元并重新归一化，大部分反向 KL 就不见了。',
    'Leída en los dos tokens más probables del maestro, renormalizados, la mayor parte de la KL inversa ya no está.',
  ],
  'What the student writes and the teacher abhors is outside of the teacher’s top k by its very nature, and renormalising deletes it.':
    [
      '学生写下而教师厌恶的东西，本来就在教师的前 k 个之外，重新归一化把它删掉了。',
      'Lo que el estudiante escribe y el maestro aborrece está, por su naturaleza, fuera de los k primeros del maestro, y renormalizar lo borra.',
    ],
  'Sixteen tokens, and one bucket for the rest': [
    '十六个词元，再加一个装其余的桶',
    'Dieciséis tokens y un cubo para el resto',
  ],
  'Share of the full reverse KL that is lost, 12 texts': [
    '丢失的反向 KL 占全部的比例，12 段文本',
    'Parte de la KL inversa total que se pierde, 12 textos',
  ],
  'Reverse KL as it is read, a text': ['按此读法的反向 KL，每段文本', 'KL inversa según se lee, por texto'],
  'Vocabulary mismatch': ['词表不匹配', 'Vocabularios distintos'],
  'The teacher’s tokenizer numbers the words one higher, as one more special token in front does. Everything runs; every grade is about another word.':
    [
      '教师的分词器把词的编号加了一，就像前面多了一个特殊词元。一切照常运行；每个评分说的都是另一个词。',
      'El tokenizador del maestro numera las palabras una más arriba, como si hubiera un token especial más al principio. Todo funciona; cada nota habla de otra palabra.',
    ],
  'Token ids are only numbers: the sizes agree, so nothing complains. A divergence over the vocabulary compares entry 17 with entry 17, whatever they mean.':
    [
      '词元 id 只是数字：大小一致，所以没有报错。词表上的散度把第 17 项与第 17 项相比，不管它们是什么意思。',
      'Los ids son solo números: los tamaños coinciden, así que nada se queja. Una divergencia sobre el vocabulario compara la entrada 17 con la 17, signifiquen lo que signifiquen.',
    ],
  'A teacher with the student’s own tokenizer': [
    '使用与学生相同分词器的教师',
    'Un maestro con el tokenizador del estudiante',
  ],
  'Two tokenizers that differ openly never get this far on this page: the engine compares their fingerprints and refuses.':
    [
      '公然不同的两个分词器在本页走不到这一步：引擎比较它们的指纹并拒绝。',
      'Dos tokenizadores abiertamente distintos no llegan tan lejos en esta página: el motor compara sus huellas y se niega.',
    ],
  'Swapped direction': ['方向弄反', 'Dirección invertida'],
  '“The KL to the teacher” is computed as KL(p_T ‖ p_S) where KL(p_S ‖ p_T) was meant. The number looks plausible and is of another thing.':
    [
      '“到教师的 KL”本应是 KL(p_S ‖ p_T)，却算成了 KL(p_T ‖ p_S)。数字看起来合理，说的却是另一件事。',
      '«La KL al maestro» se calcula como KL(p_T ‖ p_S) donde se quería KL(p_S ‖ p_T). El número parece plausible y es de otra cosa.',
    ],
  'Libraries differ in which argument comes first. But the mean of log p_S − log p_T over the student’s own draws has one limit only: reverse KL. What disagrees with it points the other way.':
    [
      '各个库的参数顺序不同。但 log p_S − log p_T 在学生自己抽样上的均值只有一个极限：反向 KL。与之不符的就指向另一边。',
      'Las bibliotecas difieren en qué argumento va primero. Pero la media de log p_S − log p_T sobre las muestras del estudiante tiene un solo límite: la KL inversa. Lo que la contradice apunta al otro lado.',
    ],
  'Compute KL(p_S ‖ p_T)': ['计算 KL(p_S ‖ p_T)', 'Calcular KL(p_S ‖ p_T)'],
  'Distance between the computed KL and the mean of 400 draws, at one token': [
    '所算 KL 与 400 次抽样均值之间的距离，在一个词元处',
    'Distancia entre la KL calculada y la media de 400 muestras, en un token',
  ],
  'Distance to the mean so far': ['到目前均值的距离', 'Distancia a la media hasta ahora'],
  'Mode collapse': ['模式崩溃', 'Colapso de modas'],
  'Sixteen samples of a problem used to hold several right solutions. After twenty steps they are nearly all one text, and mostly a wrong one.':
    [
      '一道题的十六个样本本来含有几种正确解法。二十步之后它们几乎都是同一段文本，而且多半是错的。',
      'Dieciséis muestras de un problema contenían varias soluciones correctas. Tras veinte pasos son casi un solo texto, y casi siempre erróneo.',
    ],
  'Being sure is the only thing rewarded. Whatever was likeliest gets likelier, right or wrong, and nothing pulls the other solutions back.':
    [
      '只奖励有把握。最可能的变得更可能，不论对错，也没有什么把其他解法拉回来。',
      'Solo se premia estar seguro. Lo más probable se hace más probable, bien o mal, y nada devuelve las otras soluciones.',
    ],
  'Grade by the teacher’s whole distribution': [
    '用教师的整个分布评分',
    'Calificar con toda la distribución del maestro',
  ],
  'Distinct right solutions among 16 samples, mean of 8 held-out problems': [
    '16 个样本中不同的正确解法数，8 道留出题的均值',
    'Soluciones correctas distintas entre 16 muestras, media de 8 problemas reservados',
  ],
  'Student’s entropy on its own texts': ['学生在自己文本上的熵', 'Entropía del estudiante en sus propios textos'],
  'Length collapse': ['长度崩溃', 'Colapso de longitud'],
  'The texts shrink until the reasoning is gone: one step, then an answer, and the answer is wrong.': [
    '文本缩短到推理消失：一步，然后是答案，而答案是错的。',
    'Los textos se encogen hasta que el razonamiento desaparece: un paso, luego una respuesta, y la respuesta es errónea.',
  ],
  'Every token costs 0.2 and a right answer earns 1. A short wrong text beats a long right one, so the policy gradient learns to stop.':
    [
      '每个词元花费 0.2，正确答案得 1。短而错胜过长而对，于是策略梯度学会了停笔。',
      'Cada token cuesta 0,2 y una respuesta correcta gana 1. Un texto corto y erróneo vence a uno largo y correcto, así que el gradiente de política aprende a parar.',
    ],
  'Let the first 60 tokens be free, and the rest cheap': [
    '让前 60 个词元免费，其余便宜',
    'Que los primeros 60 tokens sean gratis y el resto, barato',
  ],
  'Mean length of greedy texts on 32 held-out problems': [
    '32 道留出题上贪心文本的平均长度',
    'Longitud media de los textos voraces en 32 problemas reservados',
  ],
  'Mean length of the student’s texts': ['学生文本的平均长度', 'Longitud media de los textos del estudiante'],
  'Hint leakage': ['提示泄漏', 'Fuga de la pista'],
  'The student teaches itself with the answer in its own prompt, and without the note it solves fewer problems than before.':
    [
      '学生把答案放在自己的提示里教自己，没有提示时做对的题比以前更少。',
      'El estudiante se enseña a sí mismo con la respuesta en su propio prompt, y sin la nota resuelve menos problemas que antes.',
    ],
  'Teacher and student share their weights. What the note does to the teacher’s half leaks into the half that has no note, and the two run away together.':
    [
      '教师与学生共享权重。提示对教的一半所做的，会泄漏到没有提示的一半，两者一起跑偏。',
      'Maestro y estudiante comparten pesos. Lo que la nota hace a la mitad que enseña se filtra a la que no la tiene, y las dos se escapan juntas.',
    ],
  'Let the frozen starting weights hold the note': [
    '让冻结的初始权重持有提示',
    'Que los pesos iniciales congelados guarden la nota',
  ],
  'What does not show here: these students never copy the answer outright, for their texts have to compute it. What leaks is the manner, and their sums fall apart.':
    [
      '这里没有出现的：这些学生从不直接抄答案，因为它们的文本必须把答案算出来。泄漏的是写法，它们的算式随之崩坏。',
      'Lo que aquí no se ve: estos estudiantes nunca copian la respuesta sin más, porque sus textos tienen que calcularla. Lo que se filtra es el modo, y sus cuentas se deshacen.',
    ],
  'Right without the note, greedily, on 32 held-out problems': [
    '没有提示时做对的比例，贪心，32 道留出题',
    'Aciertos sin la nota, con decodificación voraz, en 32 problemas reservados',
  ],
  'Reverse KL to the teacher that has the note': [
    '到持有提示的教师的反向 KL',
    'KL inversa al maestro que tiene la nota',
  ],
  'Stale rollouts': ['陈旧的采样轨迹', 'Rollouts caducos'],
  'Twenty steps on sixteen kept texts, and on held-out texts the student is no nearer to its teacher than at the start.':
    [
      '在十六段留存的文本上走了二十步，而在留出文本上学生并不比开始时更接近教师。',
      'Veinte pasos sobre dieciséis textos guardados, y en textos reservados el estudiante no está más cerca del maestro que al inicio.',
    ],
  'The log-ratio is an estimate for texts that the present student writes. These were written by another, earlier one: the estimate is biased, and the weights chase it.':
    [
      '对数比是针对当前学生所写文本的估计。这些文本是另一个更早的学生写的：估计有偏，而权重在追逐它。',
      'El cociente logarítmico estima para textos que escribe el estudiante actual. Estos los escribió otro, anterior: la estimación es sesgada y los pesos la persiguen.',
    ],
  'Write new texts at every step': ['每一步都写新的文本', 'Escribir textos nuevos en cada paso'],
  'Reverse KL to the teacher, a token, on held-out texts': [
    '到教师的反向 KL，每词元，在留出文本上',
    'KL inversa al maestro, por token, en textos reservados',
  ],
  'Reverse KL on the texts it is trained on': [
    '在训练所用文本上的反向 KL',
    'KL inversa en los textos con que se entrena',
  ],
  'A text, as it fails': ['失败时的一段文本', 'Un texto, tal como falla'],
  'A text, mended': ['修复后的一段文本', 'Un texto, arreglado'],
  'Press “Show it”. The evidence fails above {threshold}.': [
    '按“展示”。证据高于 {threshold} 即为失败。',
    'Pulsa «Mostrarlo». La prueba falla por encima de {threshold}.',
  ],
  'Press “Show it”. The evidence fails below {threshold}.': [
    '按“展示”。证据低于 {threshold} 即为失败。',
    'Pulsa «Mostrarlo». La prueba falla por debajo de {threshold}.',
  ],
  Evidence: ['证据', 'Prueba'],
  'as it fails': ['失败时', 'tal como falla'],
  mended: ['修复后', 'arreglado'],
  'The line: above {threshold} it fails.': [
    '线：高于 {threshold} 即失败。',
    'La línea: por encima de {threshold} falla.',
  ],
  'The line: below {threshold} it fails.': [
    '线：低于 {threshold} 即失败。',
    'La línea: por debajo de {threshold} falla.',
  ],
  '{percent} %': ['{percent} %', '{percent} %'],
  fails: ['失败', 'falla'],
  holds: ['成立', 'se sostiene'],
  'over {over}': ['随{over}', 'según {over}'],
  'Why.': ['原因。', 'Por qué.'],
  'A short real training run: a minute or so on a small machine.': [
    '一次简短的真实训练：在小机器上大约一分钟。',
    'Un entrenamiento real y corto: alrededor de un minuto en una máquina pequeña.',
  ],
  'Twelve texts at most are written and read: seconds.': [
    '最多写和读十二段文本：几秒钟。',
    'Se escriben y leen doce textos como mucho: segundos.',
  ],
  Fix: ['修复', 'Arreglar'],
  'Eight ways in which distillation goes wrong, reproduced on this device, each with the number that gives it away.': [
    '蒸馏出错的八种方式，在这台设备上重现，每一种都有暴露它的数字。',
    'Ocho maneras en que la destilación sale mal, reproducidas en este dispositivo, cada una con el número que la delata.',
  ],
  Exhibits: ['展品', 'Piezas'],
  'being measured': ['正在测量', 'midiéndose'],
  'shown and mended': ['已展示并修复', 'mostrada y arreglada'],
  shown: ['已展示', 'mostrada'],
}
