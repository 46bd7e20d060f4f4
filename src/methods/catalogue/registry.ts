/** @file What can be called by an id: every recipe, and the other forms of those that have some. */
import type { Recipe } from '../recipe/recipe.ts'
import { RECIPES } from './families.ts'
import { VARIANTS } from './variants.ts'

export { FAMILIES, type Family, RECIPES } from './families.ts'

const BY_ID = new Map([...RECIPES, ...VARIANTS.map(({ recipe }) => recipe)].map((recipe) => [recipe.id, recipe]))

/**
 * @param id a method's, or that of one of its forms: `gkd`, `gkd.jsd`
 * @throws RangeError for an unknown id, with those that are known
 */
export function recipeById(id: string): Recipe {
  const recipe = BY_ID.get(id)
  if (!recipe) throw new RangeError(`There is no recipe "${id}". Recipes: ${[...BY_ID.keys()].join(', ')}`)
  return recipe
}
