/**
 * @file The settings schema: all parts of it put together, and the address's query that says what differs from the defaults. Reading
 * never throws and never hangs: what is not understood becomes the usual value, and one sentence says so.
 */
import { t, translate } from '../i18n/words.ts'
import { shown } from '../json/parse.ts'
import { learningRateOf } from '../methods/recipe/recipe.ts'
import { worldById } from '../world/registry.ts'
import { choice, expected, type Field, MAX_VALUE, type Takes } from './fields.ts'
import { OWN_RECIPE, recipeCalled } from './own-recipe.ts'
import { CORE_DEFAULTS, CORE_FIELDS, type Settings } from './settings.ts'
import { BARE_STAGE, STAGE_FIELDS, type Stage } from './stage-link.ts'

/** Version of the address format. A new field with a default needs no new version; another meaning of an old one does. */
export const ADDRESS_VERSION = 1

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

export type SettingName = keyof Settings

/** How every setting is written and read. */
export type SettingFields = { readonly [K in SettingName]: Field<Settings[K]> }

/** Any group of settings, whichever names it has. */
export interface AnySettingsPart {
  readonly defaults: Partial<Settings>
  readonly fields: Partial<SettingFields>
}

export interface Restored {
  readonly settings: Settings
  readonly stage: Stage
  /** Names of the settings that the address set (valid ones). */
  readonly given: ReadonlySet<SettingName>
  /** One sentence that names what was not understood, or null. In the page's present language. */
  readonly notice: string | null
}

export interface SettingsSchema {
  /** What a bare address means. */
  readonly defaults: Settings
  readonly fields: SettingFields
  /** Reads an address's query string, with or without '?'. Never throws: bad values become defaults and are named in `notice`. */
  restore(query: string): Restored
  /**
   * The query string (without '?') of these settings and this stage: the version and what differs from the defaults, then whatever
   * the present query holds that is not ours, within reason. Settings that are left out are at their defaults.
   */
  toQuery(settings: Partial<Settings>, present?: string, stage?: Stage): string
  /** Settings whose value differs, by what an address would hold. */
  changedNames(a: Settings, b: Settings): readonly SettingName[]
}

/**
 * @param parts of the features, in the order of their parameters in an address; the shared settings come before them
 * @param tabs ids of the deck's tabs, the first is open on a fresh page
 */
export function createSchema(parts: readonly AnySettingsPart[], tabs: readonly string[]): SettingsSchema {
  // The parts give every name of Settings, which is how features merge into it: the compiler cannot count them.
  const defaults = Object.assign(
    { tab: tabs[0] ?? '' },
    CORE_DEFAULTS,
    ...parts.map((part) => part.defaults),
  ) as Settings
  const fields = Object.assign(
    { ...CORE_FIELDS, tab: choice('tab', tabs) },
    ...parts.map((part) => part.fields),
  ) as SettingFields
  return { defaults, fields, ...addressOf(defaults, fields), changedNames: (a, b) => changedNames(fields, a, b) }
}

function changedNames(fields: SettingFields, a: Settings, b: Settings): readonly SettingName[] {
  const same = <K extends SettingName>(name: K): boolean =>
    a[name] === b[name] || fields[name].print(a[name]) === fields[name].print(b[name])
  return (Object.keys(fields) as SettingName[]).filter((name) => !same(name))
}

/** Everything that an address can hold. */
type Held = Settings & Stage
type HeldFields = { readonly [K in keyof Held]: Field<Held[K]> }

/** The usual values where they depend on others: a world's difficulty, a recipe's learning rate. */
const dependent = ({ world, recipe, ownRecipe }: Pick<Settings, 'world' | 'recipe' | 'ownRecipe'>) => ({
  difficulty: worldById(world).difficulty.default,
  learningRate: learningRateOf(recipeCalled(recipe, ownRecipe)),
})

