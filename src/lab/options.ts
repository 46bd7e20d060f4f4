/**
 * @file The options of the verbs that ask one question of the engine: one set for all of them, with defaults that fit each.
 */
import { divergenceById, divergenceIds } from '../divergence/registry.ts'
import { LONGEST_STOP, MOST_STOPS } from '../engine/stop-strings.ts'
import type { Backend, DivergenceChoice } from '../engine/types.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, type ContextKind, WORLD_IDS, type WorldId } from '../world/types.ts'
import { bad, number, oneOf, splitArguments, typed, whole } from './option-values.ts'
import { OWN_OPTIONS, type OwnOptions, ownOptions } from './own-options.ts'
import {
  type RemoteModelOptions,
  type RemoteTeacherOptions,
  SERVER_OPTIONS,
  type ServerValues,
  STUDENT_SERVER_OPTIONS,
  type StudentServerValues,
  serverOptions,
  studentOptions,
} from './server-options.ts'

const VERBS = ['sample', 'score', 'eval', 'divergence', 'models'] as const
type Verb = (typeof VERBS)[number]

const BACKENDS = ['cpu', 'wasm', 'webgpu', 'auto'] as const satisfies readonly (Backend | 'auto')[]

/** A machine asked for thousands of threads does not answer any more. */
const MAX_THREADS = 64

/** Which models on which backend; every verb that runs a model has these. */
export interface EngineOptions {
  readonly json: boolean
  /** An id, or a folder with a model. */
  readonly model: string
  readonly teacher: string
  readonly backend: Backend | 'auto'
  /** The models folder. */
  readonly models: string
  readonly threads: number | undefined
  /** A folder with a LoRA adapter for the model. */
  readonly adapter: string | null
}

export interface LabOptions extends EngineOptions {
  readonly verb: Verb
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
  readonly stop: readonly string[]
  readonly maxTokens: number
  readonly n: number
  readonly context: ContextKind | null
  readonly divergences: readonly DivergenceChoice[]
  /** A file with the JSON of an earlier `sample`, or '-' for standard input; `score` then samples nothing. */
  readonly rollout: string | null
  /** Where `score` writes the trace of its one rollout: a file, or '-' for standard output. */
  readonly trace: string | null
  /** A text of one's own instead of a world's problem; null without a prompt. */
  readonly own: OwnOptions | null
  /** A teacher on a server, for `score`; null: a model of this machine. */
  readonly remote: RemoteTeacherOptions | null
  /** A student on a server, for `sample`; null: a model of this machine. */
  readonly remoteStudent: RemoteModelOptions | null
}

