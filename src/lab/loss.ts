/** @file `lab loss`: what a recipe's loss, its terms and its gradient are on logits that come in on standard input. */
import { variantsOf } from '../methods/catalogue/variants.ts'
import type { Recipe } from '../methods/recipe/recipe.ts'
import { resized } from '../methods/recipe/resize.ts'
import { RecipeError, validateRecipe } from '../methods/schema/validate.ts'
import { type LossCase, readLossCase } from './loss-case.ts'
import type { LossOptions } from './loss-options.ts'
import { lossOf } from './loss-run.ts'
import { bad } from './option-values.ts'
import { isRecipeFile, readRecipe } from './read-recipe.ts'

/**
 * Answers one `lab loss` command.
 * @returns JSON: loss, grad_logits, terms
 * @throws EngineError 'bad-request' for a recipe or a case that is wrong, naming the remedy
 */
export async function loss({ recipe: name, variant }: LossOptions, stdin: () => Promise<string>): Promise<string> {
  const recipe = variant === null ? await readRecipe(name) : await variantNamed(name, variant)
  checkLoss(recipe)
  const given = readLossCase(await stdin())
  return JSON.stringify(await lossOf(atSizes(recipe, given.sizes), given))
}

/** @throws EngineError 'bad-request' for a recipe with a term that nothing here computes */
function checkLoss(recipe: Recipe): void {
  for (const { loss: terms } of recipe.phases)
    for (const { kind } of terms)
      if (kind === 'features' || kind === 'cross-tokenizer')
        throw bad(`The recipe "${recipe.id}" has a term "${kind}", which is not built yet.`, 'Take that term out.')
}

async function variantNamed(name: string, variant: string): Promise<Recipe> {
  const recipe = await readRecipe(name)
  const variants = isRecipeFile(name) ? [] : variantsOf(recipe.id)
  const found = variants.find((each) => each.name === variant)
  if (found) return found.recipe
  const known = variants.map((each) => each.name).join(', ')
  throw bad(
    `The recipe ${recipe.id} has no variant "${variant}".`,
    known === '' ? 'Leave --variant out: it has one form only.' : `Use one of ${known}, or leave --variant out.`,
  )
}

/** Names under which numbers of a recipe may be replaced. */
const SIZES: readonly string[] = [
  ...['topK', 'k', 'tokens', 'share', 'nats', 'alpha', 'beta', 'lambda', 'temperature', 'entryClip', 'scale', 'floor'],
  ...['clip', 'delta', 'epsilon', 'budget', 'penalty', 'tau', 'threshold', 'most', 'base', 'w', 'mu', 'a', 'b', 'from'],
  ...['to', 'discount', 'coefficient', 'gamma', 'low', 'high', 'weight'],
]

/** The recipe at other sizes, checked again. */
function atSizes(recipe: Recipe, sizes: LossCase['sizes']): Recipe {
  const unknown = Object.keys(sizes).find((name) => !SIZES.includes(name))
  if (unknown !== undefined) throw bad(`sizes has the unknown name "${unknown}".`, `Use one of ${SIZES.join(', ')}.`)
  try {
    return validateRecipe(resized(recipe, sizes))
  } catch (error) {
    if (!(error instanceof RecipeError)) throw error
    throw bad(`With these sizes the recipe is not valid: ${error.message}`, error.remedy)
  }
}
