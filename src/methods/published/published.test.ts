/** @file Every method's loss and gradient against its published equation, and against numbers that trainers' own tests state. */
import { describe, expect, it } from 'vitest'
import { RECIPES, recipeById } from '../catalogue/registry.ts'
import { resized } from '../recipe/resize.ts'
import { injected } from './bootstrapping.ts'
import { logpAt, STUDENTS } from './common.ts'
import { at } from './maths.ts'
import { PUBLISHED, publishedOf } from './registry.ts'
import { expectMatches, runRecipe } from './run-recipe.test-helper.ts'
import { caseOf, type TinyCase, textsOf } from './tiny-case.ts'

it('has a published loss for every phase of every method', () => {
  for (const { id, phases } of RECIPES) {
    const covered = new Set(publishedOf(id).map(({ phase = 0 }) => phase))
    expect([id, ...covered].length - 1, id).toBe(phases.length)
  }
})

describe('the loss of each method is the published one', () => {
  it.each(PUBLISHED.map((each) => [each.id, each.what, each] as const))('%s: %s', async (id, _, each) => {
    const { phase = 0, progress = 0, sizes = {}, world = STUDENTS, loss } = each
    await expectMatches(resized(recipeById(id), sizes), phase, world, progress, loss)
  })
})

describe("numbers of trainers' own tests", () => {
  const value = async (id: string, s: readonly number[], t: readonly number[]) =>
    (await runRecipe(recipeById(id), 0, caseOf('student', [s.map(Math.log)], [t.map(Math.log)]), 0)).loss

  it('TRL, GKD at beta 1', async () => {
    expect(await value('gkd', [0.1, 0.9], [0.9, 0.1])).toBeCloseTo(1.7577796619, 9)
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
    expect((await runRecipe(recipeById('gkd'), 0, pinned, 0)).loss).toBeCloseTo(1.0041627, 6)
  })

  it('TRL, GKD and GOLD at beta 0.5', async () => {
    expect(await value('opd-avmp', [0.1, 0.9], [0.9, 0.1])).toBeCloseTo(0.3680642072, 9)
    expect(await value('opd-avmp', [0.6, 0.3, 0.1], [0.5, 0.4, 0.1])).toBeCloseTo(0.0058595446, 9)
  })

  it('TRL, SDFT: forward KL of an accepted token, ratios of 4 and 1.5 weighing 2 and 1.5', async () => {
    expect(await value('speckd', [0.8, 0.2], [0.5, 0.5])).toBeCloseTo(0.2231436, 7)
    const shifted = (row: number, ratio: number) => logpAt(STUDENTS.frozen, STUDENTS, row) - Math.log(ratio)
    const stale: TinyCase = {
      ...STUDENTS,
      behaviour: STUDENTS.behaviour.map((x, row) => (row === 0 ? shifted(0, 4) : row === 1 ? shifted(1, 1.5) : x)),
    }
    const weighed = await runRecipe(recipeById('sdft-continual'), 0, stale, 0)
    const plain = await runRecipe(recipeById('gemma-2'), 0, stale, 0)
    for (const [row, factor] of [2, 1.5].entries())
      for (const [v, entry] of at(weighed.grad, row).entries())
        expect(entry).toBeCloseTo(factor * at(at(plain.grad, row), v), 10)
  })
})

it('OPSD passes no gradient through an entry over the clip', async () => {
  const [wrong, right] = [
    [9, 0, 0, 0, 0, 0],
    [0, 9, 0, 0, 0, 0],
  ]
  const torn: TinyCase = {
    ...STUDENTS,
    frozen: STUDENTS.frozen.map((row, i) => (i === 0 ? wrong : row)),
    teacher: STUDENTS.teacher.map((row, i) => (i === 0 ? right : row)),
  }
  const { grad } = await runRecipe(recipeById('opsd'), 0, torn, 0)
  expect(Math.max(...at(grad, 0).map(Math.abs))).toBeLessThan(1e-4)
})

it('NPO: a group that fails as a whole teaches only through the later text', async () => {
  const world = injected()
  const third = textsOf(world, 'student').find(({ problem }) => problem === 2)
  const rowOf = async (recipeId: string) =>
    Math.max(...at((await runRecipe(recipeById(recipeId), 0, world, 0)).grad, at(third?.rows ?? [], 0)).map(Math.abs))
  expect(await rowOf('npo')).toBeGreaterThan(1e-4)
  expect(await rowOf('rlsd')).toBe(0)
})
