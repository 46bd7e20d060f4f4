import { expect, it } from 'vitest'
import type { Weight } from '../recipe/weights.ts'
import { batchOf, rounded } from './testing/batch.test-helper.ts'
import { weightsOf } from './weights.ts'

const batch = batchOf(
  { length: 2, right: true, reward: 0.5, reverseKl: [1, 3] },
  { length: 1, draw: 'data' },
  { length: 2, reward: 0.25, reverseKl: [2, 2] },
)

it('without weights: 1 on the rows of the draws, 0 on the others', () => {
  expect([...weightsOf(batch, ['student'], undefined)]).toEqual([1, 1, 0, 1, 1])
  expect([...weightsOf(batch, ['student', 'data'])]).toEqual([1, 1, 1, 1, 1])
  expect([...weightsOf(batch, ['teacher'])]).toEqual([0, 0, 0, 0, 0])
})

it('multiplies the weights of tokens and of texts', () => {
  const weights: readonly Weight[] = [{ kind: 'divergence-share' }, { kind: 'reward' }, { kind: 'prefix', tokens: 1 }]
  expect(rounded(weightsOf(batch, ['student'], weights))).toEqual([0.25, 0, 0, 0.25, 0])
})

/** Every kind there is: a new one does not compile until it is here. */
const EVERY: Readonly<{ [K in Weight['kind']]: Extract<Weight, { kind: K }> }> = {
  'teacher-entropy-above': { kind: 'teacher-entropy-above', nats: 0.8 },
  'student-entropy-top': { kind: 'student-entropy-top', share: 0.5 },
  'entropy-gap': { kind: 'entropy-gap' },
  'entropy-or-divergence-top': { kind: 'entropy-or-divergence-top', share: 0.5 },
  'divergence-share': { kind: 'divergence-share' },
  prefix: { kind: 'prefix', tokens: 2 },
  'from-first-error': { kind: 'from-first-error' },
  position: { kind: 'position', from: 1, to: 0.5 },
  'no-special': { kind: 'no-special' },
  accepted: { kind: 'accepted', topK: 3, base: 0.1 },
  safety: { kind: 'safety', topK: 2 },
  importance: { kind: 'importance', most: 2 },
  tvd: { kind: 'tvd', scale: 1, floor: 0 },
  'log-ratio-above': { kind: 'log-ratio-above', nats: -1 },
  outcome: { kind: 'outcome', keep: 'right' },
  perplexity: { kind: 'perplexity', of: 'teacher', tau: 1 },
  'pass-rate': { kind: 'pass-rate', a: 1, b: 1 },
  reward: { kind: 'reward' },
  polarity: { kind: 'polarity', clip: 1, threshold: 0.1 },
  consensus: { kind: 'consensus', draw: 'student', share: 0.5, texts: 'all' },
}

it.each(Object.values(EVERY))(
  '$kind: no NaN on a table of zeros, a single token, an empty text or no text',
  (weight) => {
    const tables = [
      batchOf({ length: 3 }, { length: 2, right: true }),
      batchOf({ length: 1 }),
      batchOf({ length: 0 }, { length: 1 }),
      batchOf({ length: 2, draw: 'data' }),
      batchOf(),
    ]
    for (const table of tables)
      expect([...weightsOf(table, ['student'], [weight])].every(Number.isFinite), weight.kind).toBe(true)
  },
)
