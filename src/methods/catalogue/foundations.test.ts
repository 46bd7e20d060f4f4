/** The loss of each recipe against its equation, as the catalogue and the trainers write it. */
import { describe, expect, it } from 'vitest'
import { FOUNDATIONS } from './foundations.ts'
import { RECIPES, recipeById } from './registry.ts'
import { at, kl, logSoftmax, mean, softmax, sum, topIndices } from './testing/maths.test-helper.ts'
import { expectMatches, runRecipe } from './testing/run-recipe.test-helper.ts'
import { atSize, caseOf, rowsOf, tinyCase } from './testing/tiny-case.test-helper.ts'

const student = tinyCase({ student: 3 })
const taught = tinyCase({ taught: 2 })

describe('the list of recipes', () => {
  it('begins with the page’s default and has no id twice', () => {
    expect(RECIPES[0]?.id).toBe('gkd')
    expect(new Set(RECIPES.map(({ id }) => id)).size).toBe(RECIPES.length)
  })

  it('names what there is when asked for what there is not', () => {
    expect(recipeById('gkd')).toBe(FOUNDATIONS[0])
    expect(() => recipeById('nothing')).toThrow(RangeError)
    expect(() => recipeById('nothing')).toThrow(/no recipe "nothing".*gkd, thinking-machines-opd/)
  })
})

describe('gkd', () => {
  const recipe = recipeById('gkd')

  it('is the mean over tokens of KL(p_S || p_T)', () =>
    expectMatches(recipe, 0, student, 0.3, (logits, world) =>
      mean(rowsOf(world, 'student').map((row) => kl(softmax(at(logits, row)), softmax(at(world.teacher, row))))),
    ))

  it("gives the numbers of TRL's tests at beta 1", async () => {
    const [p, q] = [[0.1, 0.9].map(Math.log), [0.9, 0.1].map(Math.log)]
    expect((await runRecipe(recipe, 0, caseOf('student', [p], [q]), 0)).loss).toBeCloseTo(1.7577796619, 9)
    // TestGeneralizedJSDLossIsPinned, the three positions that have labels.
    const pinned = caseOf(
      'student',
      [
        [-1.23454499, -0.0430674776, -1.60466695, -0.75213623, 1.64872289],
        [-0.392478645, -1.40360677, -0.727881253, -0.559429884, -2.31692266],
        [0.995636046, -0.879785836, -0.601142883, -1.27415156, 2.12278509],
      ],
      [
        [0.525808811, -0.48799172, 1.1913693, -1.38636565, -1.28621554],
        [-1.40324783, 0.0360038243, -0.0634772703, 0.675614893, 0.19707036],
        [1.43315506, 0.743951976, -0.481584251, -1.04946589, 0.603898823],
      ],
    )
    expect((await runRecipe(recipe, 0, pinned, 0)).loss).toBeCloseTo(1.0041627, 6)
  })
})

describe('thinking-machines-opd', () => {
  it('is -ratio A with A = log p_T - log p of the sampler, held constant', () =>
    expectMatches(recipeById('thinking-machines-opd'), 0, student, 0, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const token = at(world.tokens, row)
          const sampled = at(world.behaviour, row)
          const advantage = at(logSoftmax(at(world.teacher, row)), token) - sampled
          return -Math.exp(at(logSoftmax(at(logits, row)), token) - sampled) * advantage
        }),
      ),
    ))
})

describe('revisiting-opd', () => {
  it("is KL(q_S || q_T) on the teacher's top k, special tokens left out, the least sure 20 % kept", () =>
    expectMatches(atSize(recipeById('revisiting-opd'), { topK: 3 }), 0, student, 0, (logits, world) => {
      const rows = rowsOf(world, 'student')
      const surprise = rows.map((row) => {
        const p = softmax(at(world.frozen, row))
        return -sum(p.map((x) => x * Math.log(x)))
      })
      const kept = topIndices(surprise, Math.ceil(0.2 * rows.length))
        .map((i) => at(rows, i))
        .filter((row) => !world.special[row])
      expect(kept.length).toBeGreaterThan(1)
      const losses = kept.map((row) => {
        const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
        const best = topIndices(pT, 3)
        const share = (p: readonly number[]) => best.map((v) => at(p, v) / sum(best.map((w) => at(p, w))))
        return kl(share(pS), share(pT))
      })
      return mean(losses)
    }))
})

describe('cold starts', () => {
  it.each(['thunlp-rethinking-opd', 'lightning-opd'])("%s begins with the likelihood of the teacher's texts", (id) =>
    expectMatches(recipeById(id), 0, taught, 0, (logits, world) =>
      mean(rowsOf(world, 'taught').map((row) => -at(logSoftmax(at(logits, row)), at(world.tokens, row)))),
    ),
  )
})

describe('thunlp-rethinking-opd', () => {
  it("is the sum over the student's top k of p_S (log p_S - log p_T)", () =>
    expectMatches(atSize(recipeById('thunlp-rethinking-opd'), { topK: 3 }), 1, student, 0.5, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const [logS, logT] = [logSoftmax(at(logits, row)), logSoftmax(at(world.teacher, row))]
          return sum(topIndices(logS, 3).map((v) => Math.exp(at(logS, v)) * (at(logS, v) - at(logT, v))))
        }),
      ),
    ))
})

describe('lightning-opd', () => {
  it('is, over kept rollouts, the sum of -sg[log p_T - log p_S] log p_S', () =>
    expectMatches(recipeById('lightning-opd'), 1, student, 0.5, (logits, world) => {
      const total = sum(
        rowsOf(world, 'student').map((row) => {
          const token = at(world.tokens, row)
          const logp = (of: readonly (readonly number[])[]) => at(logSoftmax(at(of, row)), token)
          return -(logp(world.teacher) - logp(world.frozen)) * logp(logits)
        }),
      )
      return total / world.texts.length
    }))
})
