import { describe, expect, it } from 'vitest'
import type { AdvantageShape, GroupAdvantage, PolicyGradientTerm, TaughtAdvantage } from '../recipe/terms.ts'
import { advantagesOf } from './advantages.ts'
import { batchOf, rounded, type TextOf } from './testing/batch.test-helper.ts'

type Part = TaughtAdvantage | GroupAdvantage

const term = (advantage: Part | readonly Part[], shape: AdvantageShape = {}): PolicyGradientTerm<true> => ({
  kind: 'policy-gradient',
  on: ['student'],
  advantage: [advantage].flat(),
  shape,
  surrogate: { kind: 'none' },
})
const advantages = (part: Part | readonly Part[], ...texts: readonly TextOf[]) =>
  rounded(advantagesOf(batchOf(...texts), term(part)))
const shaped = (shape: AdvantageShape, ...texts: readonly TextOf[]) =>
  rounded(advantagesOf(batchOf(...texts), term({ kind: 'log-ratio' }, shape)))

/** A text whose log-ratios are these. */
const ratios = (...teacherLogp: readonly number[]) => ({ length: teacherLogp.length, teacherLogp })
/** Texts of one token with these rewards. */
const rewarded = (...rewards: readonly number[]) => rewards.map((reward) => ({ length: 1, reward }))

describe('log-ratio', () => {
  it("is NeMo-RL's case: teacher 0, student -1 give 1, and 0 where nothing is to be learnt", () => {
    const texts = [
      { length: 2, teacherLogp: [0, 0], behaviourLogp: [-1, -1] },
      { length: 1, draw: 'data', teacherLogp: [0], behaviourLogp: [-1] },
    ]
    expect(advantages({ kind: 'log-ratio' }, ...texts)).toEqual([1, 1, 0])
  })

  it('is scaled, and against the student where texts were kept', () => {
    const text = { length: 1, teacherLogp: [-1], behaviourLogp: [-2], studentLogp: [-4] }
    expect(advantages({ kind: 'log-ratio', scale: 0.5 }, text)).toEqual([0.5])
    expect(advantages({ kind: 'log-ratio', against: 'student' }, text)).toEqual([3])
  })
})

describe('extrapolated', () => {
  const text = { length: 1, teacherLogp: [-1], studentLogp: [-2], referenceLogp: [-3] }

  it('is the plain log-ratio at lambda 1, for any reference', () => {
    expect(advantages({ kind: 'extrapolated', lambda: 1 }, text)).toEqual([1])
  })

  it('goes beyond the teacher above 1: 1.25 x 2 - 1', () => {
    expect(advantages({ kind: 'extrapolated', lambda: 1.25 }, text)).toEqual([1.5])
  })
})

describe('return', () => {
  const text = ratios(1, 2, 4)

  it('sums what is to come, discounted, text by text', () => {
    expect(advantages({ kind: 'return', discount: 1, normalise: false }, text, ratios(8))).toEqual([7, 6, 4, 8])
    expect(advantages({ kind: 'return', discount: 0.5, normalise: false }, text)).toEqual([3, 4, 4])
    expect(advantages({ kind: 'return', discount: 0, normalise: false }, text)).toEqual([1, 2, 4])
  })

  it('is divided by the remaining length where normalised', () => {
    const mean = advantages({ kind: 'return', discount: 1, normalise: true }, text)
    expect(mean).toEqual(rounded([7 / 3, 3, 4]))
  })
})

describe('k-step', () => {
  const text = { length: 3, teacherLogit: [1, 2, 3], teacherMaxLogit: [4, 5, 7] }

  it('at 1 is the sum of q(s, a) - max q(s next): returns -6, -2, 3, mean -5/3', () => {
    expect(advantages({ kind: 'k-step', k: 1 }, text)).toEqual(rounded([-13 / 3, -1 / 3, 14 / 3]))
  })

  it('strides by k: at 2 the first is 1 - 7 + 3 and the others end at once', () => {
    // -3, 2, 3: mean 2/3.
    expect(advantages({ kind: 'k-step', k: 2 }, text)).toEqual(rounded([-11 / 3, 4 / 3, 7 / 3]))
  })

  it('beyond the text is the centred logit; a single token has its own mean', () => {
    expect(advantages({ kind: 'k-step', k: 9 }, text)).toEqual([-1, 0, 1])
    expect(advantages({ kind: 'k-step', k: 1 }, { length: 1, teacherLogit: [5], teacherMaxLogit: [6] })).toEqual([0])
  })
})

