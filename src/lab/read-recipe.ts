/** @file A recipe as the command line names it: an id of the catalogue, or a JSON file. */
import { EngineError, oneLine, toEngineError } from '../engine/errors.ts'
import { parseJson } from '../json/parse.ts'
import { recipeById } from '../methods/catalogue/registry.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { RecipeError, validateRecipe } from '../methods/schema/validate.ts'
import { typed } from './option-values.ts'
import { readText } from './read-text.ts'

/** Whether a name is that of a file: it ends in .json or holds a slash. */
export const isRecipeFile = (name: string): boolean => name.endsWith('.json') || name.includes('/')

/**
 * @param name what ends in .json or holds a slash is a file
 * @throws EngineError 'bad-request' for an unknown id, or a file that is no recipe
 */
export async function readRecipe(name: string): Promise<Recipe> {
  if (isRecipeFile(name)) return readRecipeFile(name)
  try {
    return recipeById(name)
  } catch (error) {
    throw new EngineError(
      'bad-request',
      `There is no recipe ${typed(name)}.`,
      'See the ids with: npm run --silent lab -- recipe list; a file of your own ends in .json.',
      { cause: error },
    )
  }
}

/** @throws EngineError 'bad-request' naming the path in the file and the remedy */
export async function readRecipeFile(file: string): Promise<Recipe> {
  let text: string
  try {
    text = await readText(file)
  } catch (error) {
    throw toEngineError(error, {
      code: 'bad-request',
      message: `The recipe ${file} cannot be read`,
      remedy: 'Give a JSON file; npm run --silent lab -- recipe schema prints what may stand in it.',
    })
  }
  let json: unknown
  try {
    json = parseJson(text)
  } catch (error) {
    throw new EngineError(
      'bad-request',
      `The recipe ${file} cannot be read: ${oneLine(error)}.`,
      'Give one JSON object, in double quotes and without comments.',
      { cause: error },
    )
  }
  try {
    return validateRecipe(json)
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error
    const { message, remedy } = error
    throw new EngineError('bad-request', `The recipe ${file} is not valid: ${message}`, remedy, { cause: error })
  }
}
