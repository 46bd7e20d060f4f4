/** @file Schema of the terms of a loss. */
import * as z from 'zod'
import { atLeastZero, count, finite, fraction, line, positive, schedule, some, unit } from './atoms.ts'
import { weight } from './weights.ts'

const coefficient = schedule(finite).optional()
const base = {
  on: some(line),
  coefficient,
  weights: z.array(weight).readonly().optional(),
  per: z.enum(['tokens', 'kept', 'texts', 'sum']).optional(),
}

const support = z.strictObject({
  topK: count,
  of: z.enum(['teacher', 'student']),
  rest: z.enum(['renormalise', 'bucket', 'drop']),
})

const divergenceKind = z.discriminatedUnion('id', [
  z.strictObject({ id: z.enum(['forward-kl', 'reverse-kl', 'tvd', 'squared-hellinger', 'teacher-argmax-ce']) }),
  z.strictObject({ id: z.literal('jsd'), beta: unit }),
  z.strictObject({
    id: z.enum(['skew-forward-kl', 'skew-reverse-kl']),
    alpha: unit,
    adaptive: z.boolean().optional(),
  }),
  z.strictObject({ id: z.literal('jeffreys'), w: unit }),
  // The ranges of src/divergence, outside which float64 overflows.
  z.strictObject({ id: z.literal('alpha'), alpha: z.number().min(-10).max(10) }),
  z.strictObject({ id: z.literal('renyi'), alpha: z.number().min(0.001).max(100) }),
  z.strictObject({ id: z.literal('akl'), mu: unit }),
  z.strictObject({ id: z.literal('geometric'), beta: schedule(atLeastZero) }),
])

const groupAdvantage = z.strictObject({
  kind: z.literal('group'),
  deviation: z.boolean().optional(),
  scale: finite.optional(),
})

const taughtAdvantage = z.discriminatedUnion('kind', [
  groupAdvantage,
  z.strictObject({
    kind: z.literal('log-ratio'),
    scale: finite.optional(),
    against: z.enum(['behaviour', 'student']).optional(),
  }),
  z.strictObject({ kind: z.literal('extrapolated'), lambda: finite }),
  z.strictObject({ kind: z.literal('return'), discount: unit, normalise: z.boolean() }),
  z.strictObject({ kind: z.literal('k-step'), k: count }),
  z.strictObject({ kind: z.literal('constrained'), budget: atLeastZero, penalty: atLeastZero }),
])

const bareShape = z.strictObject({
  floor: finite.optional(),
  clip: positive.optional(),
  margin: z.strictObject({ delta: atLeastZero, shift: z.enum(['up', 'down', 'both']) }).optional(),
})

const taughtShape = bareShape.extend({ evidence: z.strictObject({ epsilon: fraction }).optional() })

/** Limits of a ratio, which is 1 where nothing has changed. */
const limits = z.tuple([z.number().min(0).max(1), z.number().min(1)]).readonly()
const noSurrogate = z.strictObject({ kind: z.literal('none') })
const importance = z.strictObject({ kind: z.literal('importance'), clip: limits.optional() })
const teacherMix = z.strictObject({ kind: z.literal('teacher-mix'), alpha: unit, clip: limits })

const barePolicyGradient = z.strictObject({
  kind: z.literal('policy-gradient'),
  ...base,
  advantage: z.array(groupAdvantage).min(1).readonly(),
  shape: bareShape.optional(),
  surrogate: z.discriminatedUnion('kind', [noSurrogate, importance]),
})

const taughtPolicyGradient = z.strictObject({
  kind: z.literal('policy-gradient'),
  ...base,
  advantage: z.array(taughtAdvantage).min(1).readonly(),
  shape: taughtShape.optional(),
  surrogate: z.discriminatedUnion('kind', [noSurrogate, importance, teacherMix]),
})

const bareOthers = [
  z.strictObject({ kind: z.enum(['cross-entropy', 'anchor']), ...base }),
  z.strictObject({ kind: z.literal('idft'), ...base, b: positive }),
  z.strictObject({ kind: z.literal('entropy'), ...base, sign: z.literal([1, -1]) }),
  z.strictObject({
    kind: z.literal('preference'),
    id: z.enum(['dpo', 'bce', 'orpo', 'wind']),
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
