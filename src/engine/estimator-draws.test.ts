import { describe, expect, it } from 'vitest'
import { drawOf, estimatesAt } from './estimator-draws.ts'

/** Three tokens by hand: p_S = (1/2, 3/8, 1/8), p_T = (1/4, 1/4, 1/2). */
const P_S = [1 / 2, 3 / 8, 1 / 8]
const P_T = [1 / 4, 1 / 4, 1 / 2]
const logits = (p: readonly number[]): Float32Array => Float32Array.from(p, Math.log)
const at = (id: number, temperature = 1) => estimatesAt({ student: logits(P_S), teacher: logits(P_T) }, temperature)(id)

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

/**
 * Two tokens of a world of two words, enumerated by hand: the second distribution depends on the first word. Nothing here is
 * the code's: probabilities, their powers, logarithms.
 */
const FIRST = { student: [0.7, 0.3], teacher: [0.4, 0.6] }
const SECOND = [
  { student: [0.9, 0.1], teacher: [0.5, 0.5] },
  { student: [0.2, 0.8], teacher: [0.3, 0.7] },
]
type Pair = typeof FIRST

function sharpened({ student, teacher }: Pair, beta: number): Pair {
  const powers = student.map((p) => p ** (1 + beta))
  const total = powers.reduce((a, b) => a + b)
  return { student: powers.map((p) => p / total), teacher }
}

const klOf = ({ student, teacher }: Pair): number =>
  student.reduce((sum, p, v) => sum + p * Math.log(p / (teacher[v] ?? 0)), 0)

/** KL over both tokens: the first's, and the second's as often as the student gets there. */
function sequenceKl(beta: number): number {
  const first = sharpened(FIRST, beta)
  return first.student.reduce((sum, p, v) => sum + p * klOf(sharpened(SECOND[v] ?? FIRST, beta)), klOf(first))
}

describe('draws of two tokens', () => {
  const asLogits = ({ student, teacher }: Pair) => ({ student: logits(student), teacher: logits(teacher) })
  const drawn = (temperature: number) =>
    [0, 1].flatMap((a) =>
      [0, 1].map((b) => {
        const second = SECOND[a] ?? FIRST
        const [first, next] = [sharpened(FIRST, 1 / temperature - 1), sharpened(second, 1 / temperature - 1)]
        const draw = drawOf(
          [estimatesAt(asLogits(FIRST), temperature)(a), estimatesAt(asLogits(second), temperature)(b)],
          null,
        )
        return { draw, chance: (first.student[a] ?? 0) * (next.student[b] ?? 0) }
      }),
    )
  const expected = (of: (draw: ReturnType<typeof drawOf>) => number, temperature = 1): number =>
    drawn(temperature).reduce((sum, { draw, chance }) => sum + chance * Math.exp(draw.logWeight) * of(draw), 0)

  it('have the sequence’s KL as the mean of k1, of k3 and of the exact sums, at any temperature', () => {
    for (const temperature of [1, 0.6, 1.7]) {
      expect(expected(({ k1 }) => k1, temperature)).toBeCloseTo(sequenceKl(0), 6)
      expect(expected(({ k3 }) => k3, temperature)).toBeCloseTo(sequenceKl(0), 6)
      expect(expected(({ exact }) => exact, temperature)).toBeCloseTo(sequenceKl(0), 6)
    }
  })

  it('have its derivative in the sharpness as the mean of the policy gradient, and of the exact form', () => {
    const slope = (sequenceKl(1e-5) - sequenceKl(-1e-5)) / 2e-5
    for (const temperature of [1, 0.6, 1.7]) {
      expect(expected(({ sharpening }) => sharpening.toGo, temperature)).toBeCloseTo(slope, 6)
      expect(expected(({ sharpening }) => sharpening.exact, temperature)).toBeCloseTo(slope, 6)
    }
    // Own tokens alone miss that a sharper first word leads to another second distribution.
    const within = (beta: number) =>
      klOf(sharpened(FIRST, beta)) +
      FIRST.student.reduce((sum, p, v) => sum + p * klOf(sharpened(SECOND[v] ?? FIRST, beta)), 0)
    expect(expected(({ sharpening }) => sharpening.own)).toBeCloseTo((within(1e-5) - within(-1e-5)) / 2e-5, 6)
    expect(Math.abs(expected(({ sharpening }) => sharpening.own) - slope)).toBeGreaterThan(0.01)
  })
})
