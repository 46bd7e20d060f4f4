/** @file What the atlas can be narrowed by: the four design axes of the field, and what else is known of every entry. Pure. */
import { mark } from '../../i18n/words.ts'
import { ATLAS, statusOf, yearOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry, CONSUMPTIONS, SIGNALS, SLOTS, TEACHER_SOURCES } from '../../methods/atlas/entry.ts'
import { familyOf, partName } from '../../methods/part-names.ts'

export interface Facet {
  /** As addresses name it. */
  readonly id: string
  /** Translated where it is shown, like the labels. */
  readonly title: string
  /** The values of an entry; none where it has nothing to say. */
  readonly of: (entry: AtlasEntry) => readonly string[]
  readonly label: (value: string) => string
  /** In this order where it is known beforehand; else by their labels. */
  readonly order?: readonly string[]
}

const TEACHERS: Readonly<Record<(typeof TEACHER_SOURCES)[number], string>> = {
  larger: mark('a larger model'),
  several: mark('several models'),
  arithmetic: mark('arithmetic of models'),
  self: mark('the student itself'),
  'earlier-self': mark('an earlier student'),
  'later-self': mark('a later student'),
  'best-of-own': mark('the best of its own'),
  text: mark('a model that only writes'),
  judge: mark('a judge'),
  critic: mark('a trained critic'),
}

const SIGNAL_NAMES: Readonly<Record<(typeof SIGNALS)[number], string>> = {
  distribution: mark('whole distribution'),
  'top-k': mark('top k entries'),
  'sampled-token': mark('the sampled token'),
  ranking: mark('a ranking'),
  preference: mark('preferences'),
  text: mark('texts'),
  reward: mark('a reward'),
  features: mark('hidden features'),
}

const CONSUMPTION_NAMES: Readonly<Record<(typeof CONSUMPTIONS)[number], string>> = {
  all: mark('all tokens'),
  selected: mark('chosen tokens'),
  weighted: mark('weighted tokens'),
  truncated: mark('first tokens'),
  replaced: mark('tokens replaced'),
  cached: mark('kept and reused'),
  negatives: mark('as what to avoid'),
  'policy-gradient': mark('as policy gradient'),
}

const SLOT_NAMES: Readonly<Record<(typeof SLOTS)[number], string>> = {
  'cold-start': mark('cold start'),
  mid: mark('middle of training'),
  compression: mark('compression'),
  draft: mark('draft model'),
  'rl-replacement': mark('in place of RL'),
  'inside-rl': mark('inside RL'),
  'inter-stage': mark('between stages'),
  'continual-anchor': mark('anchor of continual learning'),
  tool: mark('a tool'),
}

const STATUSES: Readonly<Record<string, string>> = {
  runs: mark('runs here'),
  'stands-in': mark('runs with a stand-in'),
  explained: mark('explained only'),
}

const KINDS: Readonly<Record<AtlasEntry['kind'], string>> = {
  method: mark('method'),
  analysis: mark('analysis'),
  industrial: mark('production report'),
  framework: mark('framework'),
  survey: mark('survey'),
  excluded: mark('beside the field'),
  mention: mark('mention'),
}

const STRICTNESS: Readonly<Record<string, string>> = {
  yes: mark('yes'),
  partial: mark('partly'),
  no: mark('no'),
}

const GRANULARITIES: Readonly<Record<AtlasEntry['granularity'][number], string>> = {
  token: mark('token'),
  step: mark('step'),
  turn: mark('turn'),
  sequence: mark('whole text'),
}

/** A facet whose values are listed with their names. */
function listed(
  id: string,
  title: string,
  names: Readonly<Record<string, string>>,
  of: (entry: AtlasEntry) => readonly string[],
): Facet {
  return { id, title, of, label: (value) => names[value] ?? value, order: Object.keys(names) }
}

const plain = (value: string): string => value

/** The first four are the design axes of the field. */
export const FACETS: readonly Facet[] = [
  listed('teacher', mark('Teacher source'), TEACHERS, ({ teacher }) => teacher),
  listed('signal', mark('Supervision signal'), SIGNAL_NAMES, ({ signal }) => signal),
  listed('rollouts', mark('Rollout consumption'), CONSUMPTION_NAMES, ({ consumption }) => consumption),
  listed('slot', mark('Pipeline slot'), SLOT_NAMES, ({ slot }) => slot),
  listed('status', mark('In this playground'), STATUSES, (entry) => [statusOf(entry)]),
  listed('kind', mark('Kind'), KINDS, ({ kind }) => [kind]),
  listed('c1', mark('C1, on-policy'), STRICTNESS, ({ c1 }) => (c1 ? [c1] : [])),
  listed('c2', mark('C2, taught per token'), STRICTNESS, ({ c2 }) => (c2 ? [c2] : [])),
  listed('granularity', mark('Granularity'), GRANULARITIES, ({ granularity }) => granularity),
  {
    id: 'divergence',
    title: mark('Divergence or loss'),
    of: ({ parts }) => parts.filter((part) => familyOf(part) === 'D'),
    label: (part) => partName(part as Parameters<typeof partName>[0]),
  },
  { id: 'section', title: mark('Section'), of: ({ section, alsoIn }) => [section, ...alsoIn], label: plain },
  { id: 'year', title: mark('Year'), of: (entry) => [String(yearOf(entry) ?? '')].filter(Boolean), label: plain },
]

/** How many of the facets are the axes. */
export const AXES = 4

/** @throws RangeError for an unknown id */
export function facetById(id: string): Facet {
  const facet = FACETS.find((each) => each.id === id)
  if (!facet) throw new RangeError(`no facet "${id}": ${FACETS.map((each) => each.id).join(', ')}`)
  return facet
}

/** All values that a facet takes in a list of entries, in its order. */
export function valuesOf({ of, order, label }: Facet, entries: readonly AtlasEntry[]): readonly string[] {
  const found = new Set(entries.flatMap(of))
  return order
    ? order.filter((value) => found.has(value))
    : [...found].toSorted((a, b) => label(a).localeCompare(label(b)))
}

const known = new Map<Facet, readonly string[]>()

/** All values that a facet takes in the atlas, in its order. */
export function allValuesOf(facet: Facet): readonly string[] {
  const values = known.get(facet) ?? valuesOf(facet, ATLAS)
  known.set(facet, values)
  return values
}
