/** @file Schema of the terms of a loss. */
import * as z from 'zod'
import { LOSS_DIVERGENCES } from '../divergences/registry.ts'
import { WEIGHTS } from '../weights/weights.ts'
import { ATOMS, atLeastZero, count, finite, fraction, line, positive, schedule, some, unit } from './atoms.ts'

const [firstWeight, ...otherWeights] = WEIGHTS
const weight = z.discriminatedUnion('kind', [
  firstWeight.schema(ATOMS),
  ...otherWeights.map(({ schema }) => schema(ATOMS)),
])

const coefficient = schedule(finite).optional()
const base = {
  on: some(line),
  coefficient,
  weights: z.array(weight).readonly().optional(),
  per: z.enum(['tokens', 'kept', 'counted', 'texts', 'texts-counted', 'sum']).optional(),
}

const support = z.strictObject({
  topK: count,
  of: z.enum(['teacher', 'student']),
  rest: z.enum(['renormalise', 'bucket', 'drop']),
})

const [firstDivergence, ...otherDivergences] = LOSS_DIVERGENCES
const divergenceKind = z.discriminatedUnion('id', [
  firstDivergence.schema(ATOMS),
  ...otherDivergences.map(({ schema }) => schema(ATOMS)),
])

const groupAdvantage = z.strictObject({
  kind: z.literal('group'),
  deviation: z.boolean().optional(),
  scale: finite.optional(),
})

const quantileAdvantage = z.strictObject({ kind: z.literal('quantile'), draw: line, least: finite })

const taughtAdvantage = z.discriminatedUnion('kind', [
  groupAdvantage,
  quantileAdvantage,
  z.strictObject({
    kind: z.literal('log-ratio'),
    scale: finite.optional(),
    against: z.enum(['behaviour', 'student']).optional(),
  }),
  z.strictObject({ kind: z.literal('extrapolated'), lambda: finite }),
  z.strictObject({
    kind: z.literal('return'),
    discount: unit,
    normalise: z.boolean(),
    against: z.enum(['behaviour', 'student']).optional(),
    ahead: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('k-step'), k: count }),
  z.strictObject({ kind: z.literal('constrained'), budget: atLeastZero, penalty: atLeastZero }),
])

const bareShape = z.strictObject({
  floor: finite.optional(),
  clip: positive.optional(),
  margin: z
    .strictObject({ delta: atLeastZero, shift: z.enum(['up', 'down', 'both']), of: z.literal('extremes').optional() })
    .optional(),
})

const taughtShape = bareShape.extend({ evidence: z.strictObject({ epsilon: fraction }).optional() })

/** Limits of a ratio, which is 1 where nothing has changed. */
const limits = z.tuple([z.number().min(0).max(1), z.number().min(1)]).readonly()
const noSurrogate = z.strictObject({ kind: z.literal('none') })
const shaped = z.strictObject({ kind: z.literal('shaped'), gamma: positive })
const importance = z.strictObject({ kind: z.literal('importance'), clip: limits.optional() })
const teacherMix = z.strictObject({
  kind: z.literal('teacher-mix'),
  alpha: unit,
  clip: limits,
  sum: z.literal(true).optional(),
})

const barePolicyGradient = z.strictObject({
  kind: z.literal('policy-gradient'),
  ...base,
  advantage: z
    .array(z.discriminatedUnion('kind', [groupAdvantage, quantileAdvantage]))
    .min(1)
    .readonly(),
  shape: bareShape.optional(),
  surrogate: z.discriminatedUnion('kind', [noSurrogate, importance, shaped]),
})

const taughtPolicyGradient = z.strictObject({
  kind: z.literal('policy-gradient'),
  ...base,
  advantage: z.array(taughtAdvantage).min(1).readonly(),
  shape: taughtShape.optional(),
  surrogate: z.discriminatedUnion('kind', [noSurrogate, importance, shaped, teacherMix]),
})

const bareOthers = [
  z.strictObject({ kind: z.enum(['cross-entropy', 'anchor']), ...base }),
  z.strictObject({ kind: z.literal('idft'), ...base, b: positive }),
  z.strictObject({ kind: z.literal('entropy'), ...base, sign: z.literal([1, -1]) }),
  z.strictObject({
    kind: z.literal('preference'),
    id: z.enum(['dpo', 'bce', 'bco', 'orpo', 'wind']),
    beta: positive,
    chosen: line,
    rejected: line,
    coefficient,
  }),
] as const

export const bareTerm = z.discriminatedUnion('kind', [barePolicyGradient, ...bareOthers])

export const taughtTerm = z.discriminatedUnion('kind', [
  taughtPolicyGradient,
  ...bareOthers,
  z.strictObject({
    kind: z.literal('divergence'),
    ...base,
    divergence: divergenceKind,
    temperature: positive.optional(),
    support: support.optional(),
    entryClip: positive.optional(),
  }),
  z.strictObject({ kind: z.literal('estimator'), ...base, id: z.enum(['k1', 'k2', 'k3']) }),
  z.strictObject({ kind: z.literal('bounded-gap'), ...base, tau: positive }),
  z.strictObject({ kind: z.literal('ranking'), ...base, topK: z.int().min(2) }),
  z.strictObject({ kind: z.enum(['hybrid', 'features', 'cross-tokenizer']), ...base }),
])
