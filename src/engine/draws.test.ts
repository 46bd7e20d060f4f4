import { describe, expect, it } from 'vitest'
import { valuesAt } from './draws.ts'

/** Three tokens by hand: p_S = (1/2, 3/8, 1/8), p_T = (1/4, 1/4, 1/2). */
const P_S = [1 / 2, 3 / 8, 1 / 8]
const P_T = [1 / 4, 1 / 4, 1 / 2]
const logits = (p: readonly number[]): Float32Array => Float32Array.from(p, Math.log)
const at = (id: number, temperature = 1) => valuesAt({ id, student: logits(P_S), teacher: logits(P_T) }, temperature)

const KL = 0.5 * Math.log(2) + 0.375 * Math.log(1.5) + 0.125 * Math.log(0.25)

/** Exact expectation of a value over draws at a temperature. */
function expectation(of: (draw: ReturnType<typeof at>) => number, temperature = 1): number {
  const weights = P_S.map((p) => p ** (1 / temperature))
  const total = weights.reduce((a, b) => a + b)
  return weights.reduce((sum, weight, id) => sum + (weight / total) * of(at(id, temperature)), 0)
}

describe('the values of a draw', () => {
  it('hold the exact full-vocabulary KL, whatever was drawn', () => {
    for (const id of [0, 1, 2]) expect(at(id).exact).toBeCloseTo(KL, 6)
  })

  it('make k1 and k3 unbiased, and k2 biased by what its formula says', () => {
    expect(expectation(({ k1 }) => k1)).toBeCloseTo(KL, 6)
    expect(expectation(({ k3 }) => k3)).toBeCloseTo(KL, 6)
    const k2 = 0.25 * Math.log(2) ** 2 + 0.1875 * Math.log(1.5) ** 2 + 0.0625 * Math.log(4) ** 2
    expect(expectation(({ k2 }) => k2)).toBeCloseTo(k2, 6)
    expect(k2 - KL).toBeCloseTo(-0.054284, 5)
  })

  it('at another temperature are unbiased only under their importance weights', () => {
    const weighted = (draw: ReturnType<typeof at>): number => Math.exp(draw.logWeight)
    for (const temperature of [0.5, 2]) {
      expect(expectation(weighted, temperature)).toBeCloseTo(1, 6)
      expect(expectation((draw) => weighted(draw) * draw.k1, temperature)).toBeCloseTo(KL, 6)
      expect(expectation((draw) => weighted(draw) * draw.k3, temperature)).toBeCloseTo(KL, 6)
      expect(Math.abs(expectation(({ k1 }) => k1, temperature) - KL)).toBeGreaterThan(0.02)
    }
    expect(at(1).logWeight).toBe(0)
  })
})
