/**
 * @file The settings that every view shares, their defaults, and how each is written in an address. A feature adds its own in its
 * folder and merges their types into `Settings`; schema.ts puts all of them together.
 */

import { DIVERGENCES } from '../divergence/registry.ts'
import type { OwnText } from '../engine/types.ts'
import { LANGUAGES, type Language } from '../i18n/languages.ts'
import { message } from '../message/message.ts'
import { recipeById } from '../methods/catalogue/registry.ts'
import { learningRateOf, type Recipe } from '../methods/recipe/recipe.ts'
import { worldById } from '../world/registry.ts'
import { CONTEXT_KINDS, type ContextKind, WORLD_IDS, type WorldId } from '../world/types.ts'
import { choice, type Field, flag, identifier, number } from './fields.ts'
import { ownField } from './own-field.ts'
import { OWN_RECIPE, OWN_RECIPE_FIELD, RECIPE_CHOICES } from './own-recipe.ts'
import { stopField } from './stop-field.ts'
import { X_AXES, type XAxis } from './x-axis.ts'

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

/** What the marks on the text show: the gap, or the chosen divergence with the gap's sign. */
export const MARKS = ['gap', 'divergence'] as const
export type MarkChoice = (typeof MARKS)[number]

/** Values of a divergence's parameters that differ from their defaults, by divergence id and parameter id. */
export type DivergenceParams = Readonly<Record<string, Readonly<Record<string, number>>>>

/** What of the vocabulary a loss reads at every token. */
export const SUPPORTS = ['full', 'top-k', 'top-k-tail', 'sampled'] as const
export type SupportChoice = (typeof SUPPORTS)[number]
export const MAX_SUPPORT_K = 256

/** Every setting of the page. Features merge theirs into it by `declare module`. */
export interface Settings {
  readonly world: WorldId
  readonly difficulty: number
  readonly problemSeed: number
  /** A text of the visitor's own in the place of the world's problem. */
  readonly own: OwnText | null
  readonly seed: number
  readonly seedLocked: boolean
  readonly temperature: number
  readonly topK: number
  readonly topP: number
  readonly minP: number
  readonly maxTokens: number
  /** Texts at which the student stops. */
  readonly stop: readonly string[]
  readonly student: string
  readonly teacher: string
  readonly context: ContextKind
  readonly privileged: boolean
  readonly divergence: string
  readonly marks: MarkChoice
  readonly params: DivergenceParams
  /** Id of the recipe that the training room follows; 'own' for the visitor's. */
  readonly recipe: string
  /** The recipe that the visitor has put together, and the method that it began as. */
  readonly ownRecipe: Recipe | null
  readonly ownParent: string
  readonly learningRate: number
  readonly rolloutsPerStep: number
  readonly steps: number
  /** Of the adapter that trains beside frozen weights; 0 where all weights train. */
  readonly loraRank: number
  /** Of everything random in a training run; the sampling seed above is the stage's alone. */
  readonly trainingSeed: number
  /** What training curves are drawn over. */
  readonly xAxis: XAxis
  readonly support: SupportChoice
  readonly supportK: number
  /** Whose most likely entries the support holds. */
  readonly supportOf: 'teacher' | 'student'
  /** Id of the tab that is open in the deck; '' for the first. */
  readonly tab: string
  /** What the atlas shows, as the address of its own page says it; '' for all of it. */
  readonly atlas: string
  readonly units: Unit
  readonly gapScale: GapScale
  readonly theme: Theme
  readonly language: LanguageChoice
  readonly backend: BackendChoice
}

/** Largest seed, the engine's own. Those from 2^31 on are training data's; the page draws new ones far below (`NEW_SEEDS`). */
export const MAX_SEED = 2 ** 32 - 1
export const MAX_TEMPERATURE = 2
export const MAX_TOKENS = 512
/** More than any vocabulary here. */
export const MAX_TOP_K = 4096
export const MIN_TOP_P = 0.01
export const LEARNING_RATES = { min: 1e-6, max: 0.1 } as const
export const MAX_ROLLOUTS = 128
export const MAX_STEPS = 10_000
export const MAX_LORA_RANK = 64

const FIRST_WORLD: WorldId = 'tally'
const FIRST_RECIPE = 'gkd'