describe('group', () => {
  it("is (reward - mean) / (sample deviation + 1e-4), as TRL's: rewards 1, 1, 0, 0", () => {
    const unit = 0.5 / (Math.sqrt(1 / 3) + 1e-4)
    expect(advantages({ kind: 'group' }, ...rewarded(1, 1, 0, 0))).toEqual(rounded([unit, unit, -unit, -unit]))
  })

  it('without the deviation, and scaled', () => {
    expect(advantages({ kind: 'group', deviation: false, scale: 2 }, ...rewarded(1, 0))).toEqual([1, -1])
  })

  it('is taken problem by problem, on every token of a text', () => {
    const texts = [
      { length: 2, reward: 1 },
      { length: 1, problem: 1, reward: 0 },
      { length: 1, reward: 0 },
      { length: 1, problem: 1, reward: 3 },
    ]
    expect(advantages({ kind: 'group', deviation: false }, ...texts)).toEqual([0.5, 0.5, -1.5, -0.5, 1.5])
  })

  it('is exactly 0 for a text alone and for equal rewards', () => {
    expect((0.1 + 0.1 + 0.1) / 3).not.toBe(0.1)
    expect([...advantagesOf(batchOf(...rewarded(0.1, 0.1, 0.1)), term({ kind: 'group' }))]).toEqual([0, 0, 0])
    expect(advantages({ kind: 'group' }, ...rewarded(1))).toEqual([0])
  })

  it('needs no teacher', () => {
    const untaught: PolicyGradientTerm<false> = {
      kind: 'policy-gradient',
      on: ['student'],
      advantage: [{ kind: 'group', deviation: false }],
      surrogate: { kind: 'none' },
    }
    expect([...advantagesOf(batchOf(...rewarded(1, 0)), untaught)]).toEqual([0.5, -0.5])
  })
})

describe('constrained', () => {
  it('is the reward within the budget and -(penalty + overshoot) beyond, relative to the group', () => {
    // KL of the texts 1 (at the budget) and 3: rewards 1 and -(0.5 + 2), mean -0.75, sample deviation 3.5 / sqrt 2.
    const texts = [
      { length: 2, reward: 1, reverseKl: [0.25, 0.75] },
      { length: 1, reward: 1, reverseKl: [3] },
    ]
    const unit = 1.75 / (3.5 / Math.SQRT2 + 1e-4)
    const got = advantages({ kind: 'constrained', budget: 1, penalty: 0.5 }, ...texts)
    expect(got).toEqual(rounded([unit, unit, -unit]))
  })

  it('is plain GRPO while all stay within', () => {
    const texts = rewarded(1, 0)
    const got = advantages({ kind: 'constrained', budget: 9, penalty: 1 }, ...texts)
    expect(got).toEqual(advantages({ kind: 'group' }, ...texts))
  })
})

it('parts add up', () => {
  const texts = rewarded(1, 0).map((text, i) => ({ ...text, teacherLogp: [i] }))
  const parts = [
    { kind: 'group', deviation: false },
    { kind: 'log-ratio', scale: 0.25 },
  ] as const
  expect(advantages(parts, ...texts)).toEqual([0.5, -0.25])
})

describe('limits', () => {
  it('floor: log(0.2) / 0.8 for REOPOLD', () => {
    const floor = Math.log(0.2) / 0.8
    expect(shaped({ floor }, ratios(-9, -1, 5))).toEqual(rounded([floor, -1, 5]))
  })

  it('clip: both sides', () => {
    expect(shaped({ clip: 1 }, ratios(-9, -1, 0.5, 5))).toEqual([-1, -1, 0.5, 1])
  })

  it('leave the rows of other draws at 0', () => {
    const texts = [ratios(0.5), { ...ratios(0.5), draw: 'data' }]
    expect(shaped({ floor: 1 }, ...texts)).toEqual([1, 0])
    expect(shaped({ evidence: { epsilon: 0.2 } }, ...texts)[1]).toBe(0)
  })
})

