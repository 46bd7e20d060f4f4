import { describe, expect, it } from 'vitest'
import { estimate, type LaneMeasures, type LaneRun, type RaceResult, rank } from './race.ts'
import { ACCURACY, disagreement, gapGrowth } from './race-measures.ts'

const at = (share: number, change: Partial<LaneMeasures> = {}): LaneMeasures => ({
  greedy: { share },
  length: 50,
  forwardKl: 0.1,
  reverseKl: 0.1,
  tvd: 0.1,
  studentEntropy: 0.3,
  gapByPosition: [],
  distinctRight: 4,
  spent: { studentTokens: 100, teacherTokens: 100, flops: 1e9, seconds: 1 },
  ...change,
})

const run = (seed: number, after: LaneMeasures): LaneRun => ({ seed, before: at(0.5), after, gradientNorms: [1] })

describe('estimate', () => {
  it('is Student’s interval of the mean', () => {
    // Mean 2, deviation 1, three seeds: 2 ± 4.303 / sqrt(3).
    const { mean, interval } = estimate([1, 2, 3])
    expect(mean).toBe(2)
    expect(interval![0]).toBeCloseTo(2 - 2.4843, 3)
    expect(interval![1]).toBeCloseTo(2 + 2.4843, 3)
  })

  it('knows no interval from a single seed', () => {
    expect(estimate([0.7])).toEqual({ mean: 0.7, interval: null })
  })
})

describe('rank', () => {
  const lane = (label: string, shares: readonly number[]) => ({
    label,
    runs: shares.map((share, seed) => run(seed, at(share))),
  })
  const result: RaceResult = { lanes: [lane('a', [0.6, 0.7]), lane('b', [0.8, 0.9]), lane('c', [0.7, 0.9])] }

  it('names the best by the measure and its margin over the next, seed by seed', () => {
    const { winner, runnerUp, margin } = rank(ACCURACY, result)
    expect([winner, runnerUp]).toEqual(['b', 'c'])
    expect(margin.mean).toBeCloseTo(0.05)
  })

  it('takes the lowest where lower is better', () => {
    const { winner, margin } = rank({ ...ACCURACY, better: 'lower' }, result)
    expect(winner).toBe('a')
    expect(margin.mean).toBeCloseTo(0.15)
  })
})

describe('disagreement', () => {
  it('is the mean negative gap, and grows where later tokens are liked less', () => {
    const gapByPosition = [...new Array<number>(24).fill(-0.1), ...new Array<number>(24).fill(-0.3), -9]
    const after = at(0.5, { gapByPosition })
    expect(disagreement(after, 0, 48)).toBeCloseTo(0.2)
    expect(gapGrowth(run(0, after))).toBeCloseTo(0.2)
  })
})
