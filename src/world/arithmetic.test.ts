import { describe, expect, it } from 'vitest'
import { addWithoutCarries, evaluate, formatEquation, parseEquations } from './arithmetic.ts'

describe('addWithoutCarries', () => {
  it.each([
    [37, 25, 52],
    [37, 22, 59],
    [87, 35, 112],
    [60, 70, 130],
    [95, 17, 102],
    [150, 60, 110],
    [187, 35, 112],
    [8, 5, 13],
    [3, 19, 12],
    [0, 0, 0],
  ])('%i + %i is written as %i', (a, b, sum) => {
    expect(addWithoutCarries(a, b)).toBe(sum)
    expect(addWithoutCarries(b, a)).toBe(sum)
  })
})

describe('equations', () => {
  it('evaluates the four operators', () => {
    expect([evaluate(7, '+', 2), evaluate(7, '-', 9), evaluate(7, 'x', 3), evaluate(8, '/', 2)]).toEqual([9, -2, 21, 4])
    expect(evaluate(1, '/', 0)).toBeNaN()
  })

  it('are read from either style and passed over when incomplete', () => {
    const text = 'Ann starts with 37 eggs.\nBen gives 22: 37+22=59\n59-60=-1\n5+= 3x4=12 7=7 +1=2'
    expect(parseEquations(text).map(formatEquation)).toEqual(['37+22=59', '59-60=-1', '3x4=12'])
  })
})
