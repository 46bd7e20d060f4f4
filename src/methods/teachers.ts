/**
 * @file Every kind of teacher (T.*), one object each: how a recipe writes it, its notation, the parts of the literature that it
 * counts as, what it says of a text, and whose parameters a token of it takes. How one is run stands in src/engine/training.
 */
import type { z } from 'zod'
import { CONTEXT_KINDS, WORLD_IDS } from '../world/types.ts'
import { numeral, plainText } from './formula/segments.ts'
import type { PartId } from './part-names.ts'
import type { Atoms } from './schema/atoms.ts'

interface Sizes {
  /** Parameters of the student and of the larger model. */
  readonly student: number
  readonly teacher: number
}

/** @template Kind how a recipe writes it: its kind and its settings */
export interface TeacherObject<Kind> {
  /** As a recipe writes it, for tests. */
  readonly example: Kind
  /** The first marks its symbol in the formula. */
  readonly parts: readonly PartId[]
  /** KaTeX of its distribution. */
  symbol(kind: Kind): string
  /** What its symbol stands for: a line below the formula, where the symbol occurs. */
  definition?(kind: Kind): { readonly symbol: string; readonly tex: string }
  /** `tokens`: how likely each token is. `texts`: only texts of its own. `grades`: what a whole text is worth. */
  readonly says: 'tokens' | 'texts' | 'grades'
  /** Whether it is made of the student's own weights, of whatever time. */
  readonly isStudent: boolean
  /** Parameters that one token of it takes. */
  parameters(sizes: Sizes, kind: Kind): number
}

function teacherOf<S extends z.ZodType<{ kind: string }>>(
  schema: (a: Atoms) => S,
  teacher: TeacherObject<Readonly<z.infer<S>>>,
) {
  return { schema, ...teacher }
}

/** What teachers have in common that are the student's weights, or another model that is asked about tokens. */
const OWN = { says: 'tokens', isStudent: true, parameters: ({ student }: Sizes) => student } as const
const LARGER = { says: 'tokens', isStudent: false, parameters: ({ teacher }: Sizes) => teacher } as const

const named = (name: string) => String.raw`p_{\text{${plainText(name)}}}`

/** The student's live weights with another prompt. Without a context it would teach nothing. */
export const SELF_TEACHER = teacherOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('self') }), {
  ...OWN,
  example: { kind: 'self' },
  parts: ['T.self'],
  symbol: () => String.raw`\mathrm{sg}\,p_S`,
})

/** A larger frozen model. Without a name: the run's own choice. */
const larger = teacherOf(
  ({ z, line }: Atoms) => z.strictObject({ kind: z.literal('larger'), model: line.optional() }),
  {
    ...LARGER,
    example: { kind: 'larger', model: 'teacher_27%' },
    parts: ['T.larger'],
    symbol: ({ model }) => named(model ?? 'larger'),
  },
)

/** A frozen copy of the student's starting weights. */
const start = teacherOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('start') }), {
  ...OWN,
  example: { kind: 'start' },
  parts: ['T.frozen'],
  symbol: () => 'p_{S_0}',
})

/** A frozen copy of the student that is taken anew every so many steps. */
const snapshot = teacherOf(({ z, count }: Atoms) => z.strictObject({ kind: z.literal('snapshot'), every: count }), {
  ...OWN,
  example: { kind: 'snapshot', every: 50 },
  parts: ['T.ckpt'],
  symbol: () => String.raw`p_{\bar S}`,
})

/** An exponential moving average of the student: e <- decay e + (1 - decay) student, after each step. */
const ema = teacherOf(({ z, fraction }: Atoms) => z.strictObject({ kind: z.literal('ema'), decay: fraction }), {
  ...OWN,
  example: { kind: 'ema', decay: 0.95 },
  parts: ['T.ema'],
  symbol: () => String.raw`p_{\hat S}`,
  definition: ({ decay }) => ({
    symbol: String.raw`\hat S`,
    tex: String.raw`\hat S \leftarrow ${numeral(decay)}\,\hat S + ${numeral(1 - decay)}\,S`,
  }),
})

/** The student as it will be after `lead` more steps of its own: trained ahead, kept, rewound. */
const future = teacherOf(({ z, count }: Atoms) => z.strictObject({ kind: z.literal('future'), lead: count }), {
  ...OWN,
  example: { kind: 'future', lead: 20 },
  parts: ['T.future'],
  symbol: () => 'p_{S^{+}}',
  definition: ({ lead }) => ({
    symbol: 'S^{+}',
    tex: String.raw`S^{+}:\ \text{the student}\ ${lead}\ \text{steps ahead}`,
  }),
})

