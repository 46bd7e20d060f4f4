import { describe, expect, it } from 'vitest'
import { gain, type Measurement, planFor } from './table.ts'

const measured = (accuracy: number, interval: [number, number]): Measurement => ({
  model: 'student',
  sha256: '',
  world: 'tally',
  difficulty: 2,
  context: null,
  firstSeed: 0,
  n: 70,
  accuracy,
  interval,
  meanTokens: 1,
})

describe('the gain by a context', () => {
  it("reproduces Newcombe's published example, 56/70 against 48/80", () => {
    // Newcombe (1998), table II, case (a), method 10: 0.2, 95 % interval 0.0524 to 0.3339.
    const { difference, interval } = gain(measured(56 / 70, [0.6918, 0.8769]), measured(48 / 80, [0.4905, 0.7003]))
    expect(difference).toBeCloseTo(0.2, 10)
    expect(interval[0]).toBeCloseTo(0.0524, 3)
    expect(interval[1]).toBeCloseTo(0.3339, 3)
  })
})

describe('the plan', () => {
  it('measures the student with every context kind of tally and with the ledger document', () => {
    const plan = planFor({ id: 'student', role: 'student' }, 500)
    const kinds = new Set(plan.map(({ context }) => context))
    for (const kind of [
      'answer',
      'trace',
      'hint',
      'demo',
      'concise',
      'document',
      'feedback',
      'revise',
      'translation',
    ] as const)
      expect(kinds).toContain(kind)
    for (const kind of ['short-context', 'skill', 'memory', 'path', 'reflection', 'success'] as const)
      expect(kinds).toContain(kind)
    expect(plan.every(({ n }) => n >= 500)).toBe(true)
  })
})
