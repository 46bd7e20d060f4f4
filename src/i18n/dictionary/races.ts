/** @file The race: its controls, and the shipped races with their claims. */
import type { Entries } from './types.ts'

export const RACES: Entries = {
  'onnxruntime-node, one thread, beside other work': [
    'onnxruntime-node，单线程，与其他任务同时运行',
    'onnxruntime-node, un hilo, junto a otro trabajo',
  ],
  Race: ['比赛', 'Carrera'],
  'Recipes that learn in turns from the same start, on the same problems and seeds.': [
    '多个配方从同一起点出发，在相同的题目和种子上轮流学习。',
    'Recetas que aprenden por turnos desde el mismo inicio, con los mismos problemas y semillas.',
  ],
  'Shipped races': ['自带的比赛', 'Carreras incluidas'],
  'Any recipes': ['任意配方', 'Cualquier receta'],
  'Your own': ['自定义', 'La tuya'],
  'Start race': ['开始比赛', 'Empezar la carrera'],
  'Stop race': ['停止比赛', 'Parar la carrera'],
  '{n} seed': ['{n} 个种子', '{n} semilla'],
  '{n} seeds': ['{n} 个种子', '{n} semillas'],
  '{seeds}, {steps} steps of {rollouts} rollouts, equal in {budget}; measured: {measure}, {better} is better.': [
    '{seeds}，{steps} 步，每步 {rollouts} 条采样轨迹，{budget}相等；度量：{measure}，{better}为好。',
    '{seeds}, {steps} pasos de {rollouts} rollouts, iguales en {budget}; se mide: {measure}, mejor cuanto {better}.',
  ],
  higher: ['越高', 'más alto'],
  lower: ['越低', 'más bajo'],
  'The race waits while the page is out of sight.': [
    '页面不可见时比赛暂停。',
    'La carrera espera mientras la página no está a la vista.',
  ],
  'Lane {n}': ['第 {n} 道', 'Calle {n}'],
  'Remove lane {n}': ['移除第 {n} 道', 'Quitar la calle {n}'],
  'Add a lane': ['加一道', 'Añadir una calle'],
  'Compounding error': ['误差累积', 'Error acumulado'],
  'nats of disagreement by position, own texts': [
    '按位置的分歧（奈特），自己的文本',
    'nats de desacuerdo por posición, textos propios',
  ],
  'token position': ['词元位置', 'posición del token'],
  points: ['个百分点', 'puntos'],
  'held-out, greedy': ['留出题，贪心', 'problemas reservados, voraz'],
  'Reverse KL': ['反向 KL', 'KL inversa'],
  'Forward KL': ['正向 KL', 'KL directa'],
  'held-out, nats a token': ['留出题，每词元奈特', 'reservados, nats por token'],
  'held-out, tokens': ['留出题，词元数', 'reservados, tokens'],
  '1 − TV, held-out': ['1 − TV，留出题', '1 − TV, reservados'],
  '{winner} wins, ahead of {other} by {margin}.': [
    '{winner} 胜出，领先 {other} {margin}。',
    '{winner} gana, por delante de {other} por {margin}.',
  ],
  'Nobody has won yet.': ['尚无胜者。', 'Nadie ha ganado todavía.'],
  'Claim: {claim}': ['主张：{claim}', 'Afirmación: {claim}'],
  '✓ holds here': ['✓ 在此成立', '✓ se cumple aquí'],
  '✗ not here': ['✗ 在此不成立', '✗ aquí no'],
  'one seed': ['一个种子', 'una semilla'],
  '{low} to {high}, {n} seeds': ['{low} 至 {high}，{n} 个种子', '{low} a {high}, {n} semillas'],
  'seed {seed}, step {step}': ['种子 {seed}，第 {step} 步', 'semilla {seed}, paso {step}'],
  'not started': ['未开始', 'sin empezar'],
  '{lead}, on one seed': ['{lead}（一个种子）', '{lead}, con una semilla'],
  '{lead} (95 % over seeds: {low} to {high})': [
    '{lead}（种子间 95 %：{low} 至 {high}）',
    '{lead} (95 % entre semillas: {low} a {high})',
  ],
  Divergences: ['散度', 'Divergencias'],
  'The same teacher, the same problems: does it matter which divergence the student follows?': [
    '同样的教师、同样的题目：学生跟随哪种散度有关系吗？',
    'El mismo maestro, los mismos problemas: ¿importa qué divergencia sigue el estudiante?',
  ],
  'Every divergence lifts the student by 20 points or more, and forward KL leaves it more diverse than reverse KL.': [
    '每种散度都使学生提升 20 个百分点以上，而正向 KL 留下的多样性高于反向 KL。',
    'Toda divergencia sube al estudiante 20 puntos o más, y la KL directa lo deja más diverso que la inversa.',
  ],
  'greedy accuracy on held-out problems at the end': [
    '结束时留出题上的贪心准确率',
    'exactitud voraz en problemas reservados al final',
  ],
  'On-policy against off-policy': ['在线策略对离线策略', 'On-policy contra off-policy'],
  "Reading the teacher's texts or being read by it: who ends up better, and who goes astray in its own texts?": [
    '读教师的文本，还是被教师读：谁最终更好，谁会在自己的文本里走偏？',
    'Leer los textos del maestro o ser leído por él: ¿quién acaba mejor y quién se extravía en sus propios textos?',
  ],
  "Read by the teacher on its own texts, the student ends up more accurate than from 32 kept texts of the teacher's; where each goes astray stands beside it, and texts of some fifty tokens leave errors little room to compound.":
    [
      '由教师阅读自己文本的学生，最终比从 32 个教师存档文本学习的更准确；各自何处走偏列在旁边，而约五十词元的文本给误差累积的空间很小。',
      'Leído por el maestro en sus propios textos, el estudiante acaba más exacto que con 32 textos guardados del maestro; al lado se ve dónde se extravía cada uno, y unos cincuenta tokens dejan poco sitio para que el error se acumule.',
    ],
  'OPD against SFT against GRPO': ['OPD 对 SFT 对 GRPO', 'OPD contra SFT contra GRPO'],
  "A teacher's opinion of every token, its texts, or one bit from a verifier: what teaches most for the same work?": [
    '教师对每个词元的意见、教师的文本，或验证器的一个比特：同样的计算量，哪个教得最多？',
    'La opinión del maestro sobre cada token, sus textos o un bit de un verificador: ¿qué enseña más con el mismo trabajo?',
  ],
  'For the same FLOPs, OPD lifts the student more than GRPO.': [
    '同样的 FLOPs，OPD 对学生的提升大于 GRPO。',
    'Con los mismos FLOPs, OPD sube al estudiante más que GRPO.',
  ],
  'Self-distillation': ['自蒸馏', 'Autodestilación'],
  'The teacher is the student itself: what must it be told to be worth listening to?': [
    '教师就是学生自己：要告诉它什么，它才值得听？',
    'El maestro es el propio estudiante: ¿qué hay que decirle para que valga la pena escucharlo?',
  ],
  'Told the worked solution it lifts itself by 20 points, told nothing it stays where it is; told to be brief it shortens its texts by a fifth and loses neither accuracy nor its entropy.':
    [
      '告知完整解答，它把自己提升 20 个百分点；什么都不告知，它原地不动；要求简短，它的文本缩短五分之一，而准确率与熵都不损失。',
      'Con la solución resuelta se sube a sí mismo 20 puntos; sin nada se queda donde está; si se le pide brevedad acorta sus textos en un quinto y no pierde ni exactitud ni entropía.',
    ],
  'Full vocabulary, top k, sampled token': ['全词表、top k、采样词元', 'Vocabulario entero, top k, token muestreado'],
  'How much of the teacher must one read: every word it considers, the likeliest few, or the one that was written?': [
    '要读教师多少：它考虑的每个词、最可能的几个，还是写下的那一个？',
    '¿Cuánto hay que leer del maestro: cada palabra que considera, las más probables o la que se escribió?',
  ],
  "The sampled token's gradient is noisier than the full vocabulary's on the very same texts.": [
    '在完全相同的文本上，采样词元的梯度比全词表的更嘈杂。',
    'El gradiente del token muestreado es más ruidoso que el del vocabulario entero sobre los mismos textos.',
  ],
  'Live, stale, offline': ['现写、陈旧、离线', 'En vivo, atrasado, fuera de línea'],
  'Must the texts be the very latest, or do those of the start, graded once and kept, teach as well?': [
    '文本必须是最新的吗，还是开始时写好、评分一次并保存的同样能教？',
    '¿Deben ser los textos los más recientes, o enseñan igual los del comienzo, calificados una vez y guardados?',
  ],
  "Live texts lift the student more than the start's, fresh or kept.": [
    '现写的文本对学生的提升大于开始时的文本，无论新写还是保存的。',
    'Los textos en vivo suben al estudiante más que los del comienzo, frescos o guardados.',
  ],
}