/**
 * Names of models: of one that ships, of weights that a phase keeps (`keeps`), `start` for the student as it began, `larger`
 * for the run's own larger model.
 */
const listedNames = (names: readonly string[]) => names.map((name) => plainText(name)).join(String.raw`,\ `)

/** The student as a phase of the run left it (`keeps`), frozen. */
const kept = teacherOf(({ z, line }: Atoms) => z.strictObject({ kind: z.literal('kept'), model: line }), {
  ...OWN,
  example: { kind: 'kept', model: 'reviser' },
  parts: ['T.frozen'],
  symbol: ({ model }) => named(model),
})

const experts = ({ z, line }: Atoms) =>
  z
    .array(z.strictObject({ model: line, world: z.enum(WORLD_IDS) }))
    .min(2)
    .readonly()

const routes = (list: readonly { readonly model: string; readonly world: string }[]) =>
  list.map(({ model, world }) => String.raw`\text{${plainText(model)} on ${plainText(world)}}`).join(String.raw`,\ `)

const EXPERTS = [
  { model: 'specialist-tally', world: 'tally' },
  { model: 'specialist-ledger', world: 'ledger' },
] as const

/** One expert for each world: a text is read by the expert of its problem's world; the first reads what is of no expert's world. */
const routed = teacherOf((a: Atoms) => a.z.strictObject({ kind: a.z.literal('routed'), experts: experts(a) }), {
  ...LARGER,
  example: { kind: 'routed', experts: EXPERTS },
  parts: ['T.multi', 'W.route'],
  symbol: () => 'p_{E(x)}',
  definition: ({ experts }) => ({ symbol: 'E(x)', tex: String.raw`E(x):\ ${routes(experts)}` }),
  parameters: ({ student }) => student,
})

/** The same, where the experts can only be read: they write, and nobody asks them about a token. */
const routedTexts = teacherOf(
  (a: Atoms) => a.z.strictObject({ kind: a.z.literal('routed-texts'), experts: experts(a) }),
  {
    ...LARGER,
    says: 'texts',
    example: { kind: 'routed-texts', experts: EXPERTS },
    parts: ['T.multi', 'T.text', 'W.route'],
    symbol: () => 'p_{E(x)}',
    definition: ({ experts }) => ({ symbol: 'E(x)', tex: String.raw`E(x):\ ${routes(experts)}\ \text{(as text)}` }),
    parameters: ({ student }) => student,
  },
)

/** The plainest form of the two that follow: routed by the world that a model's name holds, or with equal weights. */
const several = teacherOf(
  ({ z, line }: Atoms) =>
    z.strictObject({
      kind: z.literal('several'),
      models: z.array(line).min(1).readonly(),
      by: z.enum(['domain', 'weight']),
    }),
  {
    ...LARGER,
    example: { kind: 'several', models: ['specialist-tally', 'specialist-ledger'], by: 'domain' },
    parts: ['T.multi', 'W.route'],
    symbol: ({ models, by }) => named(`${models.join(' or ')} by ${by}`),
    parameters: ({ student }, { models, by }) => (by === 'weight' ? student * models.length : student),
  },
)

/** Several models at once: each term is taken against each of them, and the losses are summed with these weights. */
const weighed = teacherOf(
  ({ z, line, finite }: Atoms) =>
    z.strictObject({
      kind: z.literal('weighed'),
      models: z
        .array(z.strictObject({ model: line, weight: finite }))
        .min(2)
        .readonly(),
    }),
  {
    ...LARGER,
    example: {
      kind: 'weighed',
      models: [
        { model: 'specialist-tally', weight: 0.5 },
        { model: 'specialist-ledger', weight: 0.5 },
      ],
    },
    parts: ['T.multi'],
    symbol: () => 'p_{T_k}',
    definition: ({ models }) => ({
      symbol: 'T_k',
      tex: String.raw`\mathcal{L} = \textstyle\sum_k w_k\,\mathcal{L}(p_{T_k}),\quad T:\ \text{${listedNames(models.map(({ model }) => model))}},\quad w = ${models.map(({ weight }) => numeral(weight)).join(String.raw`,\,`)}`,
    }),
    parameters: ({ student }, { models }) => student * models.length,
  },
)

