import { expect, it } from 'vitest'
import { recipeById } from '../catalogue/registry.ts'
import { parametersOf, STATED_IDS, statedPlaces } from './paper-values.ts'

it('states numbers only at places that the recipe has, and the recipe has them as stated', () => {
  for (const id of STATED_IDS) {
    const parameters = parametersOf(recipeById(id))
    for (const place of statedPlaces(id)) {
      const found = parameters.find(({ path }) => path === place)
      expect(found, `${id} ${place}`).toBeDefined()
      const said = /^≈? ?([\d.]+)/.exec(found?.paper ?? '')?.[1]
      if (said !== undefined) expect(found?.here, `${id} ${place}`).toBe(Number(said))
    }
  }
  expect(parametersOf(recipeById('reopold'))[1]).toEqual({
    path: 'phases[0].rollouts.draws[0].each',
    here: 4,
    paper: null,
  })
})
