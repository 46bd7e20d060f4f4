/** @file Settings of the race. */
import { identifier, several } from '../../settings/fields.ts'
import { RECIPE_CHOICES } from '../../settings/own-recipe.ts'
import { CORE_DEFAULTS, settingsPart } from '../../settings/settings.ts'

declare module '../../settings/settings.ts' {
  interface Settings {
    readonly race: string
    /** Recipes of the race that people put together, by id. */
    readonly lanes: readonly string[]
  }
}

export const FEWEST_LANES = 2
export const MOST_LANES = 6

export const RACE_SETTINGS = settingsPart({
  defaults: { race: 'divergences', lanes: [CORE_DEFAULTS.recipe, 'opsd'] },
  fields: {
    race: identifier('race'),
    lanes: several('lanes', RECIPE_CHOICES, [FEWEST_LANES, MOST_LANES]),
  },
})
