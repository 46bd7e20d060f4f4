/** @file The numbers of one token that need no choice of a divergence: their formulas and where they are read. */
import type { TokenScore } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'

interface QuantitySource {
  /** The student's own number rather than the teacher's. */
  readonly own: boolean
  /** As it was when the token was sampled. */
  readonly logpStudent: number
  readonly score: TokenScore | null
}

interface Quantity {
  readonly name: string
  readonly unit: 'nats' | null
  /** The student's own number was there when it sampled; the others are read when the rollout is scored. */
  readonly sampled: boolean
  /** Over the whole vocabulary. */
  readonly summed: boolean
  /** KaTeX. `told`: the teacher had its context c before it. */
  formula(model: 'S' | 'T', told: boolean): string
  value(source: QuantitySource): number | null
}

const given = (model: 'S' | 'T', told: boolean): string => `p_{${model}}(y_t \\mid x, ${told ? 'c, ' : ''}y_{<t})`
const ratio = (told: boolean): readonly [string, string] => [given('T', told), given('S', false)]

const logp = ({ own, logpStudent, score }: QuantitySource): number | null =>
  own ? logpStudent : (score?.logpTeacher ?? null)

export const PLAIN_QUANTITIES = {
  probability: {
    name: mark('Probability of this token'),
    unit: null,
    sampled: true,
    summed: false,
    formula: (model, told) => `${given(model, told)} = \\operatorname{softmax}(z_{${model}})_{y_t}`,
    value: (source) => {
      const log = logp(source)
      return log === null ? null : Math.exp(log)
    },
  },
  'log-probability': {
    name: mark('Log-probability of this token'),
    unit: 'nats',
    sampled: true,
    summed: false,
    formula: (model, told) => `\\log ${given(model, told)}`,
    value: logp,
  },
  rank: {
    name: mark('Rank of this token'),
    unit: null,
    sampled: false,
    summed: false,
    formula: (model) => `1 + \\#\\{v : p_{${model}}(v) > p_{${model}}(y_t)\\}`,
    value: ({ own, score }) => score && (own ? score.rankStudent : score.rankTeacher),
  },
  entropy: {
    name: mark('Entropy before this token'),
    unit: 'nats',
    sampled: false,
    summed: true,
    formula: (model) => `-\\sum_v p_{${model}}(v) \\log p_{${model}}(v)`,
    value: ({ own, score }) => score && (own ? score.entropyStudent : score.entropyTeacher),
  },
  gap: {
    name: mark('Gap'),
    unit: 'nats',
    sampled: false,
    summed: false,
    formula: (_, told) => `\\log ${ratio(told)[0]} - \\log ${ratio(told)[1]}`,
    value: ({ score }) => score?.gap ?? null,
  },
  acceptance: {
    name: mark('Acceptance'),
    unit: null,
    sampled: false,
    summed: false,
    formula: (_, told) => `\\min\\left(1, \\frac{${ratio(told)[0]}}{${ratio(told)[1]}}\\right)`,
    value: ({ score }) => score && Math.min(1, Math.exp(score.gap)),
  },
} as const satisfies Readonly<Record<string, Quantity>>

export type PlainQuantity = keyof typeof PLAIN_QUANTITIES