function addressOf(defaults: Settings, fields: SettingFields): Pick<SettingsSchema, 'restore' | 'toQuery'> {
  const allFields: HeldFields = { ...fields, ...STAGE_FIELDS }
  const allDefaults: Held = { ...defaults, ...BARE_STAGE }
  const names = Object.keys(allFields) as readonly (keyof Held)[]
  const isOwn = ownKeys(names.map((name) => allFields[name].key))
  const printed = <K extends keyof Held>(held: Held, name: K): string => allFields[name].print(held[name])

  return {
    restore(query) {
      if (query.length > MAX_QUERY) {
        const notice = t('The address is too long to be a link to this page ({n} characters): none of it was read.', {
          n: query.length,
        })
        return { settings: defaults, stage: BARE_STAGE, given: new Set(), notice }
      }
      const text = new URLSearchParams(query)
      const version = versionOf(text.get('v'))
      const bad = new Set<string>(version === null ? ['v'] : [])
      migrate(text, version ?? ADDRESS_VERSION, MIGRATIONS)
      for (const key of [...new Set(text.keys())].slice(0, MOST_FOREIGN)) if (isOwn(key) === 'slip') bad.add(key)
      const given = new Set<keyof Held>()
      const strange = new Map<string, Strange>()
      const read = <K extends keyof Held>(name: K): Held[K] => {
        const field = allFields[name]
        const [raw, ...others] = text.getAll(field.key)
        if (raw === undefined) return allDefaults[name]
        if (others.some((other) => other !== raw)) bad.add(field.key)
        const value = raw.length > (field.longest ?? MAX_VALUE) ? undefined : field.parse(raw)
        if (value === undefined) {
          bad.add(field.key)
          strange.set(field.key, { raw, takes: field.takes })
          return allDefaults[name]
        }
        given.add(name)
        return value
      }
      const held = Object.fromEntries(names.map((name) => [name, read(name)])) as unknown as Held
      const values = pick(held, Object.keys(fields) as SettingName[])
      const stage: Stage = pick(held, Object.keys(STAGE_FIELDS) as (keyof Stage)[])
      const { min, max } = worldById(values.world).difficulty
      if (given.has('difficulty') && (values.difficulty < min || values.difficulty > max)) {
        bad.add(fields.difficulty.key)
        const takes = { kind: 'number', min, max, whole: true } as const
        strange.set(fields.difficulty.key, { raw: String(values.difficulty), takes })
        given.delete('difficulty')
      }
      // That the recipe itself was not understood is said already.
      const lost = values.recipe === OWN_RECIPE && values.ownRecipe === null
      const known = lost ? { ...values, recipe: defaults.recipe } : values
      const usual = dependent(known)
      const settings = {
        ...known,
        difficulty: given.has('difficulty') ? values.difficulty : usual.difficulty,
        learningRate: given.has('learningRate') ? values.learningRate : usual.learningRate,
      }
      const ofSettings = new Set([...given].filter((name): name is SettingName => name in fields))
      return { settings, stage, given: ofSettings, notice: noticeOf(version, [...bad], strange) }
    },

    toQuery(settings, present = '', stage = BARE_STAGE) {
      const held: Held = { ...defaults, ...settings, ...stage }
      const usual: Held = { ...allDefaults, ...dependent(held) }
      const ours = names
        .filter((name) => printed(held, name) !== printed(usual, name))
        .map((name) => [allFields[name].key, printed(held, name)])
      const version = ours.length > 0 ? [['v', String(ADDRESS_VERSION)]] : []
      return new URLSearchParams([...version, ...ours, ...foreign(present, isOwn)])
        .toString()
        .replaceAll('%3A', ':')
        .replaceAll('%2C', ',')
    },
  }
}

function pick<T, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, K>
}

/** Is a parameter one of ours, one letter from one of ours, or somebody else's? */
type Ownership = (key: string) => 'own' | 'slip' | 'foreign'

function ownKeys(keys: readonly string[]): Ownership {
  const own: ReadonlySet<string> = new Set(['v', ...keys])
  const long = [...own].filter(({ length }) => length >= SHORTEST_SLIP)
  return (key) => {
    if (own.has(key)) return 'own'
    if (key.length < SHORTEST_SLIP || key.length > 40 || NEIGHBOURS.has(key)) return 'foreign'
    const small = key.toLowerCase()
    // One of our names but for one letter, or for capitals: somebody meant it.
    const meant = long.some((name) => Math.abs(name.length - small.length) <= 1 && oneEdit(small, name))
    return meant ? 'slip' : 'foreign'
  }
}

/** The parameters that are not ours: those of who linked here, and of the page's other parts. Nothing of a flood. */
function foreign(query: string, isOwn: Ownership): readonly string[][] {
  if (query.length > MAX_QUERY) return []
  const others = [...new URLSearchParams(query)].filter(([key]) => isOwn(key) !== 'own')
  return others.length > MOST_FOREIGN || String(others).length > MAX_FOREIGN
    ? []
    : others.filter(([key = '']) => isOwn(key) === 'foreign')
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

/** A value that is not understood, and what should stand there. */
interface Strange {
  readonly raw: string
  readonly takes: Takes
}

/** Characters of it that a notice quotes. */
const MOST_QUOTED = 40

function noticeOf(
  version: number | null,
  bad: readonly string[],
  strange: ReadonlyMap<string, Strange>,
): string | null {
  const names = bad.map((key) => `“${key}”`).join(', ')
  if (version !== null && version > ADDRESS_VERSION) {
    return names === ''
      ? t('The link was made by a newer version of this page: what is understood of it is shown.')
      : t('The link was made by a newer version of this page: the usual value stands in for {names}.', { names })
  }
  const [only = '', ...others] = bad
  const found = strange.get(only)
  if (found && others.length === 0) {
    return t(
      'The address holds a value that is not understood for {names} ({found}, where {what} is expected); the usual value stands in.',
      { names, found: shown(found.raw, MOST_QUOTED), what: translate(expected(found.takes)) },
    )
  }
  return names === ''
    ? null
    : t('The address holds a value that is not understood for {names}; the usual value stands in.', { names })
}

/** Is it a value that a hand drags along? Switches and choices are acts of their own, however fast. */
export function slides(value: Settings[keyof Settings]): boolean {
  return typeof value === 'number' || typeof value === 'object'
}
