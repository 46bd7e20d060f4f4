import { expect, it } from 'vitest'
import { batchOf, rounded } from './testing/batch.test-helper.ts'
import { WEIGHTS, type Weight, weightsOf } from './weights.ts'

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

it.each(WEIGHTS.map(({ example }) => example))(
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