/** What a bare address means: the problem and the seed of the recorded trace, so that the first paint needs no change. */
export const CORE_DEFAULTS = {
  world: FIRST_WORLD,
  difficulty: worldById(FIRST_WORLD).difficulty.default,
  problemSeed: 37,
  own: null,
  seed: 1,
  seedLocked: false,
  temperature: 1,
  topK: 0,
  topP: 1,
  minP: 0,
  maxTokens: 192,
  stop: [],
  student: 'student',
  teacher: 'teacher',
  context: 'trace',
  privileged: false,
  divergence: 'reverse-kl',
  marks: 'gap',
  params: {},
  recipe: FIRST_RECIPE,
  ownRecipe: null,
  ownParent: FIRST_RECIPE,
  learningRate: learningRateOf(recipeById(FIRST_RECIPE)),
  rolloutsPerStep: 16,
  steps: 100,
  loraRank: 0,
  trainingSeed: 1,
  xAxis: 'steps',
  support: 'full',
  supportK: 8,
  supportOf: 'teacher',
  atlas: '',
  units: 'nats',
  gapScale: 3,
  theme: 'auto',
  language: 'auto',
  backend: 'auto',
} as const satisfies Partial<Settings>

/** They say where one looks, and nothing of what is computed: undoing keeps them, and only the panel that reads one is drawn anew. */
export const PLACES = ['tab', 'atlas'] as const satisfies readonly (keyof Settings)[]

export type CoreName = keyof typeof CORE_DEFAULTS

const modelName = (key: string): Field<string> => ({
  ...identifier(key),
  models: (id) => [id],
  withModels: (id, [other = id]) => other,
})

/** `jsd.beta:0.3,renyi.alpha:2` */
const divergenceParams: Field<DivergenceParams> = {
  key: 'params',
  takes: { kind: 'text', expected: message('parameters such as jsd.beta:0.3, within their ranges') },
  parse(text) {
    const params: Record<string, Record<string, number>> = {}
    for (const part of text.split(',')) {
      const match = /^([a-z0-9-]+)\.([a-z_0-9]+):(-?\d{1,4}(?:\.\d{1,25})?(?:e-(?:[7-9]|\d{2,3}))?)$/.exec(part)
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

/** A group of settings: what each is on a fresh page, and how it is written in an address. */
export interface SettingsPart<K extends keyof Settings = keyof Settings> {
  readonly defaults: Readonly<Pick<Settings, K>>
  readonly fields: { readonly [N in K]: Field<Settings[N]> }
}

/** Fixes which settings a part has. */
export function settingsPart<K extends keyof Settings>(part: SettingsPart<K>): SettingsPart<K> {
  return part
}

/** How the shared settings are written and read. */
export const CORE_FIELDS: { readonly [K in CoreName]: Field<Settings[K]> } = {
  world: choice('world', WORLD_IDS),
  difficulty: number('difficulty', 0, 1000, true),
  problemSeed: number('problem', 0, MAX_SEED, true),
  own: ownField,
  seed: number('seed', 0, MAX_SEED, true),
  seedLocked: flag('lock'),
  temperature: number('temperature', 0, MAX_TEMPERATURE, false),
  topK: number('top-k', 0, MAX_TOP_K, true),
  topP: number('top-p', MIN_TOP_P, 1, false),
  minP: number('min-p', 0, 1, false),
  maxTokens: number('max-tokens', 1, MAX_TOKENS, true),
  stop: stopField,
  student: modelName('student'),
  teacher: modelName('teacher'),
  context: choice('context', CONTEXT_KINDS),
  privileged: flag('privileged'),
  divergence: choice(
    'divergence',
    DIVERGENCES.map(({ id }) => id),
  ),
  marks: choice('marks', MARKS),
  params: divergenceParams,
  recipe: choice('recipe', RECIPE_CHOICES),
  ownRecipe: OWN_RECIPE_FIELD,
  ownParent: choice(
    'parent',
    RECIPE_CHOICES.filter((id) => id !== OWN_RECIPE),
  ),
  learningRate: number('lr', LEARNING_RATES.min, LEARNING_RATES.max, false),
  rolloutsPerStep: number('rollouts', 1, MAX_ROLLOUTS, true),
  steps: number('steps', 1, MAX_STEPS, true),
  loraRank: number('lora', 0, MAX_LORA_RANK, true),
  trainingSeed: number('training-seed', 0, MAX_SEED, true),
  xAxis: choice('x', X_AXES),
  support: choice('support', SUPPORTS),
  supportK: number('support-k', 1, MAX_SUPPORT_K, true),
  supportOf: choice('support-of', ['teacher', 'student'] as const),
  atlas: {
    key: 'atlas',
    takes: { kind: 'text', expected: message('the query of an address of the atlas’ own page') },
    // What the words in it mean is the atlas' to know, which is fetched with its panel.
    parse: (text) => (/^(?:[a-z\d]+=[^&]*(?:&[a-z\d]+=[^&]*)*)?$/.test(text) ? text : undefined),
    print: String,
  },
  units: choice('units', UNITS),
  gapScale: choice('scale', GAP_SCALES),
  theme: choice('theme', THEMES),
  language: choice('lang', LANGUAGE_CHOICES),
  backend: choice('backend', BACKEND_CHOICES),
}
