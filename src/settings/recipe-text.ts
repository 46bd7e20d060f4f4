/** @file What a recipe is as the text of an address, for who reads it and who fetches the reader. */
import type { Recipe } from '../methods/recipe/recipe.ts'

/** Characters in an address: the longest of the catalogue takes a sixth of it. */
export const LONGEST_OWN_RECIPE = 4096

/** Both ways between a recipe and the text that an address holds. */
export interface RecipeCodec {
  /** undefined for what is no recipe. Never throws, and takes no longer than the text is long. */
  read(text: string): Recipe | undefined
  write(recipe: Recipe): string
  /** Whether everything that it plays is built here. */
  runs(recipe: Recipe): boolean
}
