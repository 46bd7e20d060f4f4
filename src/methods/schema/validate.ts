/** @file From JSON that anybody may have written to a recipe that compiles. */
import type { Recipe } from '../recipe/recipe.ts'
import { explain } from './explain.ts'
import { checkMeaning } from './meaning.ts'
import { otherTaught, selfTaught, untaught } from './recipe.ts'
import { RecipeError } from './recipe-error.ts'

export { RecipeError }

/**
 * @param json what JSON.parse gave
 * @returns the same content, frozen
 * @throws RecipeError for the first thing that is wrong: its path and value, and what to write instead
 */
export function validateRecipe(json: unknown): Recipe {
  // Who teaches decides the shape; chosen here, an error speaks about that shape alone.
  const { teacher } = Object(json) as { readonly teacher?: unknown }
  const { kind } = Object(teacher) as { readonly kind?: unknown }
  const schema = teacher === null ? untaught : kind === 'self' ? selfTaught : otherTaught
  const result = schema.safeParse(json)
  if (!result.success) {
    const [issue] = result.error.issues
    if (!issue) throw new RecipeError('The recipe is not valid.', 'Compare it with the schema.')
    throw explain(issue, json)
  }
  checkMeaning(result.data)
  return result.data
}
