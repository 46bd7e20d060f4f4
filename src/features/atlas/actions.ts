/** @file Actions of the atlas. */

import { recipeById } from '../../methods/catalogue/registry.ts'
import { OWN_RACE } from '../../methods/race.ts'
import { learningRateOf } from '../../methods/recipe/recipe.ts'
import { actionOf, change } from '../../store/app.ts'

export const ATLAS_ACTIONS = {
  /** What to show, as the address of the atlas' own page says it. */
  lookAtAtlas: actionOf<string>({
    id: 'look-at-atlas',
    label: 'Look through the atlas',
    keys: [],
    perform: (app, atlas) => change(app, { atlas }),
  }),
  runMethod: actionOf<string>({
    id: 'run-method',
    label: 'Run a method of the atlas',
    keys: [],
    // A recipe brings the learning rate that fits it.
    perform: (app, recipe) =>
      change(app, { recipe, learningRate: learningRateOf(recipeById(recipe)), tab: 'training' }),
  }),
  saveCard: actionOf<{ readonly name: string; readonly html: string }>({
    id: 'save-card',
    label: 'Save the card as one page',
    keys: [],
    perform: ({ files }, { name, html }) => files.save(name, html, 'text/html'),
  }),
  raceMethods: actionOf<readonly string[]>({
    id: 'race-methods',
    label: 'Race methods of the atlas',
    keys: [],
    perform: (app, lanes) => change(app, { race: OWN_RACE, lanes, tab: 'training' }),
  }),
} as const
