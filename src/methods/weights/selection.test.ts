import { describe, expect, it } from 'vitest'
import { minMax, orZero, ratio, rowsOf, textMean, textSum, topRows } from './selection.ts'
import { batchOf } from './testing/batch.test-helper.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('topRows', () => {
  it('keeps ceil(share x rows), ties to the earlier row', () => {
    expect([...topRows([0, 1, 2, 3, 4], 0.5, () => 1)]).toEqual([0, 1, 2])
    expect([...topRows([0, 1, 2, 3], 0.5, (row) => [1, 2, 2, 2][row]!)]).toEqual([1, 2])
  })

  it('does not depend on the order in which the rows come', () => {
    expect(topRows([3, 1, 2, 0], 0.5, () => 7)).toEqual(new Set([0, 1]))
  })

  it('keeps one of one, all at 1, and none of none', () => {
    expect(topRows([4], 0.01, () => 0).size).toBe(1)
    expect(topRows(upTo(7), 1, (row) => row).size).toBe(7)
    expect(topRows([], 0.5, () => 0).size).toBe(0)
  })

  it('is exact where the product rounds up: 0.07 x 100 and 0.55 x 100', () => {
    expect(0.07 * 100).toBeGreaterThan(7)
    expect(topRows(upTo(100), 0.07, (row) => row).size).toBe(7)
    expect(topRows(upTo(100), 0.55, (row) => row).size).toBe(55)
  })

  it('puts what is no number last', () => {
    expect([...topRows([0, 1, 2], 0.6, (row) => [Number.NaN, -5, 3][row]!)]).toEqual([2, 1])
  })
})

it('minMax scales to 0 and 1, and to 0 where all are equal', () => {
  const scaled = minMax([0, 1, 2], Float64Array.of(2, 4, 3))
  expect([0, 1, 2].map(scaled)).toEqual([0, 1, 0.5])
  expect([0, 1].map(minMax([0, 1], Float64Array.of(3, 3)))).toEqual([0, 0])
})

it('rowsOf, textSum and textMean walk the rows of a text, also of an empty one', () => {
  const { texts } = batchOf({ length: 2 }, { length: 0 }, { length: 3 })
  const [, none, last] = texts
  expect(rowsOf([none!, last!])).toEqual([2, 3, 4])
  expect(textSum(last!, (row) => row)).toBe(9)
  expect(textMean(last!, (row) => row)).toBe(3)
  expect(textMean(none!, (row) => row)).toBe(0)
})

it('ratio is exp, limited to e^20 on both sides', () => {
  expect(ratio(0.5)).toBe(Math.exp(0.5))
  expect(ratio(800)).toBe(Math.exp(20))
  expect(ratio(Number.NEGATIVE_INFINITY)).toBe(Math.exp(-20))
})

it('orZero divides, and gives 0 for a total of 0 or of no number', () => {
  expect([orZero(1, 4), orZero(1, 0), orZero(0, Number.NaN)]).toEqual([0.25, 0, 0])
})
