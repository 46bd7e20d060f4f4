/**
 * @file The one state schema: every setting that a link carries, its default, and how it is read from and written to text.
 * query.ts makes addresses of them and reads them back.
 */
import { DIVERGENCES } from '../divergence/registry.ts'
import { RECIPES, recipeById } from '../methods/catalogue/registry.ts'
import { learningRateOf } from '../methods/recipe/recipe.ts'
import { LANGUAGES, type Language } from '../words/languages.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, type ContextKind, WORLD_IDS, type WorldId } from '../world/types.ts'
import { BENCH_DEFAULTS, BENCH_FIELDS, type BenchSettings } from './bench-settings.ts'
import { COMPARE_DEFAULTS, COMPARE_FIELDS, type CompareSettings } from './compare-settings.ts'
import { ESTIMATOR_DEFAULTS, ESTIMATOR_FIELDS, type EstimatorSettings } from './estimator-settings.ts'
import { choice, type Field, flag, number, several } from './fields.ts'
import { INSPECTOR_DEFAULTS, INSPECTOR_FIELDS, type InspectorSettings } from './inspector-settings.ts'
import { INSTRUMENT_DEFAULTS, INSTRUMENT_FIELDS, type InstrumentSettings } from './instrument-settings.ts'
import { FIRST_TAB, TAB_IDS, type TabId } from './tabs.ts'
import { X_AXES, type XAxis } from './training/axis.ts'

export const UNITS = ['nats', 'bits'] as const
export type Unit = (typeof UNITS)[number]

export const THEMES = ['auto', 'paper', 'night', 'projector'] as const
export type Theme = (typeof THEMES)[number]

export const BACKEND_CHOICES = ['auto', 'webgpu', 'wasm'] as const
export type BackendChoice = (typeof BACKEND_CHOICES)[number]

/** 'auto' follows the browser. */
export type LanguageChoice = 'auto' | Language
export const LANGUAGE_CHOICES = ['auto', ...LANGUAGES] as const

/** Ends of the gap scale, nats: everything beyond is drawn clamped and marked. */
export const GAP_SCALES = [3, 6, 12] as const
export type GapScale = (typeof GAP_SCALES)[number]

/** Values of a divergence's parameters that differ from their defaults, by divergence id and parameter id. */
export type DivergenceParams = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface Settings
  extends InspectorSettings,
    InstrumentSettings,
    EstimatorSettings,
    BenchSettings,
    CompareSettings {
  readonly world: WorldId
  readonly difficulty: number
  readonly problemSeed: number
  readonly seed: number
  readonly seedLocked: boolean
  readonly temperature: number
  readonly topK: number
  readonly topP: number
  readonly minP: number
  readonly maxTokens: number
  readonly student: string
  readonly teacher: string
  readonly context: ContextKind
  readonly privileged: boolean
  readonly divergence: string
  readonly params: DivergenceParams
  /** Id of the recipe that the training room follows. */
  readonly recipe: string
  readonly learningRate: number
  readonly rolloutsPerStep: number
  readonly steps: number
  /** Of everything random in a training run; the sampling seed above is the stage's alone. */
  readonly trainingSeed: number
  /** What training curves are drawn over. */
  readonly xAxis: XAxis
  readonly race: string
  /** Recipes of the race that people put together, by id. */
  readonly lanes: readonly string[]
  /** The instrument that is open in the deck. */
  readonly tab: TabId
  readonly units: Unit
  readonly gapScale: GapScale
  readonly theme: Theme
  readonly language: LanguageChoice
  readonly backend: BackendChoice
}

/** Largest seed that the page offers: seeds from 2^31 on are reserved for training data. */
export const MAX_SEED = 2 ** 31 - 1
export const MAX_TEMPERATURE = 2
export const MAX_TOKENS = 512
/** More than any vocabulary here. */
export const MAX_TOP_K = 4096
export const MIN_TOP_P = 0.01
export const LEARNING_RATES = { min: 1e-6, max: 0.1 } as const
export const MAX_ROLLOUTS = 128
export const MAX_STEPS = 10_000
export const FEWEST_LANES = 2
export const MOST_LANES = 6

const FIRST_WORLD: WorldId = 'tally'
const FIRST_RECIPE = 'gkd'

