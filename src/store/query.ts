/**
 * @file An address's query: the version, then what differs from the defaults. Reading never throws and never hangs: what is not
 * understood becomes the usual value, and one sentence says so.
 */
import { recipeById } from '../methods/catalogue/registry.ts'
import { learningRateOf } from '../methods/recipe/recipe.ts'
import { t } from '../words/words.ts'
import { worldById } from '../world/registry.ts'
import { type Field, MAX_VALUE } from './fields.ts'
import { DEFAULTS, FIELDS, type Settings } from './settings.ts'
import { BARE_STAGE, STAGE_FIELDS, type Stage } from './stage-link.ts'

/** Version of the address format. A new field with a default needs no new version; another meaning of an old one does. */
const ADDRESS_VERSION = 1

/** Turns the parameters of one version into those of the next. */
export type Migration = (parameters: URLSearchParams) => void

/** The first turns version 1 into 2, and so on. */
const MIGRATIONS: readonly Migration[] = []

/** Longer addresses are not read at all: no link of ours comes near. */
const MAX_QUERY = 16_384
/** Of what is not ours, so many parameters are kept while the page writes its address. */
const MOST_FOREIGN = 24
const MAX_FOREIGN = 4096

/** Names of the page's other parts that are one letter from ours. */
const NEIGHBOURS: ReadonlySet<string> = new Set(['step', 'trace'])
/** Shorter names are one letter from anything. */
const SHORTEST_SLIP = 4

/** Everything that an address can hold. */
type Held = Settings & Stage

const ALL_FIELDS: { readonly [K in keyof Held]: Field<Held[K]> } = { ...FIELDS, ...STAGE_FIELDS }
const ALL_DEFAULTS: Held = { ...DEFAULTS, ...BARE_STAGE }
const NAMES = Object.keys(ALL_FIELDS) as readonly (keyof Held)[]
const OWN_KEYS: ReadonlySet<string> = new Set(['v', ...NAMES.map((name) => ALL_FIELDS[name].key)])
const LONG_KEYS = [...OWN_KEYS].filter(({ length }) => length >= SHORTEST_SLIP)

export interface Restored {
  readonly settings: Settings
  readonly stage: Stage
  /** Names of the fields that the address set (valid ones). */
  readonly given: ReadonlySet<keyof Settings>
  /** One sentence that names what was not understood, or null. In the page's present language. */
  readonly notice: string | null
}

/** Reads an address's query string. Never throws: bad values become defaults and are named in `notice`. */
export function restore(query: string): Restored {
  if (query.length > MAX_QUERY) {
    const notice = t('The address is too long to be a link to this page ({n} characters): none of it was read.', {
      n: query.length,
    })
    return { settings: DEFAULTS, stage: BARE_STAGE, given: new Set(), notice }
  }
  const text = new URLSearchParams(query)
  const version = versionOf(text.get('v'))
  const bad = new Set<string>(version === null ? ['v'] : [])
  migrate(text, version ?? ADDRESS_VERSION, MIGRATIONS)
  for (const key of [...new Set(text.keys())].slice(0, MOST_FOREIGN)) if (isSlip(key)) bad.add(key)
  const given = new Set<keyof Held>()
  const read = <K extends keyof Held>(name: K): Held[K] => {
    const field = ALL_FIELDS[name]
    const [raw, ...others] = text.getAll(field.key)
    if (raw === undefined) return ALL_DEFAULTS[name]
    if (others.some((other) => other !== raw)) bad.add(field.key)
    const value = raw.length > MAX_VALUE ? undefined : field.parse(raw)
    if (value === undefined) {
      bad.add(field.key)
      return ALL_DEFAULTS[name]
    }
    given.add(name)
    return value
  }
  const held = Object.fromEntries(NAMES.map((name) => [name, read(name)])) as unknown as Held
  const values = pick(held, Object.keys(FIELDS) as (keyof Settings)[])
  const stage: Stage = pick(held, Object.keys(STAGE_FIELDS) as (keyof Stage)[])
  const { min, max, default: usual } = worldById(values.world).difficulty
  const asked = values.difficulty
  if (given.has('difficulty') && (asked < min || asked > max)) {
    bad.add(FIELDS.difficulty.key)
    given.delete('difficulty')
  }
  const settings = {
    ...values,
    difficulty: given.has('difficulty') ? asked : usual,
    learningRate: given.has('learningRate') ? values.learningRate : learningRateOf(recipeById(values.recipe)),
  }
  const ofSettings = new Set([...given].filter((name): name is keyof Settings => name in DEFAULTS))
  return { settings, stage, given: ofSettings, notice: noticeOf(version, [...bad]) }
}

/**
 * The query string (without '?') of these settings and this stage: the version and what differs from the defaults, then whatever
 * the present query holds that is not ours, within reason.
 */
export function toQuery(settings: Settings, present = '', stage: Stage = BARE_STAGE): string {
  const usual: Held = {
    ...ALL_DEFAULTS,
    difficulty: worldById(settings.world).difficulty.default,
    learningRate: learningRateOf(recipeById(settings.recipe)),
  }
  const held: Held = { ...settings, ...stage }
  const ours = NAMES.filter((name) => printed(held, name) !== printed(usual, name)).map((name) => [
    ALL_FIELDS[name].key,
    printed(held, name),
  ])
  const version = ours.length > 0 ? [['v', String(ADDRESS_VERSION)]] : []
  return new URLSearchParams([...version, ...ours, ...foreign(present)])
    .toString()
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
}

function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>
}

/** The parameters that are not ours: those of who linked here, and of the page's other parts. Nothing of a flood. */
function foreign(query: string): readonly string[][] {
  if (query.length > MAX_QUERY) return []
  const others = [...new URLSearchParams(query)].filter(([key]) => !OWN_KEYS.has(key))
  return others.length > MOST_FOREIGN || String(others).length > MAX_FOREIGN
    ? []
    : others.filter(([key = '']) => !isSlip(key))
}

/** Is it one of our names but for one letter, or for capitals? Then somebody meant it. */
function isSlip(key: string): boolean {
  if (key.length < SHORTEST_SLIP || key.length > 40 || OWN_KEYS.has(key) || NEIGHBOURS.has(key)) return false
  const small = key.toLowerCase()
  return LONG_KEYS.some((own) => Math.abs(own.length - small.length) <= 1 && oneEdit(small, own))
}

/** At most one letter more, less, other, or two that changed places. */
function oneEdit(a: string, b: string): boolean {
  if (a === b) return true
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const rest = (text: string, from: number): string => text.slice(i + from)
  const swapped = a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2)
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) || swapped
}

/** Brings parameters of an older version up to date, in place. */
export function migrate(parameters: URLSearchParams, from: number, table: readonly Migration[]): void {
  for (const step of table.slice(from - 1)) step(parameters)
}

/** Addresses that people write by hand have no version: they mean the present one. null for what is none. */
function versionOf(text: string | null): number | null {
  if (text === null) return ADDRESS_VERSION
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null
}

function printed<K extends keyof Held>(held: Held, name: K): string {
  return ALL_FIELDS[name].print(held[name])
}

function noticeOf(version: number | null, bad: readonly string[]): string | null {
  const names = bad.map((key) => `“${key}”`).join(', ')
  if (version !== null && version > ADDRESS_VERSION) {
    return names === ''
      ? t('The link was made by a newer version of this page: what is understood of it is shown.')
      : t('The link was made by a newer version of this page: the usual value stands in for {names}.', { names })
  }
  return names === ''
    ? null
    : t('The address holds a value that is not understood for {names}; the usual value stands in.', { names })
}