/** @throws EngineError 'bad-request' for an empty one, or too many */
function stopStrings(given: readonly string[] | undefined): readonly string[] {
  const stops = (given ?? []).map((text) => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t'))
  if (stops.length > MOST_STOPS) throw bad(`There are ${stops.length} of --stop.`, `Give at most ${MOST_STOPS}.`)
  const wrong = stops.find((stop) => stop === '' || stop.length > LONGEST_STOP)
  if (wrong !== undefined)
    throw bad(`--stop is ${typed(wrong)}.`, `Give a text of 1 to ${LONGEST_STOP} characters; \\n is a line break.`)
  return stops
}

/**
 * Parses the arguments after `lab`.
 * @throws EngineError 'bad-request' naming the option and its remedy
 */
export function parseOptions(argv: readonly string[]): LabOptions {
  const { values, positionals } = splitArguments(argv, QUESTION_OPTIONS)
  const verb = oneOf('the verb', VERBS, positionals[0] ?? '')
  if (positionals.length > 1)
    throw bad(`There is one argument too many: ${typed(positionals[1] ?? '')}.`, `Write lab ${verb} --option value.`)
  const world = oneOf('--world', WORLD_IDS, values.world)
  const context = values.context === 'none' ? null : values.context
  if (values.trace !== undefined && verb !== 'score')
    throw bad(
      '--trace belongs to lab score.',
      `Leave it out, or write lab score --trace ${typed(values.trace).slice(1, -1)}.`,
    )
  const own = ownOptions(values)
  if (own) checkOwn(own, verb, values)
  return {
    ...engineOptions(values),
    verb,
    own,
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
    stop: stopStrings(values.stop),
    n: whole('--n', values.n ?? (verb === 'eval' ? '500' : '1'), 1),
    context: context === null || context === undefined ? null : oneOf('--context', CONTEXT_KINDS, context),
    divergences: parseDivergences(values.divergences),
    rollout: values.rollout ?? null,
    trace: values.trace ?? null,
    remote: remoteOptions(verb, values),
    remoteStudent: remoteStudentOptions(verb, values),
  }
}

function remoteOptions(verb: Verb, values: ServerValues & { readonly trace?: string }): RemoteTeacherOptions | null {
  const remote = serverOptions(values)
  if (!remote) return null
  if (verb !== 'score') throw bad('--teacher-url belongs to lab score and lab train.', 'Leave it out.')
  if (values.trace !== undefined)
    throw bad('A trace holds whole distributions, which a server does not give.', 'Leave --trace or --teacher-url out.')
  return remote
}

function remoteStudentOptions(verb: Verb, values: StudentServerValues): RemoteModelOptions | null {
  const remote = studentOptions(values)
  if (remote && verb !== 'sample')
    throw bad('--student-url belongs to lab sample.', 'Score what that prints: lab score --rollout FILE.')
  return remote
}

function checkOwn({ text }: OwnOptions, verb: Verb, values: { rollout?: string; trace?: string }): void {
  if (verb !== 'sample' && verb !== 'score')
    throw bad(`A prompt of your own does not belong to lab ${verb}.`, 'Write lab sample or lab score.')
  if (text && verb !== 'score') throw bad('A given text is scored, not sampled.', 'Write lab score.')
  const other = values.rollout !== undefined ? '--rollout' : values.trace !== undefined ? '--trace' : null
  if (other) throw bad(`${other} belongs to problems of the worlds.`, 'Leave it out, or leave out the prompt.')
}

export const ENGINE_OPTIONS = {
  json: { type: 'boolean', default: false },
  model: { type: 'string', default: 'student' },
  teacher: { type: 'string', default: 'teacher' },
  backend: { type: 'string', default: 'cpu' },
  models: { type: 'string', default: 'models' },
  threads: { type: 'string' },
  adapter: { type: 'string' },
} as const

export interface EngineValues {
  readonly json: boolean
  readonly model: string
  readonly teacher: string
  readonly backend: string
  readonly models: string
  readonly threads?: string
  readonly adapter?: string
}

/** @throws EngineError 'bad-request' */
export function engineOptions({
  json,
  model,
  teacher,
  backend,
  models,
  threads,
  adapter,
}: EngineValues): EngineOptions {
  return {
    json,
    model,
    teacher,
    backend: oneOf('--backend', BACKENDS, backend),
    models,
    adapter: adapter ?? null,
    threads: threads === undefined ? undefined : whole('--threads', threads, 1, MAX_THREADS),
  }
}

export const QUESTION_OPTIONS = {
  ...ENGINE_OPTIONS,
  list: { type: 'boolean', default: false },
  world: { type: 'string', default: 'tally' },
  difficulty: { type: 'string' },
  'problem-seed': { type: 'string', default: '0' },
  seed: { type: 'string', default: '0' },
  temperature: { type: 'string' },
  'top-k': { type: 'string', default: '0' },
  'top-p': { type: 'string', default: '1' },
  'min-p': { type: 'string', default: '0' },
  stop: { type: 'string', multiple: true },
  'max-tokens': { type: 'string', default: '192' },
  n: { type: 'string' },
  context: { type: 'string' },
  divergences: { type: 'string' },
  rollout: { type: 'string' },
  trace: { type: 'string' },
  ...SERVER_OPTIONS,
  ...STUDENT_SERVER_OPTIONS,
  ...OWN_OPTIONS,
} as const

/** "forward-kl,jsd:beta=0.1;..." as choices whose key is the text itself. Without a text: every divergence as it is. */
function parseDivergences(text: string | undefined): readonly DivergenceChoice[] {
  if (text === undefined) return divergenceIds().map((id) => ({ key: id, id }))
  if (text === '') return []
  return text.split(',').map((key) => {
    const [id, ...assignments] = key.split(':')
    if (/^\d+$/.test(key))
      throw bad(
        `--divergences is ${typed(text)}.`,
        'Write decimals with a point, jsd:beta=0.5; a comma begins the next.',
      )
    const known = oneOf('--divergences', divergenceIds(), id ?? '')
    const params = assignments.map((assignment) => parseParameter(known, key, assignment))
    return { key, id: known, params: Object.fromEntries(params) }
  })
}

/** `beta=0.1`, a parameter that the divergence has, in its range. */
function parseParameter(id: string, key: string, assignment: string): readonly [string, number] {
  const [name = '', value = '', ...rest] = assignment.split('=')
  const specs = divergenceById(id).params
  const spec = specs.find((each) => each.id === name)
  if (!spec || rest.length > 0) {
    const remedy =
      specs.length === 0 ? `Leave it out: ${id} has none.` : `Write ${id}:${specs[0]?.id}=${specs[0]?.default}.`
    throw bad(`--divergences ${typed(key)} has the parameter ${typed(assignment)}.`, remedy)
  }
  const found = number(`--divergences ${key.slice(0, 40)}`, value)
  if (found >= spec.min && found <= spec.max) return [name, found]
  throw bad(
    `--divergences ${typed(key)} sets ${name} to ${found}.`,
    `Give ${name} a number from ${spec.min} to ${spec.max}.`,
  )
}
