/** @file An invented recipe from a link, on a fresh profile, with the real engine: it is the same, it trains, and it is changed by keys. */
import { recipeById } from '../src/methods/catalogue/registry.ts'
import { validateRecipe } from '../src/methods/schema/validate.ts'
import { RECIPE_CODEC } from '../src/settings/recipe-codec.ts'
import { expectAccessible } from './axe.ts'
import { expect, test } from './playground.ts'

const PATIENCE = 300_000

const invented = validateRecipe({
  ...JSON.parse(JSON.stringify(recipeById('gkd'))),
  ...{ id: 'mine', name: 'Mine', description: 'Own.', source: 'me' },
  phases: [
    {
      until: 1,
      rollouts: { draws: [{ id: 'student', writer: 'student', each: 1 }] },
      loss: [
        {
          kind: 'divergence',
          on: ['student'],
          weights: [{ kind: 'custom', expression: 'clip(1 - p_student, 0.1, 1) * (1 - position)' }],
          divergence: { id: 'custom', expression: 'p_student * (logp_student - logp_teacher)' },
        },
      ],
    },
  ],
})

test('a link opens to the invented recipe, which trains, is changed by keys, and survives a reload', async ({
  playground,
}) => {
  const { page } = playground
  const query = `v=1&tab=workbench&rollouts=4&max-tokens=24&steps=1&recipe=own&own-recipe=${RECIPE_CODEC.write(invented)}`
  await playground.open(query)
  const bench = page.getByRole('region', { name: 'Recipe workbench', exact: true })
  const json = bench.getByRole('textbox', { name: 'Recipe as JSON' })
  const recipe = async () => JSON.parse(await json.inputValue())
  await expect(json).toBeVisible()
  expect(await recipe()).toEqual(JSON.parse(JSON.stringify(invented)))
  for (const size of [
    { width: 390, height: 844 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(size)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(wide, `${size.width}`).toBeLessThanOrEqual(0)
  }
  await expectAccessible(page, '.workbench')

  await playground.ready()
  await bench.getByRole('button', { name: 'Train it' }).click()
  const training = page.getByRole('region', { name: 'Training', exact: true })
  await expect(training.getByText(/step 1 of 1/)).toBeVisible({ timeout: PATIENCE })
  await expect(training.getByRole('heading', { name: 'Mine' })).toBeVisible()

  await page.getByRole('tab', { name: 'Workbench' }).click()
  const weight = bench.getByRole('textbox', { name: 'expression' }).first()
  await weight.fill('1 - gpa')
  await expect(bench.getByText('At character 5 there is no quantity "gpa".')).toBeVisible()
  expect((await recipe()).phases).toEqual(JSON.parse(JSON.stringify(invented.phases)))
  await weight.fill('1 - position')
  await weight.press('Enter')
  await expect(json).toHaveValue(/"expression": "1 - position"/)
  const changed = await recipe()
  await expect.poll(() => page.url()).not.toContain(RECIPE_CODEC.write(invented))
  await page.reload()
  await expect(json).toBeVisible()
  expect(await recipe()).toEqual(changed)
})
