import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { HYBRIDS } from './hybrids.ts'
import { recipeById } from './registry.ts'
import { at, clip, mean, softmax, sum, topIndices } from './testing/maths.test-helper.ts'
import {
  groupAdvantage,
  grpo,
  type Logits,
  logpAt,
  overTexts,
  overTokens,
  pessimistic,
  ratioAt,
  textsOf,
} from './testing/published.test-helper.ts'
import { expectMatches, type PublishedLoss } from './testing/run-recipe.test-helper.ts'
import { tinyCase } from './testing/tiny-case.test-helper.ts'

const groups = tinyCase({ student: 4 })

/** The recipe with one number changed, wherever that key stands. */
function changed(id: string, key: string, value: number): Recipe {
  return JSON.parse(JSON.stringify(recipeById(id)), (name, old) => (name === key ? value : old)) as Recipe
}

it('compiles every recipe of the family', () => {
  for (const recipe of HYBRIDS) expect(compile(recipe).phases).toHaveLength(recipe.phases.length)
})

describe('KETCHUP', () => {
  /** REINFORCE with G_t = sum_i [q(s_{t+iK}, a_{t+iK}) - max_a q(s_{t+(i+1)K}, a)] less its mean; nothing follows the end. */
  const published =
    (k: number): PublishedLoss =>
    (student, world) => {
      const texts = textsOf(world, 'student')
      const q = (row: number) => at(at(world.teacher, row), at(world.tokens, row))
      const best = (row: number | undefined) => (row === undefined ? 0 : Math.max(...at(world.teacher, row)))
      const returns = new Map(
        texts.flatMap(({ rows }) =>
          rows.map((row, t): [number, number] => {
            const jumps = Math.ceil((rows.length - t) / k)
            const steps = Array.from({ length: jumps }, (_, i) => q(at(rows, t + i * k)) - best(rows[t + (i + 1) * k]))
            return [row, sum(steps)]
          }),
        ),
      )
      const baseline = mean([...returns.values()])
      return overTokens(texts, (row) => -((returns.get(row) ?? Number.NaN) - baseline) * logpAt(student, world, row))
    }

  it('rewards each token by the K-step return', async () => {
    await expectMatches(recipeById('ketchup'), 0, groups, 0, published(4))
    for (const k of [1, 2, 3]) await expectMatches(changed('ketchup', 'k', k), 0, groups, 0, published(k))
  })
})

describe('KDRL', () => {
  /** -J_GRPO, mean over all tokens, plus b 1/2 (log p_T - log p_S)^2. */
  const published =
    (b: number): PublishedLoss =>
    (student, world) => {
      const texts = textsOf(world, 'student')
      return overTokens(texts, (row, text) => {
        const gap = logpAt(world.teacher, world, row) - logpAt(student, world, row)
        return pessimistic(ratioAt(student, world, row), groupAdvantage(texts, text)) + b * 0.5 * gap ** 2
      })
    }

  it('adds the fading k2 to GRPO', async () => {
    await expectMatches(recipeById('kdrl'), 0, groups, 0, published(5e-3))
    await expectMatches(recipeById('kdrl'), 0, groups, 0.25, published(4e-3))
    await expectMatches(recipeById('kdrl'), 0, groups, 1, published(1e-3))
  })
})

it('RLAD: the ratio (p_S/p_old)^a (p_S/p_T)^(1-a), and k3 to the starting weights', async () => {
  await expectMatches(recipeById('rlad'), 0, groups, 0, (student, world) => {
    const texts = textsOf(world, 'student')
    return overTexts(texts, (row, text) => {
      const logp = logpAt(student, world, row)
      const toTeacher = Math.exp(logp - logpAt(world.teacher, world, row))
      const ratio = ratioAt(student, world, row) ** 0.5 * toTeacher ** 0.5
      const away = at(world.reference, row) - logp
      return pessimistic(ratio, groupAdvantage(texts, text)) + 1e-3 * (Math.exp(away) - away - 1)
    })
  })
})

describe('HDPO', () => {
  const world = tinyCase({ student: 4, privileged: 2 }, { privileged: [0, 1] })

  /** L_GRPO + 0.1 JSD(p_T || p_S) on the teacher's k likeliest tokens, over privileged texts of problems that failed. */
  const published =
    (k: number): PublishedLoss =>
    (student) => {
      const divergence = overTokens(textsOf(world, 'privileged'), (row) => {
        const kept = topIndices(at(world.teacher, row), k)
        const over = (logits: Logits) => softmax(kept.map((v) => at(at(logits, row), v)))
        const [pS, pT] = [over(student), over(world.teacher)]
        const toMiddle = (p: readonly number[]) => sum(p.map((x, i) => x * Math.log(x / ((at(pS, i) + at(pT, i)) / 2))))
        return (toMiddle(pS) + toMiddle(pT)) / 2
      })
      return grpo('student')(student, world) + 0.1 * divergence
    }

  it('adds the divergence on privileged texts to GRPO', async () => {
    await expectMatches(recipeById('hdpo'), 0, world, 0, published(64))
    await expectMatches(changed('hdpo', 'topK', 3), 0, world, 0, published(3))
  })
})

describe('RLSD', () => {
  /** w_t = exp(sign(A)(log p_T - log p_S)) held constant; min(w A, clip(w, 0.8, 1.2) A) is GRPO's advantage. */
  const published: PublishedLoss = (student, world) => {
    const texts = textsOf(world, 'student')
    return overTexts(texts, (row, text) => {
      const advantage = groupAdvantage(texts, text)
      const gap = logpAt(world.teacher, world, row) - logpAt(world.frozen, world, row)
      const weight = Math.exp(Math.sign(advantage) * gap)
      const shaped = Math.min(weight * advantage, clip(weight, 0.8, 1.2) * advantage)
      return pessimistic(ratioAt(student, world, row), shaped)
    })
  }

  it('scales the advantage of each token by the evidence', async () => {
    await expectMatches(recipeById('rlsd'), 0, groups, 0, published)
  })
})
