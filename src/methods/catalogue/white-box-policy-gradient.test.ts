/** The losses of rewards against their equations. Log-ratios and rewards are constants; the gradient flows through log p_S. */
import { describe, expect, it } from 'vitest'
import { recipeById } from './registry.ts'
import { at, clip, entropy, kl, logSoftmax, mean, softmax, sum, topIndices } from './testing/maths.test-helper.ts'
import { expectMatches } from './testing/run-recipe.test-helper.ts'
import { atSize, groupsOf, rowsOf, type TinyCase, textsOf, tinyCase } from './testing/tiny-case.test-helper.ts'

const student = tinyCase({ student: 3 })

/** log p of the row's token. */
const logp = (logits: readonly (readonly number[])[], world: TinyCase, row: number) =>
  at(logSoftmax(at(logits, row)), at(world.tokens, row))

/** GRPO's advantage of each of a group's scores as TRL's trainer computes it: torch.std divides by n - 1, plus 1e-4. */
function relative(scores: readonly number[]): readonly number[] {
  const deviation = Math.sqrt(sum(scores.map((x) => (x - mean(scores)) ** 2)) / (scores.length - 1))
  return scores.map((x) => (x - mean(scores)) / (deviation + 1e-4))
}

describe('constrained-opd', () => {
  it('is clipped PG on the reward within the budget, on -(penalty + overshoot) beyond it', () =>
    expectMatches(atSize(recipeById('constrained-opd'), { budget: 1.2 }), 0, student, 0, (logits, world) => {
      const perText = groupsOf(textsOf(world, 'student')).flatMap((group) => {
        const spent = group.map(({ rows }) =>
          sum(rows.map((row) => kl(softmax(at(world.frozen, row)), softmax(at(world.teacher, row))))),
        )
        expect(spent.some((x) => x > 1.2)).toBe(true)
        const earned = group.map(({ reward }, i) => (at(spent, i) <= 1.2 ? reward : -(1 + at(spent, i) - 1.2)))
        const advantages = relative(earned)
        return group.map(({ rows }, i) =>
          mean(
            rows.map((row) => {
              const ratio = Math.exp(logp(logits, world, row) - at(world.behaviour, row))
              const advantage = at(advantages, i)
              return -Math.min(ratio * advantage, clip(ratio, 0.8, 1.2) * advantage)
            }),
          ),
        )
      })
      return mean(perText)
    }))
})

describe('g-opd', () => {
  it('has the advantage lambda log(p_T / p_ref) - log(p_S / p_ref)', () =>
    expectMatches(recipeById('g-opd'), 0, student, 0, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const reference = at(world.reference, row)
          const pull = 1.25 * (logp(world.teacher, world, row) - reference)
          return -(pull - (logp(world.frozen, world, row) - reference)) * logp(logits, world, row)
        }),
      ),
    ))
})

describe('fast-opd', () => {
  it('is the score-function gradient of the sum over the first tokens of log(p_S / p_T)', () =>
    expectMatches(atSize(recipeById('fast-opd'), { tokens: 2 }), 0, student, 0, (logits, world) =>
      mean(
        textsOf(world, 'student').map(({ rows }) =>
          sum(
            rows
              .slice(0, 2)
              .map((row) => (at(world.behaviour, row) - logp(world.teacher, world, row)) * logp(logits, world, row)),
          ),
        ),
      ),
    ))

  it('writes no more than it learns from', () => {
    const [phase] = recipeById('fast-opd').phases
    const [term] = phase.loss
    expect(phase.rollouts.draws[0].decoding?.maxTokens).toBe(32)
    expect('weights' in term && term.weights).toEqual([{ kind: 'prefix', tokens: 32 }])
  })
})

describe('reopold', () => {
  const FLOOR = Math.log(0.2) / (1 - 0.2)
  // The same student, with words that the teacher abhors.
  const harsh: TinyCase = { ...student, teacher: student.teacher.map((row) => row.map((x) => 2 * x)) }
  const gap = (world: TinyCase, row: number) => logp(world.teacher, world, row) - logp(world.frozen, world, row)
  const gain = (logits: readonly (readonly number[])[], world: TinyCase, row: number) =>
    Math.exp(logp(logits, world, row) - at(world.behaviour, row)) * Math.max(gap(world, row), FLOOR)

  it('first leaves out what lies below the floor', () =>
    expectMatches(recipeById('reopold'), 0, harsh, 0.2, (logits, world) => {
      const rows = rowsOf(world, 'student')
      expect(rows.some((row) => gap(world, row) < FLOOR)).toBe(true)
      return mean(rows.map((row) => (gap(world, row) >= FLOOR ? -gain(logits, world, row) : 0)))
    }))

  it('then keeps the least sure half, the log-ratio held above the floor', () =>
    expectMatches(recipeById('reopold'), 1, harsh, 0.7, (logits, world) => {
      const rows = rowsOf(world, 'student')
      const unsure = topIndices(
        rows.map((row) => entropy(softmax(at(world.frozen, row)))),
        Math.ceil(rows.length / 2),
      )
      expect(unsure.some((i) => gap(world, at(rows, i)) < FLOOR)).toBe(true)
      return sum(unsure.map((i) => -gain(logits, world, at(rows, i)))) / rows.length
    }))
})

describe('uni-opd', () => {
  it('moves the mean advantage of right texts up and of wrong ones down by half of what misses to 0.4', () =>
    expectMatches(recipeById('uni-opd'), 0, student, 0, (logits, world) => {
      const own = (row: number) => logp(world.teacher, world, row) - at(world.behaviour, row)
      let shifted = 0
      const losses = groupsOf(textsOf(world, 'student')).flatMap((group) => {
        const means = (right: boolean) =>
          group.filter((text) => text.right === right).map(({ rows }) => mean(rows.map(own)))
        const [good, bad] = [means(true), means(false)]
        const missing = good.length && bad.length ? Math.max(0, 0.4 - (mean(good) - mean(bad))) : 0
        if (missing > 0) shifted++
        return group.flatMap(({ right, rows }) =>
          rows.map((row) => -(own(row) + ((right ? 1 : -1) * missing) / 2) * logp(logits, world, row)),
        )
      })
      expect(shifted).toBeGreaterThan(0)
      return mean(losses)
    }))
})
