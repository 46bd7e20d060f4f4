/** @file The numbers of a method as its sources state them, beside those of the recipe that runs here, which are read off the recipe. */
import { methodOf } from '../catalogue/variants.ts'
import type { Recipe } from '../recipe/recipe.ts'

export interface Parameter {
  /** Its place in the recipe. */
  readonly path: string
  readonly here: number
  /** As the field's catalogue states it of paper or code; null where it states none. */
  readonly paper: string | null
}

/** By id and place. What the catalogue does not state is not here. */
const STATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'revisiting-opd': { 'phases[0].loss[0].support.topK': '32', 'phases[0].loss[0].weights[1].share': '0.2 (code)' },
  'thunlp-rethinking-opd': { 'phases[1].loss[0].support.topK': '16' },
  distillm: { 'phases[0].loss[0].divergence.alpha': '0.1' },
  tip: { 'phases[0].loss[0].weights[0].share': '0.5' },
  'opd-avmp': { 'phases[0].loss[0].divergence.beta': '0.5' },
  'entropy-aware-opd': { 'phases[0].loss[1].support.topK': '16', 'phases[0].loss[1].weights[0].nats': '0.8' },
  'g-opd': { 'phases[0].loss[0].advantage[0].lambda': '≈ 1.25' },
  reopold: {
    'phases[0].loss[0].shape.floor': 'log λ / (1 − λ), λ ≈ 0.2',
    'phases[1].loss[0].shape.floor': 'log λ / (1 − λ), λ ≈ 0.2',
    'phases[1].loss[0].weights[0].share': '≈ 0.5',
  },
  'sdft-continual': { 'phases[0].loss[0].support.topK': '100 (TRL)', 'phases[0].loss[0].weights[0].most': '2 (TRL)' },
  luffy: { 'phases[0].loss[1].surrogate.gamma': '0.1' },
  sdpo: {
    'phases[0].rollouts.draws[0].each': '8',
    'phases[0].loss[0].divergence.beta': '0.5 (code)',
    'phases[0].loss[0].support.topK': '100 (code)',
    'phases[0].loss[0].weights[1].most': '2 (code)',
  },
  rosd: { 'phases[0].rollouts.draws[0].each': '8' },
  ovd: { 'reward.grade.levels': '10 (0 to 9)' },
  veto: { 'phases[0].loss[0].divergence.beta.to': '0' },
}

/** Every number of a recipe that says how it goes: one text a problem and the end of the run are no parameters. */
export function parametersOf(recipe: Recipe): readonly Parameter[] {
  const stated = STATED[methodOf(recipe.id)] ?? {}
  return [...numbers(recipe, '')]
    .filter(({ path, here }) => !(here === 1 && /\.(?:each|until)$/.test(path)))
    .map(({ path, here }) => ({ path, here, paper: stated[path] ?? null }))
}

/** Places that are stated of a recipe, for the test that holds them to it. */
export const statedPlaces = (id: string): readonly string[] => Object.keys(STATED[id] ?? {})
export const STATED_IDS: readonly string[] = Object.keys(STATED)

function* numbers(value: unknown, path: string): Generator<{ readonly path: string; readonly here: number }> {
  if (typeof value === 'number') yield { path, here: value }
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield* numbers(inner, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`)
  }
}
