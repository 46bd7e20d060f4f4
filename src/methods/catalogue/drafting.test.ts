/** The losses of drafts against their equations, and against numbers of TRL's tests where the divergence is theirs. */
import { describe, expect, it } from 'vitest'
import { recipeById } from './registry.ts'
import { at, kl, mean, softmax, sum } from './testing/maths.test-helper.ts'
import { expectMatches, runRecipe } from './testing/run-recipe.test-helper.ts'
import { atSize, caseOf, rowsOf, tinyCase } from './testing/tiny-case.test-helper.ts'

const student = tinyCase({ student: 3 })

describe('distillspec', () => {
  it('is 1 minus the expected acceptance, sum of min(p_S, p_T)', () =>
    expectMatches(recipeById('distillspec'), 0, student, 0, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const [draft, target] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          return 1 - sum(draft.map((p, v) => Math.min(p, at(target, v))))
        }),
      ),
    ))
})

describe('speckd', () => {
  const recipe = recipeById('speckd')

  it("is forward KL, in full where the token is in the teacher's top k, a base share of it elsewhere", () =>
    expectMatches(atSize(recipe, { topK: 3 }), 0, student, 0, (logits, world) => {
      const accepted = (row: number) => {
        const scores = at(world.teacher, row)
        return scores.filter((x) => x > at(scores, at(world.tokens, row))).length < 3
      }
      const rows = rowsOf(world, 'student')
      expect(new Set(rows.map(accepted)).size).toBe(2)
      return mean(
        rows.map((row) => (accepted(row) ? 1 : 0.1) * kl(softmax(at(world.teacher, row)), softmax(at(logits, row)))),
      )
    }))

  it("gives the forward KL of TRL's SDFT tests on an accepted token", async () => {
    const [s, t] = [[0.8, 0.2].map(Math.log), [0.5, 0.5].map(Math.log)]
    expect((await runRecipe(recipe, 0, caseOf('student', [s], [t]), 0)).loss).toBeCloseTo(0.2231436, 7)
  })
})