/** What a bare address means: the problem and the seed of the recorded trace, so that the first paint needs no change. */
export const DEFAULTS: Settings = {
  world: FIRST_WORLD,
  difficulty: worldById(FIRST_WORLD).difficulty.default,
  problemSeed: 37,
  seed: 1,
  seedLocked: false,
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  maxTokens: 192,
  student: 'student',
  teacher: 'teacher',
  context: 'trace',
  privileged: false,
  divergence: 'reverse-kl',
  params: {},
  recipe: FIRST_RECIPE,
  learningRate: learningRateOf(recipeById(FIRST_RECIPE)),
  rolloutsPerStep: 16,
  steps: 100,
  trainingSeed: 1,
  xAxis: 'steps',
  race: 'divergences',
  lanes: [FIRST_RECIPE, 'opsd'],
  tab: FIRST_TAB,
  ...INSPECTOR_DEFAULTS,
  ...INSTRUMENT_DEFAULTS,
  ...ESTIMATOR_DEFAULTS,
  ...BENCH_DEFAULTS,
  ...COMPARE_DEFAULTS,
  units: 'nats',
  gapScale: 3,
  theme: 'auto',
  language: 'auto',
  backend: 'auto',
}

/** Model names are checked against the manifest later; here only their shape is. */
const modelName = (key: string): Field<string> => ({
  key,
  parse: (text) => (/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(text) ? text : undefined),
  print: String,
})

/** `jsd.beta:0.3,renyi.alpha:2` */
const divergenceParams: Field<DivergenceParams> = {
  key: 'params',
  parse(text) {
    const params: Record<string, Record<string, number>> = {}
    for (const part of text.split(',')) {
      const match = /^([a-z0-9-]+)\.([a-z_0-9]+):(-?\d{1,4}(?:\.\d{1,6})?)$/.exec(part)
      const spec = DIVERGENCES.find(({ id }) => id === match?.[1])?.params.find(({ id }) => id === match?.[2])
      const value = Number(match?.[3])
      if (!match || !spec || !(value >= spec.min && value <= spec.max)) return undefined
      const [, divergence = '', param = ''] = match
      params[divergence] = { ...params[divergence], [param]: value }
    }
    return params
  },
  print: (value) =>
    Object.entries(value)
      .flatMap(([id, params]) => Object.entries(params).map(([param, number]) => `${id}.${param}:${number}`))
      .join(','),
}

/** How every setting is written and read. */
export const FIELDS: { readonly [K in keyof Settings]: Field<Settings[K]> } = {
  world: choice('world', WORLD_IDS),
  difficulty: number('difficulty', 0, 1000, true),
  problemSeed: number('problem', 0, MAX_SEED, true),
  seed: number('seed', 0, MAX_SEED, true),
  seedLocked: flag('lock'),
  temperature: number('temperature', 0, MAX_TEMPERATURE, false),
  topK: number('top-k', 0, MAX_TOP_K, true),
  topP: number('top-p', MIN_TOP_P, 1, false),
  minP: number('min-p', 0, 1, false),
  maxTokens: number('max-tokens', 1, MAX_TOKENS, true),
  student: modelName('student'),
  teacher: modelName('teacher'),
  context: choice('context', CONTEXT_KINDS),
  privileged: flag('privileged'),
  divergence: choice(
    'divergence',
    DIVERGENCES.map(({ id }) => id),
  ),
  params: divergenceParams,
  recipe: choice(
    'recipe',
    RECIPES.map(({ id }) => id),
  ),
  learningRate: number('lr', LEARNING_RATES.min, LEARNING_RATES.max, false),
  rolloutsPerStep: number('rollouts', 1, MAX_ROLLOUTS, true),
  steps: number('steps', 1, MAX_STEPS, true),
  trainingSeed: number('training-seed', 0, MAX_SEED, true),
  xAxis: choice('x', X_AXES),
  race: modelName('race'),
  lanes: several(
    'lanes',
    RECIPES.map(({ id }) => id),
    [FEWEST_LANES, MOST_LANES],
  ),
  tab: choice('tab', TAB_IDS),
  ...INSPECTOR_FIELDS,
  ...INSTRUMENT_FIELDS,
  ...ESTIMATOR_FIELDS,
  ...BENCH_FIELDS,
  ...COMPARE_FIELDS,
  units: choice('units', UNITS),
  gapScale: choice('scale', GAP_SCALES),
  theme: choice('theme', THEMES),
  language: choice('lang', LANGUAGE_CHOICES),
  backend: choice('backend', BACKEND_CHOICES),
}
