import { describe, expect, it } from 'vitest'
import { textLines } from './lines.ts'
import { columnCentre, roundLimit, symmetric } from './scale.ts'

describe('symmetric', () => {
  it('clamps at both ends and says so', () => {
    expect(symmetric(3, 6)).toEqual({ at: 0.5, clamped: false })
    expect(symmetric(-6, 6)).toEqual({ at: -1, clamped: false })
    expect(symmetric(-6.01, 6)).toEqual({ at: -1, clamped: true })
    expect(symmetric(Number.POSITIVE_INFINITY, 6)).toEqual({ at: 1, clamped: true })
    expect(symmetric(Number.NaN, 6)).toEqual({ at: 0, clamped: false })
  })
})

describe('roundLimit', () => {
  it('is the next round number that holds everything finite', () => {
    expect(roundLimit([0.3, -1.4], 0.05)).toBe(2)
    expect(roundLimit([2], 0.05)).toBe(2)
    expect(roundLimit([0.01], 0.05)).toBe(0.05)
    expect(roundLimit([Number.POSITIVE_INFINITY, 4], 1)).toBe(5)
    expect(roundLimit([1e9], 1)).toBe(50)
  })
})

describe('columns', () => {
  it('centres tokens in equal columns', () => {
    expect(columnCentre({ count: 10, width: 20 }, 0)).toBe(10)
    expect(columnCentre({ count: 10, width: 20 }, 3)).toBe(70)
  })
})

describe('textLines', () => {
  const tokens = (text: string, source: 'student' | 'environment' = 'student') =>
    [...text].map((char) => ({ text: char, source }))

  it('splits at newlines and numbers only the lines that state an equation', () => {
    expect(textLines(tokens('a\n1+1=2\nb\n2=2'))).toEqual([
      { start: 0, end: 2, step: null },
      { start: 2, end: 8, step: 1 },
      { start: 8, end: 10, step: null },
      { start: 10, end: 13, step: 2 },
    ])
  })

  it('has no lines without tokens and does not count what the environment wrote', () => {
    expect(textLines([])).toEqual([])
    expect(textLines(tokens('x=1\n', 'environment'))).toEqual([{ start: 0, end: 4, step: null }])
  })
})
