import { describe, expect, it } from 'vitest'
import { compile } from '../compile.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { PRIVILEGED } from './privileged.ts'
import { recipeById } from './registry.ts'
import { at, clip, entropy, mean, softmax, sum, topIndices } from './testing/maths.test-helper.ts'
import {
  type Logits,
  logpAt,
  nll,
  overTexts,
  overTokens,
  pairAt,
  reverseKl,
  reverseKlAt,
  teacherGap,
  textsOf,
} from './testing/published.test-helper.ts'
import { expectMatches, type PublishedLoss, runRecipe } from './testing/run-recipe.test-helper.ts'
import { type TinyCase, type TinyText, tinyCase } from './testing/tiny-case.test-helper.ts'

const students = tinyCase({ student: 3 })

/** The recipe with every k cut down, so that the tiny vocabulary has a tail. */
function narrowed(id: string, k: number): Recipe {
  return JSON.parse(JSON.stringify(recipeById(id)), (key, value) => (key === 'topK' ? k : value)) as Recipe
}

it('compiles every recipe of the family', () => {
  for (const recipe of PRIVILEGED) expect(compile(recipe).phases).toHaveLength(recipe.phases.length)
})

describe('OPSD', () => {
  /** Equation 7 with the repository's clamp: min(c, beta p_T log(p_T/m) + (1 - beta) p_S log(p_S/m)), m = beta p_T + (1 - beta) p_S. */
  const published: PublishedLoss = (student, world) =>
    overTokens(textsOf(world, 'student'), (row) => {
      const { pS, pT } = pairAt(student, world, row, 1.1)
      return sum(
        pS.map((s, v) => {
          const t = at(pT, v)
          const m = (s + t) / 2
          return Math.min(0.05, 0.5 * t * Math.log(t / m) + 0.5 * s * Math.log(s / m))
        }),
      )
    })

  it('is the clipped JSD at temperature 1.1', async () => {
    await expectMatches(recipeById('opsd'), 0, students, 0, published)
  })

  it('passes no gradient through an entry over the clip', async () => {
    const [wrong, right] = [
      [9, 0, 0, 0, 0, 0],
      [0, 9, 0, 0, 0, 0],
    ]
    const torn: TinyCase = {
      ...students,
      frozen: students.frozen.map((row, i) => (i === 0 ? wrong : row)),
      teacher: students.teacher.map((row, i) => (i === 0 ? right : row)),
    }
    const { grad } = await runRecipe(recipeById('opsd'), 0, torn, 0)
    expect(Math.max(...at(grad, 0).map(Math.abs))).toBeLessThan(1e-4)
  })
})

describe('SDFT', () => {
  /** TRL: KL over the student's top k, both renormalised, times min(p_S / p_old, 2) held constant. */
  const published =
    (k: number): PublishedLoss =>
    (student, world) =>
      overTokens(textsOf(world, 'student'), (row) => {
        const kept = topIndices(at(student, row), k)
        const over = (logits: Logits) => softmax(kept.map((v) => at(at(logits, row), v)))
        const [pS, pT] = [over(student), over(world.teacher)]
        const ratio = Math.exp(logpAt(world.frozen, world, row) - at(world.behaviour, row))
        return Math.min(ratio, 2) * sum(pS.map((p, i) => p * Math.log(p / at(pT, i))))
      })

  it('is reverse KL on the top 100 with clipped importance', async () => {
    await expectMatches(recipeById('sdft-continual'), 0, students, 0, published(100))
    await expectMatches(narrowed('sdft-continual', 3), 0, students, 0, published(3))
  })

  it('weighs with ratios of 4 and 1.5 as TRL does: 2 and 1.5', async () => {
    const shifted = (row: number, ratio: number) => logpAt(students.frozen, students, row) - Math.log(ratio)
    const stale: TinyCase = {
      ...students,
      behaviour: students.behaviour.map((x, row) => (row === 0 ? shifted(0, 4) : row === 1 ? shifted(1, 1.5) : x)),
    }
    const [weighed, plain] = [
      await runRecipe(recipeById('sdft-continual'), 0, stale, 0),
      await runRecipe(recipeById('gemma-2'), 0, stale, 0),
    ]
    for (const [row, factor] of [2, 1.5].entries())
      for (const [v, entry] of at(weighed.grad, row).entries())
        expect(entry).toBeCloseTo(factor * at(at(plain.grad, row), v), 10)
  })
})

