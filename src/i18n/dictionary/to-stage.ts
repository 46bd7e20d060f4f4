/** @file An imported rollout on the stage, and the example of an imported run. */
import type { Entries } from './types.ts'

export const TO_STAGE_WORDS: Entries = {
  'Open an example': ['打开示例', 'Abrir un ejemplo'],
  'The example: what six checkpoints of this page’s student wrote, as verl writes rollouts and metrics, and one step with token ids and log-probs as NeMo-RL writes them. Curves, rollouts to browse and search, and each of them on the stage.':
    [
      '示例：本页学生的六个检查点所写的文本，rollout 与指标按 verl 的格式，另有一步按 NeMo-RL 的格式带有词元 id 与对数概率。可看曲线，可浏览和搜索 rollout，也可把任意一条放上舞台。',
      'El ejemplo: lo que escribieron seis puntos de control del estudiante de esta página, con rollouts y métricas como los escribe verl, y un paso con id de tokens y log-probs como los escribe NeMo-RL. Curvas, rollouts para explorar y buscar, y cada uno de ellos en el escenario.',
    ],
  'Open on the stage': ['放到舞台上', 'Abrir en el escenario'],
  'Open its text on the stage': ['把它的文本放到舞台上', 'Abrir su texto en el escenario'],
  'with the dump’s tokens and numbers; or as a text that the models of this page read anew': [
    '用转储中的词元和数值；或只取文本，由本页的模型重新阅读',
    'con los tokens y números del volcado; o como texto que los modelos de esta página leen de nuevo',
  ],
  'token axis, rail and panels, with what the dump holds and what can be measured here': [
    '词元轴、散度栏与各面板：转储中有的，加上这里能测量的',
    'eje de tokens, tira y paneles, con lo que contiene el volcado y lo que se puede medir aquí',
  ],
  'The dump does not hold: {parts}.': ['转储中没有：{parts}。', 'El volcado no contiene: {parts}.'],
  'No model of this page reads it: the prompt is not in the dump.': [
    '本页的模型无法阅读它：转储中没有提示。',
    'Ningún modelo de esta página lo lee: el prompt no está en el volcado.',
  ],
  'No model of this page reads it: the dump has neither a text nor tokens.': [
    '本页的模型无法阅读它：转储中既没有文本也没有词元。',
    'Ningún modelo de esta página lo lee: el volcado no tiene ni texto ni tokens.',
  ],
  'These are the tokens of the dump, of a vocabulary that the models of this page do not have: they show what was recorded, and nothing is measured here.':
    [
      '这些是转储中的词元，来自本页模型没有的词表：它们显示记录下来的数值，这里不测量任何东西。',
      'Son los tokens del volcado, de un vocabulario que los modelos de esta página no tienen: muestran lo que se registró, y aquí no se mide nada.',
    ],
  'No model of this page reads it: prompt and completion are longer than they read.': [
    '本页的模型无法阅读它：提示与补全超过了它们能读的长度。',
    'Ningún modelo de esta página lo lee: prompt y respuesta son más largos de lo que leen.',
  ],
  'A model that was brought reads no imported text: choose a student that comes with this page, and open it again.': [
    '自带的模型不能阅读导入的文本：请选择本页附带的学生，再重新打开。',
    'Un modelo traído no lee textos importados: elige un estudiante de esta página y ábrelo de nuevo.',
  ],
  difference: ['差值', 'diferencia'],
  'here less the dump': ['此处减去转储', 'aquí menos el volcado'],
  'Imported: {student} reads the text in the place of the student that wrote it, {teacher} as its teacher. All charts above are measured here.':
    [
      '已导入：{student} 代替写下它的学生来阅读这段文本，{teacher} 作为其教师。上方的图表都是在这里测量的。',
      'Importado: {student} lee el texto en lugar del estudiante que lo escribió, {teacher} como su maestro. Todos los gráficos de arriba se miden aquí.',
    ],
  '“Export trace” writes what was measured here; a trace has no place for what the dump says.': [
    '“导出轨迹”写出这里测量的数值；轨迹中没有存放转储数值的位置。',
    '«Exportar traza» escribe lo que se midió aquí; una traza no tiene lugar para lo que dice el volcado.',
  ],
  'No trace can be written of it: a trace holds what models of this page read.': [
    '无法为它写出轨迹：轨迹保存的是本页模型读到的内容。',
    'No se puede escribir una traza de él: una traza guarda lo que leyeron los modelos de esta página.',
  ],
  'What the dump says, token by token': ['转储逐词元的数值', 'Lo que dice el volcado, token a token'],
  'The dump says nothing of a single token.': [
    '转储对单个词元没有任何说明。',
    'El volcado no dice nada de ningún token por separado.',
  ],
  'Written by a trainer elsewhere, and imported from its dump': [
    '由别处的训练器写下，从其转储导入',
    'Escrito por un entrenador en otro lugar e importado de su volcado',
  ],
  IMPORTED: ['导入', 'IMPORTADO'],
  'reward {reward}': ['奖励 {reward}', 'recompensa {reward}'],
  'No teacher of this page reads this: below is what the dump says.': [
    '本页没有教师能阅读它：下面是转储中的内容。',
    'Ningún maestro de esta página lo lee: abajo está lo que dice el volcado.',
  ],
  'The trainer judged it; nobody did so here.': [
    '训练器评判过它；这里没有人评判。',
    'Lo juzgó el entrenador; aquí no lo hizo nadie.',
  ],
  'Imported from {file}: {n} tokens.': ['已从 {file} 导入：{n} 个词元。', 'Importado de {file}: {n} tokens.'],
}
