/**
 * @file The schema of a state as an object, found by asking every field what it takes: so public/embed/state.schema.json cannot say
 * anything else than the code does.
 */

import { divergenceIds } from '../../divergence/registry.ts'
import { STUDENT_KINDS } from '../../divergence/toy/student.ts'
import { DRAW_SCOPES } from '../../features/estimators/settings.ts'
import { REGISTRY } from '../../features/index.ts'
import { LEVELS } from '../../features/privilege/levels.ts'
import { RAIL_SCALES } from '../../features/rail/settings.ts'
import { LANGUAGES } from '../../i18n/languages.ts'
import { RECIPE_CHOICES } from '../../settings/own-recipe.ts'
import { BACKEND_CHOICES, MARKS, type Settings, SUPPORTS, THEMES, UNITS } from '../../settings/settings.ts'
import { X_AXES } from '../../settings/x-axis.ts'
import { DEFAULTS, FIELDS } from '../../testing/app.ts'
import { CONTEXT_KINDS, WORLD_IDS } from '../../world/types.ts'

/** Words that some field may take; each field is asked about all of them. */
const WORDS: readonly string[] = [
  ...new Set([
    ...WORLD_IDS,
    ...CONTEXT_KINDS,
    ...divergenceIds(),
    ...RECIPE_CHOICES,
    ...LANGUAGES,
    ...['auto', 'teacher', 'student'],
    ...DRAW_SCOPES,
    ...STUDENT_KINDS,
    ...RAIL_SCALES,
    ...SUPPORTS,
    ...THEMES,
    ...UNITS,
    ...BACKEND_CHOICES,
    ...REGISTRY.tabs.map(({ id }) => id),
    ...X_AXES,
    ...LEVELS,
    ...MARKS,
  ]),
]
/** A word that no list holds: a field that takes it takes any name. */
const NONSENSE = 'zz-nonsense'
const LARGEST = 2 ** 32

type Schema = Readonly<Record<string, unknown>>
type Takes = (text: string) => boolean

export function stateSchema(): Schema {
  const names = Object.keys(FIELDS) as (keyof Settings)[]
  const properties = Object.fromEntries(
    names.map((name) => [FIELDS[name].key, { ...ofField(name), default: usual(name) }]),
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'State of the OPD playground',
    description:
      'Every setting that a link carries, by its name in the address. In an address: numbers and words as they stand, true and false as 1 and 0, lists with commas. What is not named takes its default; a value that is not understood is named in one notice and its default stands in.',
    type: 'object',
    properties: {
      v: { description: 'Version of the address format.', const: 1 },
      ...properties,
      token: { description: 'The selected token, counted from 0.', type: 'integer', minimum: 0 },
      run: { description: 'Sample when the page opens.', type: 'boolean' },
    },
  }
}

function ofField(name: keyof Settings): Schema {
  const takes: Takes = (text) => FIELDS[name].parse(text) !== undefined
  const value = DEFAULTS[name]
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (typeof value === 'number') return ofNumber(takes, value)
  const words = WORDS.filter(takes)
  if (typeof value === 'string' && !takes(NONSENSE)) return { enum: words }
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
    return { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }
  }
  return { type: 'string' }
}

function ofNumber(takes: Takes, value: number): Schema {
  const hair = 1e-6
  const whole = ![value - hair, value + hair].some((near) => takes(printed(near)))
  const few = Array.from({ length: 33 }, (_, i) => i).filter((i) => takes(String(i)))
  // A gap between the values that are taken: these few and no others.
  if (few.some((each, i) => each - (few[0] ?? 0) !== i) && whole) return { enum: few }
  const unit = whole ? 1 : hair
  return {
    type: whole ? 'integer' : 'number',
    minimum: roundTo(edge((n) => takes(printed(n * unit)), Math.round(value / unit), 0) * unit),
    maximum: roundTo(
      edge((n) => takes(printed(n * unit)), Math.round(value / unit), Math.round(LARGEST / unit)) * unit,
    ),
  }
}

/** The last number that is taken on the way from one that is to one that may not be; by halving. */
function edge(takes: (n: number) => boolean, inside: number, outside: number): number {
  if (takes(outside)) return outside
  let [good, bad] = [inside, outside]
  while (Math.abs(bad - good) > 1) {
    const middle = Math.trunc((good + bad) / 2)
    if (takes(middle)) good = middle
    else bad = middle
  }
  return good
}

const roundTo = (value: number): number => Number(value.toFixed(6))
const printed = (value: number): string => String(roundTo(value))

function usual(name: keyof Settings): unknown {
  const value = DEFAULTS[name]
  return typeof value === 'object' ? print(name) : value
}

function print<K extends keyof Settings>(name: K): string {
  return FIELDS[name].print(DEFAULTS[name])
}
