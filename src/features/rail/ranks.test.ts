import { describe, expect, it } from 'vitest'
import { ranks } from '../../divergence/stats.ts'
import { meanDifference, meanOf, rankShifts, spearman } from './ranks.ts'

describe('ranks', () => {
  it('start at the largest; equal values share the mean of their places', () => {
    expect(ranks([3, 9, 1])).toEqual([2, 1, 3])
    expect(ranks([5, 2, 5, 5, 0])).toEqual([2, 4, 2, 2, 5])
    expect(ranks([])).toEqual([])
  })

  it('put infinities at the ends and leave out what is no number', () => {
    expect(ranks([Infinity, 1, null, -Infinity, Infinity, Number.NaN])).toEqual([1.5, 3, null, 4, 1.5, null])
  })
})

describe('Spearman’s correlation', () => {
  it('is 1 - 6 sum d² / (n³ - n) where nothing is tied', () => {
    // Ranks 4 3 2 1 0 against 3 4 2 0 1: d = 1 1 0 1 1, so 1 - 6·4/120.
    expect(spearman([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBeCloseTo(1 - 24 / 120, 12)
    expect(spearman([1, 2, 3], [10, 100, 1000])).toBeCloseTo(1, 12)
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12)
  })

  it('is the correlation of the mean ranks where values are tied', () => {
    // Ranks 1 2.5 2.5 4 and 1 2 3 4, about 2.5: 4.5 / sqrt(4.5 · 5).
    expect(spearman([4, 3, 3, 1], [4, 3, 2, 1])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12)
  })

  it('ranks over the shared tokens only, and is null where it is not defined', () => {
    expect(spearman([1, null, 2, 3], [1, 99, 2, null])).toBeCloseTo(1, 12)
    expect(spearman([1], [2])).toBeNull()
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull()
  })
})

describe('shifts', () => {
  it('say where the first ranks a token higher, as a share of the places', () => {
    expect(rankShifts([9, 5, 1], [1, 5, 9])).toEqual([1, 0, -1])
    expect(rankShifts([9, null, 5, 1], [9, 3, 1, 5])).toEqual([0, null, 0.5, -0.5])
    expect(rankShifts([4], [2])).toEqual([0])
  })

  it('leave out what holds less than a hundredth of both strips, whatever its place there', () => {
    const a = [0.0004, 3, 0.0001, 1.2, 0.0002]
    const b = [0.0001, 1, 0.0003, 2.5, 0]
    expect(rankShifts(a, b)).toEqual([null, 1, null, -1, null])
    // What weighs under one of the two has its place under both.
    expect(rankShifts([5, 0.001, 1], [5, 1, 0.001])).toEqual([0, -0.5, 0.5])
    // A sampled log-ratio weighs by its size.
    expect(rankShifts([-4, 0.001], [2, 0.001])).toEqual([0, null])
    expect(rankShifts([Number.POSITIVE_INFINITY, 1], [1, 0.001])).toEqual([0, null])
  })
})

describe('means', () => {
  it('count what is there', () => {
    expect(meanOf([1, null, 2])).toBe(1.5)
    expect(meanOf([null])).toBeNull()
    expect(meanDifference([1, null, 5], [0.5, 3, 4])).toBe(0.75)
    expect(meanDifference([Infinity, 1], [Infinity, 0])).toBe(0.5)
  })
})