/** The live student as often as there are contexts, each in its own prompt: losses are summed with equal weights. */
const panel = teacherOf(
  ({ z }: Atoms) =>
    z.strictObject({ kind: z.literal('panel'), contexts: z.array(z.enum(CONTEXT_KINDS)).min(2).readonly() }),
  {
    ...OWN,
    example: { kind: 'panel', contexts: ['skill', 'memory'] },
    parts: ['T.self', 'T.multi'],
    symbol: () => String.raw`\mathrm{sg}\,p_{S \mid c_k}`,
    definition: ({ contexts }) => ({
      symbol: 'c_k',
      tex: String.raw`\mathcal{L} = \tfrac{1}{${contexts.length}} \textstyle\sum_k \mathcal{L}(c_k)`,
    }),
    parameters: ({ student }, { contexts }) => student * contexts.length,
  },
)

/** log p* = sum of weighted log-probs of models, renormalised. */
const arithmetic = teacherOf(
  ({ z, line, finite }: Atoms) =>
    z.strictObject({
      kind: z.literal('arithmetic'),
      models: z
        .array(z.strictObject({ model: line, weight: finite }))
        .min(1)
        .readonly(),
    }),
  {
    ...LARGER,
    example: {
      kind: 'arithmetic',
      models: [
        { model: 'start', weight: 1 },
        { model: 'larger', weight: 0.5 },
      ],
    },
    parts: ['T.arith', 'T.multi'],
    symbol: ({ models }) => {
      const product = models.map(({ model, weight }) => `${named(model)}^{${numeral(weight)}}`).join(' ')
      return String.raw`\tfrac{1}{Z}\,${product}`
    },
    parameters: ({ student }, { models }) => student * models.length,
  },
)

/** Reachable only as text. */
const text = teacherOf(({ z, line }: Atoms) => z.strictObject({ kind: z.literal('text'), model: line.optional() }), {
  ...LARGER,
  says: 'texts',
  example: { kind: 'text' },
  parts: ['T.text'],
  symbol: ({ model }) => named(`${model ?? 'a model'}, as text`),
})

/** A judge that grades whole rollouts. */
const scorer = teacherOf(({ z, line }: Atoms) => z.strictObject({ kind: z.literal('scorer'), rule: line }), {
  ...LARGER,
  says: 'grades',
  example: { kind: 'scorer', rule: 'short & right' },
  parts: ['T.scorer', 'X.judge'],
  symbol: ({ rule }) => named(`judge by ${rule}`),
})

/** The best of n samples of the student's, or of an anchor that follows it as a moving average. */
const bestOf = teacherOf(
  ({ z, count, fraction }: Atoms) =>
    z.strictObject({ kind: z.literal('best-of'), n: count, decay: fraction.optional() }),
  {
    ...LARGER,
    says: 'grades',
    example: { kind: 'best-of', n: 8 },
    parts: ['T.bon'],
    symbol: ({ n }) => named(`best of ${n}`),
    parameters: ({ student }) => student,
  },
)

/** A trained critic that tells teacher text from student text. */
const critic = teacherOf(({ z }: Atoms) => z.strictObject({ kind: z.literal('critic') }), {
  ...LARGER,
  says: 'grades',
  example: { kind: 'critic' },
  parts: ['T.disc'],
  symbol: () => named('critic'),
})

/** Teachers that differ from the student by their weights and may do without a context. */
export const OTHER_TEACHERS = [
  larger,
  start,
  snapshot,
  ema,
  future,
  kept,
  routed,
  routedTexts,
  several,
  weighed,
  panel,
  arithmetic,
  text,
  scorer,
  bestOf,
  critic,
] as const

export type SelfTeacher = Readonly<z.infer<ReturnType<typeof SELF_TEACHER.schema>>>
export type OtherTeacher = Readonly<z.infer<ReturnType<(typeof OTHER_TEACHERS)[number]['schema']>>>
/** A teacher as a recipe writes it. */
export type Teacher = SelfTeacher | OtherTeacher

const BY_KIND: ReadonlyMap<string, TeacherObject<Teacher>> = new Map(
  [SELF_TEACHER, ...OTHER_TEACHERS].map((teacher) => [teacher.example.kind, teacher]),
)

/** @throws RangeError for a kind that no recipe can have */
export function teacherObject({ kind }: Teacher): TeacherObject<Teacher> {
  const teacher = BY_KIND.get(kind)
  if (!teacher) {
    const known = [...BY_KIND.keys()].join(', ')
    throw new RangeError(`there is no teacher ${JSON.stringify(kind)}: use one of ${known}`)
  }
  return teacher
}
