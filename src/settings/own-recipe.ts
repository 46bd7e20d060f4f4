/**
 * @file A recipe of the visitor's own: a link carries all of it. Who opens a link without one fetches no checker of recipes; what reads
 * and writes them is fetched first where an address holds one, and else by the first that needs it.
 */
import { message } from '../message/message.ts'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { VARIANTS } from '../methods/catalogue/variants.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import type { Field } from './fields.ts'
import { LONGEST_OWN_RECIPE, type RecipeCodec } from './recipe-text.ts'

/** By this id the training room and the lanes of a race call it. */
export const OWN_RECIPE = 'own'

/** Its name in addresses. */
export const OWN_RECIPE_KEY = 'own-recipe'

let codec: RecipeCodec | null = null

/** From now on addresses with a recipe of one's own are understood. */
export function setRecipeCodec(next: RecipeCodec): void {
  codec = next
}

/** Fetches what reads and writes recipes, once. */
export async function fetchRecipeCodec(): Promise<RecipeCodec> {
  const { RECIPE_CODEC } = await import('./recipe-codec.ts')
  setRecipeCodec(RECIPE_CODEC)
  return RECIPE_CODEC
}

/** Whether a recipe can be trained: all of the catalogue can, and the checker of the visitor's own is there where one is. */
export const canRun = (recipe: Recipe): boolean => codec?.runs(recipe) ?? true

/** Whether an address asks for it. */
export const hasOwnRecipe = (query: string): boolean => new URLSearchParams(query).has(OWN_RECIPE_KEY)

/** One writing a recipe: what stands in the state is never changed in place. */
const written = new WeakMap<Recipe, string>()

export const OWN_RECIPE_FIELD: Field<Recipe | null> = {
  key: OWN_RECIPE_KEY,
  takes: { kind: 'text', expected: message('a recipe as this page writes it') },
  longest: LONGEST_OWN_RECIPE,
  parse: (text) => (text === '' ? null : codec?.read(text)),
  print(recipe) {
    if (recipe === null || codec === null) return ''
    const text = written.get(recipe) ?? codec.write(recipe)
    written.set(recipe, text)
    return text
  },
}

/** What `recipe` and the lanes of a race may be: a method, one of its other forms, or the visitor's own. */
export const RECIPE_CHOICES: readonly string[] = [
  ...[...RECIPES, ...VARIANTS.map(({ recipe }) => recipe)].map(({ id }) => id),
  OWN_RECIPE,
]

/** The recipe of an id: the catalogue's, or the visitor's own, which is the catalogue's first where there is none. */
export function recipeCalled(id: string, own: Recipe | null): Recipe {
  if (id !== OWN_RECIPE) return recipeById(id)
  return own ?? (RECIPES[0] as Recipe)
}
