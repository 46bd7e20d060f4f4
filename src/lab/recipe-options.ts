/** @file The options of `lab recipe`. */
import { bad, oneOf, splitArguments, typed, whole } from './option-values.ts'

const RECIPE_ACTIONS = ['list', 'schema', 'validate', 'formula', 'graph'] as const

interface Shared {
  readonly json: boolean
}

export type RecipeOptions = Shared &
  (
    | { readonly action: 'list' | 'schema' }
    | { readonly action: 'validate' | 'formula'; readonly recipe: string }
    | {
        readonly action: 'graph'
        readonly recipe: string
        readonly out: string
        /** From 1. */
        readonly phase: number
        /** Whose dimensions the graph has, and the models folder. */
        readonly model: string
        readonly models: string
      }
  )

export const RECIPE_OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string', short: 'o' },
  phase: { type: 'string', default: '1' },
  model: { type: 'string', default: 'student' },
  models: { type: 'string', default: 'models' },
} as const

/**
 * Parses the arguments after `lab recipe`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseRecipeOptions(argv: readonly string[]): RecipeOptions {
  const { values, positionals } = splitArguments(argv, RECIPE_OPTIONS)
  const { json, model, models } = values
  const action = oneOf('what to do with the recipe', RECIPE_ACTIONS, positionals[0] ?? '')
  const takes = action === 'list' || action === 'schema' ? 0 : 1
  const extra = positionals[1 + takes]
  if (extra !== undefined)
    throw bad(`There is one argument too many: ${typed(extra)}.`, 'See the verbs with: npm run --silent lab -- --help.')
  if (action === 'list' || action === 'schema') return { action, json }
  const recipe = positionals[1]
  if (recipe === undefined) {
    const example = action === 'validate' ? 'recipe.json' : 'gkd'
    throw bad(
      'The recipe is missing.',
      `Write lab recipe ${action} ${example}${action === 'graph' ? ' -o step.onnx' : ''}.`,
    )
  }
  if (action !== 'graph') return { action, json, recipe }
  if (values.out === undefined)
    throw bad('-o is missing.', `Write lab recipe graph ${typed(recipe).slice(1, -1)} -o step.onnx.`)
  return { action, json, recipe, out: values.out, phase: whole('--phase', values.phase, 1), model, models }
}
