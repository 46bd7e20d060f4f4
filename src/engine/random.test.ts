import { describe, expect, it } from 'vitest'
import { philox4x32, uniformAt } from './random.ts'

describe('philox4x32', () => {
  // Known-answer vectors of Random123 (kat_vectors, philox4x32 with 10 rounds).
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('matches the published vector for counter %j, key %j', (counter, key, expected) => {
    expect(philox4x32(counter, key)).toEqual(expected)
  })
})

describe('uniformAt', () => {
  it('differs by seed, row and step, and lies in [0, 1)', () => {
    const values = [0, 1, 2 ** 32, 2 ** 32 + 1].flatMap((seed) =>
      [0, 1].flatMap((row) => [0, 1, 2].map((step) => uniformAt(seed, row, step))),
    )
    expect(new Set(values).size).toBe(values.length)
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true)
  })

  it('has the mean and variance of a uniform distribution', () => {
    const values = Array.from({ length: 20_000 }, (_, step) => uniformAt(7, 3, step))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    // Four standard errors: 4 * sqrt(1/12 / 20000) = 0.0082.
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.0082)
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.003)
  })
})
