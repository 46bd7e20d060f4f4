/** @file The options of the verbs that train, `lab train` and `lab race`. null where the recipe or the race decides. */

import { NOTE_TEMPLATE } from '../engine/own/place-note.ts'
import type { LoraConfig } from '../network/config.ts'
import { LORA_MODULES } from '../network/lora.ts'
import { WORLD_IDS, type WorldId } from '../world/types.ts'
import { aboveZero, bad, given, oneOf, splitArguments, typed, whole } from './option-values.ts'
import { ENGINE_OPTIONS, type EngineOptions, type EngineValues, engineOptions } from './options.ts'
import { type RemoteTeacherOptions, SERVER_OPTIONS, serverOptions } from './server-options.ts'

/** What both have. */
export interface RunOptions extends EngineOptions {
  readonly world: WorldId | null
  readonly difficulty: number | null
  /** The first held-out problem, and their number. */
  readonly problemSeed: number
  readonly n: number | null
  readonly steps: number | null
  readonly rollouts: number | null
  readonly learningRate: number | null
  readonly temperature: number
  readonly maxTokens: number
}

/** What runs learn from that leave the worlds, and what of the model learns. */
interface OwnRunOptions {
  /** A file with problems of one's own, one JSON object a line. */
  readonly problems: string | null
  /** Where a problem's note stands in the teacher's prompt. */
  readonly noteTemplate: string
  readonly lora: LoraConfig | null
}

export interface TrainOptions extends RunOptions, OwnRunOptions {
  /** An id or a file. */
  readonly recipe: string
  readonly seed: number
  readonly evaluateEvery: number | null
  readonly save: string | null
  /** null: the teacher runs here. */
  readonly remote: RemoteTeacherOptions | null
}

export interface RaceOptions extends RunOptions, OwnRunOptions {
  /** null with `list`. */
  readonly race: string | null
  readonly list: boolean
  readonly seeds: readonly number[] | null
}

const RUN_OPTIONS = {
  ...ENGINE_OPTIONS,
  world: { type: 'string' },
  difficulty: { type: 'string' },
  'problem-seed': { type: 'string', default: '0' },
  n: { type: 'string' },
  steps: { type: 'string' },
  rollouts: { type: 'string' },
  'learning-rate': { type: 'string' },
  temperature: { type: 'string', default: '1' },
  'max-tokens': { type: 'string', default: '192' },
} as const

const OWN_RUN_OPTIONS = {
  problems: { type: 'string' },
  'note-template': { type: 'string', default: NOTE_TEMPLATE },
  lora: { type: 'string' },
  'lora-alpha': { type: 'string' },
  'lora-modules': { type: 'string' },
} as const

export const TRAIN_OPTIONS = {
  ...RUN_OPTIONS,
  ...OWN_RUN_OPTIONS,
  recipe: { type: 'string' },
  seed: { type: 'string', default: '0' },
  'evaluate-every': { type: 'string' },
  save: { type: 'string' },
  ...SERVER_OPTIONS,
} as const

export const RACE_OPTIONS = {
  ...RUN_OPTIONS,
  ...OWN_RUN_OPTIONS,
  list: { type: 'boolean', default: false },
  seeds: { type: 'string' },
} as const

/**
 * Parses the arguments after `lab train`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseTrainOptions(argv: readonly string[]): TrainOptions {
  const { values, positionals } = splitArguments(argv, TRAIN_OPTIONS)
  if (positionals.length > 0)
    throw bad(
      `There is one argument too many: ${typed(positionals[0] ?? '')}.`,
      'Write lab train --recipe ID --option value.',
    )
  const options = ownRunOptions(values)
  return {
    ...options,
    recipe: values.recipe ?? (options.problems === null ? 'gkd' : 'opsd'),
    remote: serverOptions(values),
    seed: whole('--seed', values.seed, 0),
    evaluateEvery: given(values['evaluate-every'], (text) => whole('--evaluate-every', text, 1)),
    save: values.save ?? null,
  }
}

interface LoraValues {
  readonly lora?: string
  readonly 'lora-alpha'?: string
  readonly 'lora-modules'?: string
}

interface OwnRunValues extends RunValues, LoraValues {
  readonly problems?: string
  readonly 'note-template': string
}

/** @throws EngineError 'bad-request' */
function ownRunOptions(values: OwnRunValues): RunOptions & OwnRunOptions {
  const problems = values.problems ?? null
  const options = runOptions(values)
  return {
    ...options,
    // With problems of one's own the model learns from itself unless a teacher is named: it alone is known to share the tokens.
    ...(problems !== null && options.teacher === ENGINE_OPTIONS.teacher.default && { teacher: options.model }),
    problems,
    noteTemplate: values['note-template'],
    lora: loraOptions(values),
  }
}

/** @throws EngineError 'bad-request' */
function loraOptions(values: LoraValues): LoraConfig | null {
  if (values.lora === undefined) {
    const stray = (['lora-alpha', 'lora-modules'] as const).find((name) => values[name] !== undefined)
    if (stray) throw bad(`--${stray} belongs to an adapter.`, 'Give its rank with --lora as well.')
    return null
  }
  const rank = whole('--lora', values.lora, 1, 512)
  const modules = values['lora-modules']?.split(',').map((name) => oneOf('--lora-modules', LORA_MODULES, name.trim()))
  return {
    rank,
    // Twice the rank, as is usual.
    alpha: values['lora-alpha'] === undefined ? 2 * rank : aboveZero('--lora-alpha', values['lora-alpha']),
    modules: [...new Set(modules ?? LORA_MODULES)],
  }
}

/**
 * Parses the arguments after `lab race`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseRaceOptions(argv: readonly string[]): RaceOptions {
  const { values, positionals } = splitArguments(argv, RACE_OPTIONS)
  if (positionals.length > 1)
    throw bad(`There is one argument too many: ${typed(positionals[1] ?? '')}.`, 'Write lab race NAME --option value.')
  const race = positionals[0] ?? null
  if (race === null && !values.list)
    throw bad('The name of the race is missing.', 'Write lab race NAME; lab race --list prints the names.')
  return { ...ownRunOptions(values), race, list: values.list, seeds: given(values.seeds, seedList) }
}

function seedList(text: string): readonly number[] {
  const seeds = text.split(',').map((seed) => whole('--seeds', seed.trim(), 0))
  if (new Set(seeds).size < seeds.length) throw bad(`--seeds is ${typed(text)}.`, 'Give every seed once, e.g. 0,1,2.')
  return seeds
}

interface RunValues extends EngineValues {
  readonly world?: string
  readonly difficulty?: string
  readonly 'problem-seed': string
  readonly n?: string
  readonly steps?: string
  readonly rollouts?: string
  readonly 'learning-rate'?: string
  readonly temperature: string
  readonly 'max-tokens': string
}

function runOptions(values: RunValues): RunOptions {
  return {
    ...engineOptions(values),
    world: given(values.world, (text) => oneOf('--world', WORLD_IDS, text)),
    difficulty: given(values.difficulty, (text) => whole('--difficulty', text, 0)),
    problemSeed: whole('--problem-seed', values['problem-seed'], 0),
    n: given(values.n, (text) => whole('--n', text, 1)),
    steps: given(values.steps, (text) => whole('--steps', text, 1)),
    rollouts: given(values.rollouts, (text) => whole('--rollouts', text, 1)),
    learningRate: given(values['learning-rate'], (text) => aboveZero('--learning-rate', text)),
    temperature: aboveZero('--temperature', values.temperature),
    maxTokens: whole('--max-tokens', values['max-tokens'], 1),
  }
}
