import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from './catalogue/registry.ts'
import { costOf, type RunShape } from './cost.ts'
import type { OtherTaughtRecipe } from './recipe/recipe.ts'

/** 100 steps of 16 texts: 40 tokens each behind a prompt of 60, and 20 more that only a teacher reads. */
const RUN: RunShape = {
  student: 1000,
  teacher: 3000,
  rolloutsPerStep: 16,
  steps: 100,
  meanPromptTokens: 60,
  meanTextTokens: 40,
  contextTokens: 20,
}
/** 1600 texts. */
const WRITTEN = 64_000
const READ = 160_000

const of = (id: string, run: Partial<RunShape> = {}) => costOf(recipeById(id), { ...RUN, ...run })

describe('costs by hand', () => {
  it('writes, scores and learns every token once for GKD', () => {
    expect(of('gkd')).toEqual({
      studentTokensSampled: WRITTEN,
      teacherTokensSampled: 0,
      teacherTokensScored: WRITTEN,
      studentTokensTrained: WRITTEN,
      // Sampling, the teacher's pass without context, forward and backward.
      flops: 2 * 1000 * READ + 2 * 3000 * READ + 6 * 1000 * READ,
    })
  })

  it("lets a teacher of the student's weights read the context too", () => {
    // OPSD: 1600 texts of 60 + 20 + 40 tokens before the teacher.
    expect(of('opsd').flops).toBe(2 * 1000 * READ + 2 * 1000 * 192_000 + 6 * 1000 * READ)
  })

  it('asks no teacher where only its texts are read: SFT before distilling', () => {
    const { teacherTokensScored, teacherTokensSampled, studentTokensSampled, studentTokensTrained, flops } = of('qwen3')
    // 30 steps of teacher texts, then 70 of the student's.
    expect(teacherTokensSampled).toBeCloseTo(0.3 * WRITTEN, 6)
    expect(studentTokensSampled).toBeCloseTo(0.7 * WRITTEN, 6)
    expect(teacherTokensScored).toBeCloseTo(0.7 * WRITTEN, 6)
    expect(studentTokensTrained).toBeCloseTo(WRITTEN, 6)
    expect(flops / 1e6).toBeCloseTo((0.3 * (6000 + 6000) + 0.7 * (2000 + 6000 + 6000)) * 0.16, 6)
  })

  it('lets both models write what they write together, and asks twice more for probes', () => {
    expect(of('minillm')).toMatchObject({ studentTokensSampled: WRITTEN, teacherTokensSampled: WRITTEN })
    // After the SFT of 30 steps: every text once, and twice more from before its last line.
    expect(of('probing-to-refine').studentTokensSampled).toBeCloseTo(0.7 * 3 * WRITTEN, 6)
  })

  it('writes what is made once only once, and keeps what the teacher said', () => {
    // Lightning: 20 steps of SFT, then 80 steps of 16 problems from 64, which need 64 texts of 40 tokens.
    const cost = of('lightning-opd')
    expect(cost.studentTokensSampled).toBeCloseTo(2560, 6)
    expect(cost.teacherTokensScored).toBeCloseTo(2560, 6)
    expect(cost.studentTokensTrained).toBeCloseTo(WRITTEN, 6)
  })

  it("counts half of an adaptive mix as the student's, and half of that as old", () => {
    const cost = of('distillm')
    expect(cost.studentTokensSampled).toBe(WRITTEN / 4)
    expect(cost.teacherTokensScored).toBe(WRITTEN)
  })

  it('means a ramp of the mix over its phase', () => {
    const mixed: OtherTaughtRecipe = {
      ...(recipeById('distillm') as OtherTaughtRecipe),
      phases: [
        {
          until: 1,
          rollouts: {
            draws: [
              { id: 's', writer: 'student', each: 1 },
              { id: 'd', writer: 'data', each: 1 },
            ],
            mixing: { onPolicy: { from: 0, to: 1, start: 0.5 } },
          },
          loss: [{ kind: 'divergence', divergence: { id: 'reverse-kl' }, on: ['s', 'd'] }],
        },
      ],
    }
    // 0 in the first half, then rising to 1: a quarter on the whole.
    expect(costOf(mixed, RUN).studentTokensSampled).toBeCloseTo(WRITTEN / 4, 6)
  })

  it('stops texts at their limit', () => {
    expect(of('fast-opd').studentTokensSampled).toBe(1600 * 32)
  })

  it('makes privileged texts only where a whole group fails, and learns from the right ones', () => {
    // HDPO: 2 problems of 8 texts a step; at a pass rate of 1/2 one group in 256 fails, which makes 4 texts, 2 of them right.
    const cost = of('hdpo')
    const texts = (200 / 256) * 4
    expect(cost.studentTokensSampled).toBe(WRITTEN)
    expect(cost.teacherTokensSampled).toBeCloseTo(texts * 40, 9)
    expect(cost.teacherTokensScored).toBeCloseTo((texts / 2) * 40, 9)
    expect(cost.studentTokensTrained).toBeCloseTo(WRITTEN + (texts / 2) * 40, 9)
    expect(of('hdpo', { passRate: 1 }).teacherTokensSampled).toBe(0)
  })

  it('runs ahead once more for a teacher of the near future', () => {
    const cost = of('npo', { passRate: 1 })
    expect(cost.studentTokensSampled).toBe(2 * WRITTEN)
    expect(cost.studentTokensTrained).toBe(2 * WRITTEN)
    expect(cost.teacherTokensScored).toBe(0)
  })

  it('balances groups to as many right as wrong texts', () => {
    expect(of('uni-opd', { passRate: 0.25 }).studentTokensTrained).toBe(WRITTEN / 2)
  })

  it('reads a reference and statistics of the student once more each', () => {
    // G-OPD: the teacher, the reference and the student before the step.
    expect(of('g-opd').flops).toBe(2 * 1000 * READ + 2 * 3000 * READ + (3 * 2 + 4) * 1000 * READ)
  })

  it('measures texts that only gate and does not learn from them', () => {
    // PACED's first half: 3 problems of 4 + 1 texts a step; the teacher's 3 are learnt from.
    const first = 50 * 3 * 40
    const second = 50 * 16 * 40
    const cost = of('paced')
    expect(cost.studentTokensSampled).toBe(4 * first + second)
    expect(cost.studentTokensTrained).toBe(first + second)
  })

  it('lets the teacher try every problem that it must be able to solve', () => {
    // 20 steps of its texts, and one try for each of 1600 problems.
    expect(of('thunlp-rethinking-opd').teacherTokensSampled).toBeCloseTo(0.2 * WRITTEN + WRITTEN, 6)
  })
})

it('is finite and positive for every recipe, and grows with the run', () => {
  for (const recipe of RECIPES) {
    const [short, long] = [costOf(recipe, RUN), costOf(recipe, { ...RUN, steps: 200 })]
    for (const value of Object.values(short)) expect(value).toBeGreaterThanOrEqual(0)
    expect(long.flops).toBeGreaterThan(short.flops)
    expect(short.studentTokensTrained).toBeGreaterThan(0)
  }
})

it.each([
  [{ steps: -1 }, /steps is -1/],
  [{ student: Number.NaN }, /student is NaN/],
  [{ passRate: 1.5 }, /passRate is 1\.5/],
])('refuses %j', (wrong, message) => {
  expect(() => of('gkd', wrong)).toThrow(message)
})
