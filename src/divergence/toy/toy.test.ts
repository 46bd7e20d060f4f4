import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../registry.ts'
import { type Mixture, mixtureLogits, momentsOf, probabilities } from './density.ts'
import { advanced, evaluateLane, type Goal, newLane } from './descent.ts'
import { PRESETS } from './presets.ts'
import { flowLine, type Shares, type SimplexField, simplexFlow, simplexGradient, simplexValue } from './simplex.ts'
import { type GaussianStudent, gaussianGradient, startOf, studentLogits } from './student.ts'

const FULL = DIVERGENCES.filter(({ kind }) => kind === 'full')

const TWO: Mixture = [
  { mean: -1.8, width: 0.6, weight: 0.6 },
  { mean: 2, width: 0.5, weight: 0.4 },
]

const goal = (mixture: Mixture): Goal => ({ teacherLogits: mixtureLogits(mixture), params: undefined })

/** Mean and variance of the mixture on the whole line. */
function mixtureMoments(mixture: Mixture) {
  const total = mixture.reduce((sum, { weight }) => sum + weight, 0)
  const mean = mixture.reduce((sum, each) => sum + (each.weight / total) * each.mean, 0)
  const square = mixture.reduce((sum, each) => sum + (each.weight / total) * (each.width ** 2 + each.mean ** 2), 0)
  return { mean, variance: square - mean ** 2 }
}

describe('the grid', () => {
  it('holds a mixture’s mean and variance', () => {
    const { mean, variance } = momentsOf(probabilities(mixtureLogits(TWO)))
    const exact = mixtureMoments(TWO)
    expect(mean).toBeCloseTo(exact.mean, 8)
    expect(variance).toBeCloseTo(exact.variance, 8)
  })
})

describe('the gradient with respect to mean and log sigma', () => {
  // The weights of adaptive KL get no gradient: there is no function whose slope that is.
  it.each(FULL.map(({ id }) => id).filter((id) => id !== 'akl'))('agrees with central differences: %s', (id) => {
    // Off every symmetry, so that total variation has no kink within the difference.
    const student: GaussianStudent = { kind: 'gaussian', mean: 0.43, logSigma: 0.21 }
    const value = (part: Partial<GaussianStudent>): number =>
      evaluateLane({ id, student: { ...student, ...part } }, goal(TWO)).value
    const h = 1e-5
    const gradient = gaussianGradient(student, evaluateLane({ id, student }, goal(TWO)).gradLogits)
    expect(gradient.mean).toBeCloseTo((value({ mean: 0.43 + h }) - value({ mean: 0.43 - h })) / (2 * h), 6)
    expect(gradient.logSigma).toBeCloseTo((value({ logSigma: 0.21 + h }) - value({ logSigma: 0.21 - h })) / (2 * h), 6)
  })
})

describe('descent', () => {
  const descend = (id: string, mixture: Mixture, steps: number, start = { mean: 1.4, width: 0.6 }) => {
    const lane = advanced(newLane(id, startOf('gaussian', start), goal(mixture)), goal(mixture), steps)
    return { lane, ...momentsOf(probabilities(studentLogits(lane.student))) }
  }

  it('of forward KL matches the mixture’s mean and variance', () => {
    const { mean, variance } = descend('forward-kl', TWO, 3000)
    const exact = mixtureMoments(TWO)
    expect(mean).toBeCloseTo(exact.mean, 4)
    expect(variance).toBeCloseTo(exact.variance, 4)
  })

  it('of reverse KL ends in one mode, which one depends on the start', () => {
    const right = descend('reverse-kl', TWO, 3000)
    expect(right.mean).toBeCloseTo(2, 1)
    expect(Math.sqrt(right.variance)).toBeCloseTo(0.5, 1)
    const left = descend('reverse-kl', TWO, 3000, { mean: -1.2, width: 0.6 })
    expect(left.mean).toBeCloseTo(-1.8, 1)
    expect(Math.sqrt(left.variance)).toBeCloseTo(0.6, 1)
  })

  it.each(PRESETS)('shows the difference within 300 steps: $id', ({ teacher, start }) => {
    const forward = descend('forward-kl', teacher, 300, start)
    const reverse = descend('reverse-kl', teacher, 300, start)
    expect(Math.sqrt(forward.variance)).toBeGreaterThan(1.4 * Math.sqrt(reverse.variance))
  })

  it.each(FULL.map(({ id }) => id))('with free logits gets near the teacher, never NaN: %s', (id) => {
    const first = newLane(id, startOf('categorical', { mean: 0, width: 1.5 }), goal(TWO))
    const { values } = advanced(first, goal(TWO), 400)
    expect(values.every(Number.isFinite)).toBe(true)
    expect(values.at(-1)).toBeLessThan((values[0] ?? 0) * 0.5)
  })

  it('survives parameters far outside the usual', () => {
    const wild: Goal = { teacherLogits: mixtureLogits(TWO), params: { alpha: 3 } }
    const { student } = advanced(newLane('alpha', startOf('gaussian', { mean: 4, width: 0.3 }), wild), wild, 200)
    expect(studentLogits(student).every(Number.isFinite)).toBe(true)
  })
})

describe('the token simplex', () => {
  const teacher = { shares: [0.7, 0.2, 0.1] as Shares, rest: 0.05 }
  const field = (divergence: string): SimplexField => ({ divergence, params: undefined, teacher, rest: 0.1 })
  const here: Shares = [0.2, 0.3, 0.5]

  it.each(['forward-kl', 'reverse-kl', 'jsd', 'renyi'])('has exact gradients: %s', (id) => {
    const at = (i: number, h: number): number => {
      const e = here.map((q, j) => q * Math.exp(i === j ? h : 0))
      const sum = e.reduce((a, b) => a + b, 0)
      return simplexValue(field(id), e.map((x) => x / sum) as unknown as Shares)
    }
    for (const [i, slope] of simplexGradient(field(id), here).entries()) {
      expect(slope).toBeCloseTo((at(i, 1e-5) - at(i, -1e-5)) / 2e-5, 7)
    }
  })

  it('keeps the sum of the shares, and always flows down to the teacher’s shares', () => {
    expect(simplexFlow(field('reverse-kl'), here).reduce((a, b) => a + b, 0)).toBeCloseTo(0, 12)
    for (const id of ['forward-kl', 'reverse-kl', 'jsd', 'squared-hellinger']) {
      const line = flowLine(field(id), here)
      const values = line.map((shares) => simplexValue(field(id), shares))
      expect(values).toEqual([...values].sort((a, b) => b - a))
      for (const [i, share] of (line.at(-1) ?? here).entries()) expect(share).toBeCloseTo(teacher.shares[i] ?? 0, 1)
    }
  })

  it('takes an empty rest', () => {
    const none: SimplexField = {
      divergence: 'reverse-kl',
      params: undefined,
      teacher: { ...teacher, rest: 0 },
      rest: 0,
    }
    expect(Number.isFinite(simplexValue(none, here))).toBe(true)
    expect(flowLine(none, here).length).toBeGreaterThan(10)
  })
})
