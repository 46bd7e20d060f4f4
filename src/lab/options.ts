/** @file The lab's command line: one set of options for all verbs, checked here, with defaults that fit each verb. */
import { parseArgs } from 'node:util'
import { divergenceIds } from '../divergence/registry.ts'
import { EngineError, oneLine } from '../engine/errors.ts'
import type { Backend, DivergenceChoice } from '../engine/types.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, type ContextKind, WORLD_IDS, type WorldId } from '../world/types.ts'

export const VERBS = ['sample', 'score', 'eval', 'divergence', 'models'] as const
export type Verb = (typeof VERBS)[number]

const BACKENDS = ['cpu', 'wasm', 'webgpu', 'auto'] as const satisfies readonly (Backend | 'auto')[]

export interface LabOptions {
  readonly verb: Verb
  readonly json: boolean
  /** `divergence --list` */
  readonly list: boolean
  readonly world: WorldId
  readonly difficulty: number
  readonly problemSeed: number
  readonly seed: number
  readonly temperature: number
  readonly topK: number
  readonly topP: number
  readonly minP: number
  readonly maxTokens: number
  readonly n: number
  readonly model: string
  readonly teacher: string
  readonly context: ContextKind | null
  readonly backend: Backend | 'auto'
  readonly divergences: readonly DivergenceChoice[]
  /** A file with the JSON of an earlier `sample`, or '-' for standard input; `score` then samples nothing. */
  readonly rollout: string | null
  /** The models folder. */
  readonly models: string
  readonly threads: number | undefined
}

export const HELP = `npm run --silent lab -- <verb> [options]

Verbs
  sample      a model writes rollouts for one problem
  score       the same, and a teacher scores every token
  eval        greedy accuracy over n problems, with the 95 % Wilson interval
  divergence  divergences and gradients of logits read from standard input; --list prints the ids
  models      the models that there are

Options
  --json                    JSON on standard output instead of a table
  --world <id>              ${WORLD_IDS.join(' | ')} (default tally)
  --difficulty <n>          default: the world's own
  --problem-seed <n>        default 0; eval takes n problems from here on
  --seed <n>                of the sampling, default 0
  --temperature <t>         0 is greedy; default 1, for eval 0
  --top-k <k> --top-p <p> --min-p <p>   default off (0, 1, 0)
  --max-tokens <n>          default 192
  --n <n>                   rollouts (default 1) or, for eval, problems (default 500)
  --model <id>              who writes, default student
  --teacher <id>            who scores, default teacher
  --context <kind>          for sample and eval: told to the model; for score: told to the teacher only
                            ${CONTEXT_KINDS.join(' | ')}
  --backend <b>             cpu (default) | wasm | webgpu
  --divergences <list>      for score, e.g. forward-kl,jsd:beta=0.1 (default all)
  --rollout <file | ->      for score: the JSON of an earlier sample instead of a new one
  --models <folder>         default models
  --threads <n>             of the cpu backend, default the number of cores, at most 4`

/**
 * Parses the arguments after `lab`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseOptions(argv: readonly string[]): LabOptions {
  const { values, positionals } = split(argv)
  const verb = oneOf('the verb', VERBS, positionals[0] ?? '')
  if (positionals.length > 1)
    throw bad(`There is one argument too many: "${positionals[1]}".`, `Write lab ${verb} --option value.`)
  const world = oneOf('--world', WORLD_IDS, values.world)
  const context = values.context === 'none' ? null : values.context
  return {
    verb,
    json: values.json,
    list: values.list,
    world,
    difficulty:
      values.difficulty === undefined
        ? worldById(world).difficulty.default
        : whole('--difficulty', values.difficulty, 0),
    problemSeed: whole('--problem-seed', values['problem-seed'], 0),
    seed: whole('--seed', values.seed, 0),
    temperature: number('--temperature', values.temperature ?? (verb === 'eval' ? '0' : '1')),
    topK: whole('--top-k', values['top-k'], 0),
    topP: number('--top-p', values['top-p']),
    minP: number('--min-p', values['min-p']),
    maxTokens: whole('--max-tokens', values['max-tokens'], 1),
    n: whole('--n', values.n ?? (verb === 'eval' ? '500' : '1'), 1),
    model: values.model,
    teacher: values.teacher,
    context: context === null || context === undefined ? null : oneOf('--context', CONTEXT_KINDS, context),
    backend: oneOf('--backend', BACKENDS, values.backend),
    divergences: parseDivergences(values.divergences),
    rollout: values.rollout ?? null,
    models: values.models,
    threads: values.threads === undefined ? undefined : whole('--threads', values.threads, 1),
  }
}

function split(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        world: { type: 'string', default: 'tally' },
        difficulty: { type: 'string' },
        'problem-seed': { type: 'string', default: '0' },
        seed: { type: 'string', default: '0' },
        temperature: { type: 'string' },
        'top-k': { type: 'string', default: '0' },
        'top-p': { type: 'string', default: '1' },
        'min-p': { type: 'string', default: '0' },
        'max-tokens': { type: 'string', default: '192' },
        n: { type: 'string' },
        model: { type: 'string', default: 'student' },
        teacher: { type: 'string', default: 'teacher' },
        context: { type: 'string' },
        backend: { type: 'string', default: 'cpu' },
        divergences: { type: 'string' },
        rollout: { type: 'string' },
        models: { type: 'string', default: 'models' },
        threads: { type: 'string' },
      },
    })
  } catch (error) {
    throw bad(`${oneLine(error).replace(/\.?$/, '.')}`, 'See all options with: npm run --silent lab -- --help.')
  }
}

/** "forward-kl,jsd:beta=0.1;..." as choices whose key is the text itself. Without a text: every divergence as it is. */
function parseDivergences(text: string | undefined): readonly DivergenceChoice[] {
  if (text === undefined) return divergenceIds().map((id) => ({ key: id, id }))
  if (text === '') return []
  return text.split(',').map((key) => {
    const [id, ...assignments] = key.split(':')
    const params = assignments.map((assignment): [string, number] => {
      const [name, value] = assignment.split('=')
      return [name ?? '', number(`--divergences ${key}`, value ?? '')]
    })
    return { key, id: oneOf('--divergences', divergenceIds(), id ?? ''), params: Object.fromEntries(params) }
  })
}

function oneOf<T extends string>(option: string, known: readonly T[], value: string): T {
  const found = known.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw bad(value === '' ? `${option} is missing.` : `${option} is "${value}".`, `Choose one of: ${known.join(', ')}.`)
}

function number(option: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(value)) return value
  throw bad(`${option} is "${text}".`, `Give ${option} a number.`)
}

function whole(option: string, text: string, min: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= min) return value
  throw bad(`${option} is "${text}".`, `Give ${option} a whole number of at least ${min}.`)
}

function bad(message: string, remedy: string): EngineError {
  const capital = message.charAt(0).toUpperCase() + message.slice(1)
  return new EngineError('bad-request', capital, remedy)
}
