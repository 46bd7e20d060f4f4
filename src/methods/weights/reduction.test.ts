import { describe, expect, it } from 'vitest'
import { keptShare, rowWeights } from './reduction.ts'
import { batchOf, rounded } from './testing/batch.test-helper.ts'
import type { Weight } from './weights.ts'

const ON = ['student'] as const
const batch = batchOf({ length: 3 }, { length: 1, draw: 'data' }, { length: 1 })
const FIRST_TWO: readonly Weight[] = [{ kind: 'prefix', tokens: 2 }]

describe('rowWeights divides by', () => {
  it('the number of tokens of its draws, also where weights drop some', () => {
    expect([...rowWeights(batch, { on: ON }, 2)]).toEqual([0.5, 0.5, 0.5, 0, 0.5])
    expect([...rowWeights(batch, { on: ON, weights: FIRST_TWO }, 2)]).toEqual([0.5, 0.5, 0, 0, 0.5])
  })

  it('the sum of the absolute weights', () => {
    expect(rounded(rowWeights(batch, { on: ON, weights: FIRST_TWO, per: 'kept' }, 3))).toEqual([1, 1, 0, 0, 1])
    const signed = batchOf(
      { length: 1, right: true, teacherLogp: [-1], studentLogp: [-2] },
      { length: 1, right: false, teacherLogp: [-1], studentLogp: [-2] },
    )
    const polarity: readonly Weight[] = [{ kind: 'polarity', clip: 1, threshold: 0 }]
    expect([...rowWeights(signed, { on: ON, weights: polarity, per: 'kept' }, 1)]).toEqual([0.5, -0.5])
  })

  it('the number of tokens that a gate leaves, whatever their weights are', () => {
    const gated: readonly Weight[] = [
      { kind: 'prefix', tokens: 2 },
      { kind: 'importance', most: 2 },
    ]
    const off = batchOf({ length: 3, studentLogp: [-1, -2, -1], behaviourLogp: [-1, -1, -1] }, { length: 1 })
    // Ratios 1 and e^-1, and 1 of the text of one token; the third token is no prefix.
    const counted = rowWeights(off, { on: ON, weights: gated, per: 'counted' }, 3)
    expect(rounded(counted)).toEqual(rounded([1, Math.exp(-1), 0, 1]))
    const each = rowWeights(off, { on: ON, weights: gated, per: 'texts-counted' }, 4)
    expect(rounded(each)).toEqual(rounded([1, Math.exp(-1), 0, 2]))
  })

  it("each text's length, then the number of texts", () => {
    expect(rounded(rowWeights(batch, { on: ON, per: 'texts' }, 6))).toEqual([1, 1, 1, 0, 3])
  })

  it('the number of texts only', () => {
    expect([...rowWeights(batch, { on: ON, per: 'sum' }, 1)]).toEqual([0.5, 0.5, 0.5, 0, 0.5])
  })

  it('so that with equal losses the term is the coefficient (but for sums)', () => {
    for (const per of ['tokens', 'kept', 'counted', 'texts', 'texts-counted'] as const) {
      const total = rowWeights(batch, { on: ON, per }, 0.7).reduce((sum, w) => sum + w, 0)
      expect(total).toBeCloseTo(0.7, 12)
    }
  })
})

it('rowWeights is all 0 where nothing is kept, no text was drawn, or texts are empty', () => {
  const nothing: readonly Weight[] = [{ kind: 'outcome', keep: 'right' }]
  for (const per of ['tokens', 'kept', 'counted', 'texts', 'texts-counted', 'sum'] as const) {
    expect([...rowWeights(batch, { on: ON, weights: nothing, per }, 1)]).toEqual([0, 0, 0, 0, 0])
    expect([...rowWeights(batch, { on: ['teacher'], per }, 1)]).toEqual([0, 0, 0, 0, 0])
    expect([...rowWeights(batchOf({ length: 0 }), { on: ON, per }, 1)]).toEqual([])
  }
})

it('keptShare is the share of the rows of its draws with a weight, 1 where there are none', () => {
  expect(keptShare(batch, { on: ON })).toBe(1)
  expect(keptShare(batch, { on: ON, weights: FIRST_TWO })).toBe(0.75)
  expect(keptShare(batch, { on: ON, weights: [{ kind: 'outcome', keep: 'right' }] })).toBe(0)
  expect(keptShare(batch, { on: ['teacher'] })).toBe(1)
})