describe('margin', () => {
  // Means of the right: 0 and 1, mean 0.5; of the wrong: 1. Missing to a margin of 0.5: 1.
  const texts = [
    { ...ratios(-1, 1), right: true },
    { ...ratios(1), right: true },
    { ...ratios(1), right: false },
  ]
  const moved = (shift: 'up' | 'down' | 'both') => shaped({ margin: { delta: 0.5, shift } }, ...texts)

  it('moves the right up, the wrong down, or both half way', () => {
    expect(moved('up')).toEqual([0, 2, 2, 1])
    expect(moved('down')).toEqual([-1, 1, 1, 0])
    expect(moved('both')).toEqual([-0.5, 1.5, 1.5, 0.5])
  })

  it('of extremes lets the worst of the right pass the best of the wrong', () => {
    // The right have the means 0 and 1, the wrong 1 and -9: 0 must pass 1 by 0.5, so 1.5 are missing.
    const margin = { delta: 0.5, shift: 'up', of: 'extremes' } as const
    expect(shaped({ margin }, ...texts, ratios(-9))).toEqual([0.5, 2.5, 2.5, 1, -9])
  })

  it('is of text means: a long text counts once', () => {
    const long = { ...ratios(-1, -1, -1), right: true }
    const short = { ...ratios(3), right: true }
    expect(shaped({ margin: { delta: 0.5, shift: 'up' } }, long, short, ratios(0.5))).toEqual([-1, -1, -1, 3, 0.5])
  })

  it('leaves a group that keeps the margin, and one that is all right or all wrong', () => {
    const margin = { delta: 0.5, shift: 'both' } as const
    expect(shaped({ margin }, { ...ratios(1), right: true }, ratios(0.5))).toEqual([1, 0.5])
    expect(shaped({ margin }, { ...ratios(1), right: true }, { ...ratios(2), right: true })).toEqual([1, 2])
    expect(shaped({ margin }, ratios(1), { ...ratios(-4), problem: 1, right: true })).toEqual([1, -4])
  })

  it('comes before the limits', () => {
    expect(shaped({ margin: { delta: 0.5, shift: 'up' }, clip: 1 }, ...texts)).toEqual([0, 1, 1, 1])
  })
})

describe('evidence', () => {
  const EPSILON = 0.2
  /** Advantages 1 and -1 where the two texts' tokens have the gap log p_T - log p_S. */
  const evident = (gap: number) => {
    const texts = rewarded(2, 0).map((text) => ({ ...text, teacherLogp: [gap - 3], studentLogp: [-3] }))
    const shape = { evidence: { epsilon: EPSILON } }
    return rounded(advantagesOf(batchOf(...texts), term({ kind: 'group', deviation: false }, shape)))
  }

  it("is ms-swift's case: A = -1, gap 0.1 give more than -1, and A = 1 more than 1", () => {
    expect(evident(0.1)).toEqual(rounded([Math.exp(0.1), -Math.exp(-0.1)]))
  })

  it('is the plain advantage without a gap', () => {
    expect(evident(0)).toEqual([1, -1])
  })

  it('is bounded where that is the worse: 1 + e above for A > 0, 1 - e below for A < 0', () => {
    const [up, down] = evident(1)
    expect(up).toBe(1 + EPSILON)
    // w = exp(-1) = 0.37: the clipped 0.8 is the worse of the two.
    expect(down).toBe(-(1 - EPSILON))
  })

  it('is pessimistic: nothing bounds w A where it is the worse', () => {
    const [up, down] = evident(-1)
    expect([up, down]).toEqual(rounded([Math.exp(-1), -Math.E]))
  })

  it('stays finite for any gap, and 0 for an advantage of 0', () => {
    const [up, down] = evident(-1000)
    expect(up).toBeCloseTo(Math.exp(-20), 12)
    expect(down).toBeCloseTo(-Math.exp(20), 3)
    const flat = { length: 1, reward: 1, teacherLogp: [-1000] }
    const shape = { evidence: { epsilon: EPSILON } }
    expect(rounded(advantagesOf(batchOf(flat, flat), term({ kind: 'group' }, shape)))).toEqual([0, 0])
  })
})

const EVERY: Readonly<{ [K in Part['kind']]: Extract<Part, { kind: K }> }> = {
  'log-ratio': { kind: 'log-ratio' },
  extrapolated: { kind: 'extrapolated', lambda: 1.25 },
  return: { kind: 'return', discount: 0.9, normalise: true },
  'k-step': { kind: 'k-step', k: 2 },
  group: { kind: 'group' },
  constrained: { kind: 'constrained', budget: 0, penalty: 1 },
}

it.each(Object.values(EVERY))(
  '$kind: no NaN for no draw, an empty text, a single token; the batch is left alone',
  (part) => {
    const all: AdvantageShape = {
      floor: -3,
      clip: 5,
      margin: { delta: 1, shift: 'both' },
      evidence: { epsilon: 0.2 },
    }
    for (const table of [
      batchOf(),
      batchOf({ length: 2, draw: 'data' }),
      batchOf({ length: 0, right: true }, ratios(-1)),
    ]) {
      const before = structuredClone(table)
      expect([...advantagesOf(table, term(part, all))].every(Number.isFinite), part.kind).toBe(true)
      expect(table).toEqual(before)
    }
  },
)
