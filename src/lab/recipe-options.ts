/** @file The options of `lab recipe`. */
import { FRAMEWORK_IDS, type FrameworkId } from '../trainers/trainer.ts'
import { WORLD_IDS, type WorldId } from '../world/types.ts'
import { aboveZero, bad, given, oneOf, splitArguments, typed, whole } from './option-values.ts'

const RECIPE_ACTIONS = ['list', 'schema', 'validate', 'formula', 'graph', 'export'] as const

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
    | RecipeExportOptions
  )

export interface RecipeExportOptions {
  readonly action: 'export'
  readonly json: boolean
  readonly recipe: string
  readonly to: FrameworkId
  /** One of the framework's; null: the nearest. */
  readonly trainer: string | null
  readonly out: string
  readonly student: string
  readonly teacher: string
  /** null: not given. */
  readonly teacherUrl: string | null
  readonly gpus: number
  readonly steps: number | null
  readonly tokens: number | null
  readonly problemsPerStep: number
  readonly maxTokens: number | null
  readonly learningRate: number | null
  readonly seed: number
  readonly world: WorldId | null
  readonly difficulty: number | null
  /** Number of problems. */
  readonly prompts: number
  /** A JSONL file of one's own problems. */
  readonly problems: string | null
}

export const RECIPE_OPTIONS = {
  json: { type: 'boolean', default: false },
  out: { type: 'string', short: 'o' },
  phase: { type: 'string', default: '1' },
  model: { type: 'string', default: 'student' },
  models: { type: 'string', default: 'models' },
  to: { type: 'string' },
  trainer: { type: 'string' },
  student: { type: 'string', default: 'Qwen/Qwen3-1.7B' },
  teacher: { type: 'string', default: 'Qwen/Qwen3-8B' },
  'teacher-url': { type: 'string' },
  gpus: { type: 'string', default: '8' },
  steps: { type: 'string' },
  tokens: { type: 'string' },
  rollouts: { type: 'string', default: '32' },
  'max-tokens': { type: 'string' },
  'learning-rate': { type: 'string' },
  seed: { type: 'string', default: '0' },
  world: { type: 'string' },
  difficulty: { type: 'string' },
  prompts: { type: 'string', default: '1000' },
  problems: { type: 'string' },
} as const

type RecipeValues = ReturnType<typeof splitArguments<typeof RECIPE_OPTIONS>>['values']

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
      `Write lab recipe ${action} ${example}${action === 'graph' ? ' -o step.onnx' : action === 'export' ? ' --to trl -o DIR' : ''}.`,
    )
  }
  if (action === 'export') return exportOptions(recipe, values)
  if (action !== 'graph') return { action, json, recipe }
  if (values.out === undefined)
    throw bad('-o is missing.', `Write lab recipe graph ${typed(recipe).slice(1, -1)} -o step.onnx.`)
  return { action, json, recipe, out: values.out, phase: whole('--phase', values.phase, 1), model, models }
}

/** It goes into configurations and shells as it stands. */
function modelId(option: string, text: string): string {
  if (/^[\w./~][\w./~:@+=-]*$/.test(text)) return text
  throw bad(`${option} is ${typed(text)}.`, `Give ${option} a hub id such as Qwen/Qwen3-1.7B, or a folder.`)
}

function serverAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text)) return text
  throw bad(`--teacher-url is ${typed(text)}.`, 'Give an address such as http://localhost:8001.')
}

function exportOptions(recipe: string, values: RecipeValues): RecipeExportOptions {
  const { out, to, json, student, teacher, trainer = null, problems = null } = values
  if (to === undefined) throw bad('--to is missing.', `Name a trainer: ${FRAMEWORK_IDS.join(', ')}.`)
  const framework = oneOf('--to', FRAMEWORK_IDS, to)
  if (out === undefined) throw bad('-o is missing.', `Write lab recipe export ${recipe} --to ${framework} -o DIR.`)
  return {
    action: 'export',
    json,
    recipe,
    to: framework,
    trainer,
    out,
    student: modelId('--student', student),
    teacher: modelId('--teacher', teacher),
    teacherUrl: given(values['teacher-url'], serverAddress),
    gpus: whole('--gpus', values.gpus, 1, 100_000),
    steps: given(values.steps, (text) => whole('--steps', text, 1)),
    tokens: given(values.tokens, (text) => aboveZero('--tokens', text)),
    problemsPerStep: whole('--rollouts', values.rollouts, 1),
    maxTokens: given(values['max-tokens'], (text) => whole('--max-tokens', text, 1)),
    learningRate: given(values['learning-rate'], (text) => aboveZero('--learning-rate', text)),
    seed: whole('--seed', values.seed, 0),
    world: given(values.world, (text) => oneOf('--world', WORLD_IDS, text)),
    difficulty: given(values.difficulty, (text) => whole('--difficulty', text, 0)),
    prompts: whole('--prompts', values.prompts, 1, 1_000_000),
    problems,
  }
}
