import { describe, expect, it } from 'vitest'
import { deviation, mean, meanInterval, median, quantile, studentT, sum, variance, wilson } from './stats.ts'

describe('means and deviations', () => {
  it('are those of a sample', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9]
    expect([sum(values), mean(values)]).toEqual([40, 5])
    expect(variance(values)).toBeCloseTo(32 / 7, 12)
    expect(deviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 12)
  })

  it('are no number where there is too little', () => {
    expect([sum([]), mean([]), variance([1])]).toEqual([0, Number.NaN, Number.NaN])
  })

  it('are infinite where a value is', () => {
    expect([sum([1, Infinity]), mean([-Infinity, 3, 4])]).toEqual([Infinity, -Infinity])
  })

  it('have quantiles between neighbours, as numpy has them', () => {
    expect([0, 0.25, 0.5, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 1.75, 2.5, 4])
    expect([median([9, 1, 5]), median([])]).toEqual([5, Number.NaN])
  })

  // Fisher and Yates' table of t, two-sided at 5 %.
  it.each([
    [1, 12.706],
    [9, 2.262],
    [10, 2.228],
    [15, 2.131],
    [30, 2.042],
    [60, 2],
    [120, 1.98],
    [1e6, 1.96],
  ])('take Student’s t with %i degrees of freedom as %f', (freedom, t) => {
    expect(studentT(freedom)).toBeCloseTo(t, 3)
  })

  it('have an interval by Student’s t from two values on', () => {
    expect(meanInterval([7])).toBeNull()
    // t at 97.5 % with two degrees of freedom is 4.303; the deviation of 1, 2, 3 is 1.
    const [low, high] = meanInterval([1, 2, 3])!
    expect(low).toBeCloseTo(2 - 4.303 / Math.sqrt(3), 9)
    expect(high).toBeCloseTo(2 + 4.303 / Math.sqrt(3), 9)
  })
})

describe('wilson', () => {
  // Newcombe 1998, table I: 81/263, 15/148, 0/20 and 1/29 by the score method.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (successes, n, low, high) => {
    const interval = wilson(successes, n)
    expect(interval[0]).toBeCloseTo(low, 4)
    expect(interval[1]).toBeCloseTo(high, 4)
  })

  it('knows nothing without observations', () => {
    expect(wilson(0, 0)).toEqual([0, 1])
  })
})
