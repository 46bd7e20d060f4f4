/**
 * @file Every kind of teacher (T.*), one object each: how a recipe writes it, its notation, the parts of the literature that it
 * counts as, what it says of a text, and whose parameters a token of it takes. How one is run stands in src/engine/training.
 */
import type { z } from 'zod'
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

/** Several models at once, routed by domain or weighed. Not run here yet, like all that follow. */
const several = teacherOf(
  ({ z, line }: Atoms) =>
    z.strictObject({
      kind: z.literal('several'),
      models: z.array(line).min(1).readonly(),
      by: z.enum(['domain', 'weight']),
    }),
  {
    ...LARGER,
    example: { kind: 'several', models: ['a', 'b'], by: 'domain' },
    parts: ['T.multi', 'W.route'],
    symbol: ({ models, by }) => named(`${models.join(' or ')} by ${by}`),
    parameters: ({ teacher }, { models, by }) => (by === 'weight' ? teacher * models.length : teacher),
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
        { model: 'a', weight: 1.5 },
        { model: 'b', weight: -0.5 },
      ],
    },
    parts: ['T.arith', 'T.multi'],
    symbol: ({ models }) => {
      const product = models.map(({ model, weight }) => `${named(model)}^{${numeral(weight)}}`).join(' ')
      return String.raw`\tfrac{1}{Z}\,${product}`
    },
    parameters: ({ teacher }, { models }) => teacher * models.length,
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

/** The best of n samples of the student's. */
const bestOf = teacherOf(({ z, count }: Atoms) => z.strictObject({ kind: z.literal('best-of'), n: count }), {
  ...LARGER,
  says: 'grades',
  example: { kind: 'best-of', n: 8 },
  parts: ['T.bon'],
  symbol: ({ n }) => named(`best of ${n}`),
  parameters: ({ student }) => student,
})

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
  several,
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
