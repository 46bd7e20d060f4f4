/** @file Schema of the weights and gates. */
import * as z from 'zod'
import { atLeastZero, count, finite, line, positive, share, unit } from './atoms.ts'

export const weight = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('teacher-entropy-above'), nats: atLeastZero }),
  z.strictObject({ kind: z.enum(['student-entropy-top', 'entropy-or-divergence-top']), share }),
  z.strictObject({ kind: z.enum(['entropy-gap', 'divergence-share', 'from-first-error', 'no-special', 'reward']) }),
  z.strictObject({ kind: z.literal('prefix'), tokens: count }),
  z.strictObject({ kind: z.literal('position'), from: finite, to: finite }),
  z.strictObject({ kind: z.literal('accepted'), topK: count, base: unit }),
  // The entropy is divided by log k, which is 0 for one candidate.
  z.strictObject({ kind: z.literal('safety'), topK: z.int().min(2) }),
  z.strictObject({ kind: z.literal('importance'), most: positive }),
  z.strictObject({ kind: z.literal('tvd'), scale: atLeastZero, floor: atLeastZero }),
  z.strictObject({ kind: z.literal('log-ratio-above'), nats: finite }),
  z.strictObject({ kind: z.literal('outcome'), keep: z.enum(['right', 'wrong']) }),
  z.strictObject({ kind: z.literal('perplexity'), of: z.enum(['student', 'teacher']), tau: positive }),
  z.strictObject({ kind: z.literal('pass-rate'), a: atLeastZero, b: atLeastZero, draw: line.optional() }),
  z.strictObject({ kind: z.literal('polarity'), clip: positive, threshold: atLeastZero }),
  z.strictObject({ kind: z.literal('consensus'), draw: line, share, texts: z.enum(['agreeing', 'all']) }),
])
