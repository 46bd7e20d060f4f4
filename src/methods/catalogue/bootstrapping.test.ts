import { expect, it } from 'vitest'
import { compile } from '../compile.ts'
import { BOOTSTRAPPING } from './bootstrapping.ts'
import { recipeById } from './registry.ts'
import { at, mean, sigmoid, sum } from './testing/maths.test-helper.ts'
import { grpo, logpAt, textsOf } from './testing/published.test-helper.ts'
import { expectMatches, runRecipe } from './testing/run-recipe.test-helper.ts'
import { type TinyCase, type TinyText, tinyCase } from './testing/tiny-case.test-helper.ts'

it('compiles every recipe of the family', () => {
  for (const recipe of BOOTSTRAPPING) expect(compile(recipe).phases).toHaveLength(recipe.phases.length)
})

it('SPIN: -log sigmoid(beta [log p_S/p_old (data) - log p_S/p_old (own)])', async () => {
  const world = tinyCase({ data: 1, own: 1 })
  await expectMatches(recipeById('spin'), 0, world, 0, (student) => {
    const reward = ({ rows }: TinyText) =>
      sum(rows.map((row) => logpAt(student, world, row) - at(world.reference, row)))
    const own = textsOf(world, 'own')
    const losses = textsOf(world, 'data').map((data) => {
      const rejected = own.find(({ problem }) => problem === data.problem)
      if (!rejected) throw new RangeError('every problem has a text of each draw')
      return -Math.log(sigmoid(0.1 * (reward(data) - reward(rejected))))
    })
    return mean(losses)
  })
})

/** All students of the third problem are wrong: a right text of the later student takes part in its group. */
function injected(): TinyCase {
  const world = tinyCase({ student: 3, future: 1 }, { future: [0, 1] })
  const lift = (text: TinyText) => (text.draw === 'future' ? { ...text, right: true, reward: 1, answer: '7' } : text)
  return { ...world, texts: world.texts.map(lift) }
}

it('NPO: GRPO over groups that hold the later text', async () => {
  await expectMatches(recipeById('npo'), 0, injected(), 0, grpo('student', 'future'))
})

it('NPO: a group that fails as a whole teaches only through the later text', async () => {
  const world = injected()
  const third = textsOf(world, 'student').find(({ problem }) => problem === 2)
  const rowOf = async (recipeId: string) =>
    Math.max(...at((await runRecipe(recipeById(recipeId), 0, world, 0)).grad, at(third?.rows ?? [], 0)).map(Math.abs))
  expect(await rowOf('npo')).toBeGreaterThan(1e-4)
  expect(await rowOf('rlsd')).toBe(0)
})
