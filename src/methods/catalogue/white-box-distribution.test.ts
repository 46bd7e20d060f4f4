/** The losses of distributions against their equations. */
import { describe, expect, it } from 'vitest'
import { recipeById } from './registry.ts'
import { at, clip, entropy, kl, logSoftmax, mean, softmax, sum, topIndices } from './testing/maths.test-helper.ts'
import { expectMatches, runRecipe } from './testing/run-recipe.test-helper.ts'
import { caseOf, groupsOf, rowsOf, type TinyCase, textsOf, tinyCase } from './testing/tiny-case.test-helper.ts'

const student = tinyCase({ student: 3 })
const mix = (weight: number, p: readonly number[], q: readonly number[]) =>
  p.map((x, v) => weight * x + (1 - weight) * at(q, v))

describe('distillm', () => {
  it.each(['data', 'student'])('is KL(p_S || 0.9 p_T + 0.1 p_S) on texts of the draw %s', (draw) =>
    expectMatches(recipeById('distillm'), 0, tinyCase({ [draw]: 2 }), 0, (logits, world) =>
      mean(
        rowsOf(world, draw).map((row) => {
          const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          return kl(pS, mix(0.9, pT, pS))
        }),
      ),
    ),
  )
})

describe('distillm-2', () => {
  /** Probability of a text, per token: exp of its mean log-prob. */
  const likelihood = (logits: readonly (readonly number[])[], world: TinyCase, rows: readonly number[]) =>
    Math.exp(mean(rows.map((row) => at(logSoftmax(at(logits, row)), at(world.tokens, row)))))

  it.each([0, 0.5, 1])(
    'is (1 - b) SKL on teacher texts + b SRKL on own texts, alpha by text, at %d of the run',
    (progress) =>
      expectMatches(recipeById('distillm-2'), 0, tinyCase({ taught: 2, own: 2 }), progress, (logits, world) => {
        const part = (draw: string, likelier: 'teacher' | 'frozen', loss: (row: number, alpha: number) => number) => {
          const texts = textsOf(world, draw)
          const other = likelier === 'teacher' ? 'frozen' : 'teacher'
          const gaps = texts.map(
            ({ rows }) => likelihood(world[likelier], world, rows) - likelihood(world[other], world, rows),
          )
          const alphas = gaps.map((gap) => clip(1 - (0.9 * mean(gaps)) / (gap + 1e-5), 0.01, 0.1))
          return mean(texts.flatMap(({ rows }, i) => rows.map((row) => loss(row, at(alphas, i)))))
        }
        const taught = part('taught', 'teacher', (row, alpha) => {
          const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          return kl(pT, mix(alpha, pT, pS))
        })
        const own = part('own', 'frozen', (row, alpha) => {
          const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          return kl(pS, mix(alpha, pS, pT))
        })
        const b = 0.5 + 0.25 * progress
        return (1 - b) * taught + b * own
      }),
  )
})

describe('veto', () => {
  it.each([0, 0.6, 1])('is KL(Q || p_S) with the fixed Q ~ p_T p_S^b, b falling to 0, at %d of the run', (progress) =>
    expectMatches(recipeById('veto'), 0, student, progress, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const before = softmax(at(world.frozen, row))
          const raw = softmax(at(world.teacher, row)).map((p, v) => p * at(before, v) ** (1 - progress))
          return kl(
            raw.map((x) => x / sum(raw)),
            softmax(at(logits, row)),
          )
        }),
      ),
    ),
  )
})

describe('paced', () => {
  /** p (1 - p) over its mean, for each text of a draw, p measured on the student's texts of its problem. */
  function paces(world: TinyCase, draw: string): readonly number[] {
    const rates = groupsOf(textsOf(world, 'student')).map((group) => mean(group.map(({ right }) => Number(right))))
    const raw = textsOf(world, draw).map(({ problem }) => at(rates, problem) * (1 - at(rates, problem)))
    expect(new Set(raw).size).toBeGreaterThan(1)
    return raw.map((x) => x / mean(raw))
  }
  const loss = (draw: string, world: TinyCase, of: (row: number) => number) => {
    const weights = paces(world, draw)
    return mean(textsOf(world, draw).flatMap(({ rows }, i) => rows.map((row) => at(weights, i) * of(row))))
  }

  it("begins with forward KL on the teacher's texts, weighed by the student's pass rate", () =>
    expectMatches(recipeById('paced'), 0, tinyCase({ student: 3, taught: 1 }), 0.2, (logits, world) =>
      loss('taught', world, (row) => kl(softmax(at(world.teacher, row)), softmax(at(logits, row)))),
    ))

  it("goes on with reverse KL on the student's", () =>
    expectMatches(recipeById('paced'), 1, student, 0.7, (logits, world) =>
      loss('student', world, (row) => kl(softmax(at(logits, row)), softmax(at(world.teacher, row)))),
    ))
})

describe('tip', () => {
  it('is the mean reverse KL of the half with the highest h + d - h d', () =>
    expectMatches(recipeById('tip'), 0, student, 0, (logits, world) => {
      const rows = rowsOf(world, 'student')
      const scaled = (xs: readonly number[]) =>
        xs.map((x) => (x - Math.min(...xs)) / (Math.max(...xs) - Math.min(...xs)))
      const before = rows.map((row) => softmax(at(world.frozen, row)))
      const h = scaled(before.map(entropy))
      const d = scaled(before.map((p, i) => kl(p, softmax(at(world.teacher, at(rows, i))))))
      const scores = h.map((x, i) => x + at(d, i) - x * at(d, i))
      const kept = topIndices(scores, Math.ceil(rows.length / 2)).map((i) => at(rows, i))
      return mean(kept.map((row) => kl(softmax(at(logits, row)), softmax(at(world.teacher, row)))))
    }))
})

describe('opd-avmp', () => {
  const recipe = recipeById('opd-avmp')

  it('is the Jensen-Shannon divergence of plans', () =>
    expectMatches(recipe, 0, student, 0, (logits, world) =>
      mean(
        rowsOf(world, 'student').map((row) => {
          const [pS, pT] = [softmax(at(logits, row)), softmax(at(world.teacher, row))]
          const middle = mix(0.5, pS, pT)
          return (kl(pT, middle) + kl(pS, middle)) / 2
        }),
      ),
    ))

  it("gives the numbers of TRL's GKD and GOLD tests at beta 0.5", async () => {
    const value = async (s: readonly number[], t: readonly number[]) =>
      (await runRecipe(recipe, 0, caseOf('student', [s.map(Math.log)], [t.map(Math.log)]), 0)).loss
    expect(await value([0.1, 0.9], [0.9, 0.1])).toBeCloseTo(0.3680642072, 9)
    expect(await value([0.6, 0.3, 0.1], [0.5, 0.4, 0.1])).toBeCloseTo(0.0058595446, 9)
  })
})
