import { expect, it } from 'vitest'
import { recipeById } from './catalogue/registry.ts'
import { differences, nearestRecipes, placesApart } from './difference.ts'
import { validateRecipe } from './schema/validate.ts'

const gkd = recipeById('gkd')

function changed(change: (recipe: ReturnType<typeof JSON.parse>) => void) {
  const recipe = JSON.parse(JSON.stringify(gkd))
  change(recipe)
  return validateRecipe(recipe)
}

it('names every place that differs, and no name', () => {
  const own = changed((recipe) => {
    recipe.id = 'mine'
    recipe.name = 'Mine'
    recipe.phases[0].rollouts.draws[0].each = 4
    recipe.phases[0].loss[0].divergence = { id: 'jsd', beta: 0.5 }
    recipe.phases[0].loss[0].weights = [{ kind: 'no-special' }]
  })
  expect(differences(gkd, own)).toEqual([
    { path: 'phases[0].rollouts.draws[0].each', before: 1, after: 4 },
    { path: 'phases[0].loss[0].divergence', before: { id: 'reverse-kl' }, after: { id: 'jsd', beta: 0.5 } },
    { path: 'phases[0].loss[0].weights', before: undefined, after: [{ kind: 'no-special' }] },
  ])
  expect(
    differences(
      gkd,
      changed(() => {}),
    ),
  ).toEqual([])
})

it('finds the method itself first, and what a change makes of it', () => {
  expect(nearestRecipes(gkd)[0]).toMatchObject({ recipe: { id: 'gkd' }, nearness: 1, differences: [] })
  const [nearest] = nearestRecipes(
    changed((recipe) => {
      recipe.phases[0].loss[0].weights = [{ kind: 'position', from: 1, to: 0 }]
    }),
  )
  expect(nearest?.more.includes('W.pos') || nearest?.less.length === 0).toBe(true)
})

it('knows the other forms of a method, and names each method once', () => {
  const near = nearestRecipes({ ...recipeById('rlad.additive'), id: 'mine' })
  expect(near[0]).toMatchObject({ recipe: { id: 'rlad.additive' }, differences: [] })
  expect(near.map(({ recipe }) => recipe.id)).not.toContain('rlad')
})

it('sets several recipes side by side where not all are the same', () => {
  const apart = placesApart([gkd, recipeById('gkd.jsd'), recipeById('osd')])
  const at = (path: string) => apart.find((place) => place.path === path)?.values
  expect(at('phases[0].loss[0].divergence')).toEqual([
    { id: 'reverse-kl' },
    { id: 'jsd', beta: 0.5 },
    { id: 'forward-kl' },
  ])
  for (const { values } of apart) expect(new Set(values.map((value) => JSON.stringify(value))).size).toBeGreaterThan(1)
  expect(placesApart([])).toEqual([])
})