it('OPCD: the mean over each text of KL(p_S || p_T)', async () => {
  await expectMatches(recipeById('opcd'), 0, students, 0, (student, world) =>
    overTexts(textsOf(world, 'student'), (row) => reverseKlAt(student, world, row)),
  )
})

describe('GATES', () => {
  const world = tinyCase({ student: 2, tutor: 3 })

  /** The majority answer of a problem's tutors where at least half of them give it, else null: the gate is shut. */
  function agreed(problem: number): string | null {
    const tutors = textsOf(world, 'tutor').filter((text) => text.problem === problem)
    const votes = (answer: string) => tutors.filter((text) => text.answer === answer).length
    return ['7', '9'].find((answer) => votes(answer) >= tutors.length / 2) ?? null
  }

  const published: PublishedLoss = (student) => {
    const eligible = ({ answer, problem }: TinyText) => answer !== null && answer === agreed(problem)
    const tutors = textsOf(world, 'tutor').filter(eligible)
    const own = textsOf(world, 'student').filter(({ problem }) => agreed(problem) !== null)
    const imitation = overTokens(tutors, (row) => -logpAt(student, world, row))
    return imitation + overTokens(own, (row) => -clip(teacherGap(world, row), -1, 1) * logpAt(student, world, row))
  }

  it('has both an open and a shut gate in the case', () => {
    expect([0, 1, 2].map(agreed)).toEqual(['7', null, '9'])
  })

  it('imitates agreeing tutors and follows the clipped log-ratio where they agree', async () => {
    await expectMatches(recipeById('gates'), 0, world, 0, published)
  })
})

it('CRISP: the sum over each text of KL(p_S || p_T)', async () => {
  await expectMatches(recipeById('crisp-opsdc'), 0, students, 0, (student, world) =>
    mean(textsOf(world, 'student').map(({ rows }) => sum(rows.map((row) => reverseKlAt(student, world, row))))),
  )
})

it('Why self-distillation degrades: reverse KL', async () => {
  await expectMatches(recipeById('why-sd-degrades'), 0, students, 0, reverseKl('student'))
})

it('SSD: NLL of the first texts, right or wrong', async () => {
  await expectMatches(recipeById('apple-ssd'), 0, tinyCase({ own: 2 }), 0, nll('own'))
})

it('OPSDL: -(log p_short - log p_S) log p_S, the advantage held constant', async () => {
  await expectMatches(recipeById('opsdl'), 0, students, 0, (student, world) =>
    overTokens(textsOf(world, 'student'), (row) => -teacherGap(world, row) * logpAt(student, world, row)),
  )
})

describe('MSD', () => {
  /** w_t = H(top k of p_T) / log k (1 - p_S(y_t)), divided by its mean over the text. */
  const published =
    (k: number): PublishedLoss =>
    (student, world) => {
      const raw = (row: number) => {
        const teacher = at(world.teacher, row)
        const uncertainty = entropy(softmax(topIndices(teacher, k).map((v) => at(teacher, v)))) / Math.log(k)
        return uncertainty * (1 - Math.exp(logpAt(world.frozen, world, row)))
      }
      return overTexts(
        textsOf(world, 'student'),
        (row, { rows }) => (raw(row) / mean(rows.map(raw))) * reverseKlAt(student, world, row),
      )
    }

  it('is reverse KL weighed by doubt and risk', async () => {
    await expectMatches(recipeById('msd'), 0, students, 0, published(20))
    await expectMatches(narrowed('msd', 3), 0, students, 0, published(3))
  })
})

it('COPSD: reverse KL', async () => {
  await expectMatches(recipeById('copsd'), 0, students, 0, reverseKl('student'))
})

describe('CODE', () => {
  it('first imitates informed answers', async () => {
    await expectMatches(recipeById('code-editing'), 0, tinyCase({ informed: 2 }), 0, nll('informed'))
  })

  it('then distils with forward KL', async () => {
    await expectMatches(recipeById('code-editing'), 1, students, 0.5, (student, world) =>
      overTokens(textsOf(world, 'student'), (row) => {
        const { pS, pT } = pairAt(student, world, row)
        return sum(pT.map((p, v) => p * Math.log(p / at(pS, v))))
      }),
    )
  })
})
