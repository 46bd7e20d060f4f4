/**
 * @file What the atlas knows of a method, a report, a framework or a work beside the field: facts for facets and search, two
 * sentences of our own, and what it is made of. How it is computed, where it runs, is the recipe of the same id.
 */
import type { PartId } from '../part-names.ts'

/** `excluded`: works that the field's list leaves out, with the reason. `mention`: works that it names in passing. */
export type EntryKind = 'method' | 'analysis' | 'industrial' | 'framework' | 'survey' | 'excluded' | 'mention'

/** The first axis of the field: who teaches. */
export const TEACHER_SOURCES = [
  ...(['larger', 'several', 'arithmetic', 'self', 'earlier-self', 'later-self', 'best-of-own'] as const),
  ...(['text', 'judge', 'critic'] as const),
] as const
export type TeacherSource = (typeof TEACHER_SOURCES)[number]

/** The second: what the teacher says of a text. */
export const SIGNALS = [
  ...(['distribution', 'top-k', 'sampled-token', 'ranking', 'preference', 'text', 'reward', 'features'] as const),
] as const
export type Signal = (typeof SIGNALS)[number]

/** The third: what becomes of the student's texts. */
export const CONSUMPTIONS = [
  ...(['all', 'selected', 'weighted', 'truncated', 'replaced', 'cached', 'negatives', 'policy-gradient'] as const),
] as const
export type Consumption = (typeof CONSUMPTIONS)[number]

/** The fourth: where in the making of a model it stands. */
export const SLOTS = [
  ...(['cold-start', 'mid', 'compression', 'draft', 'rl-replacement', 'inside-rl', 'inter-stage'] as const),
  ...(['continual-anchor', 'tool'] as const),
] as const
export type Slot = (typeof SLOTS)[number]

export type Granularity = 'token' | 'step' | 'turn' | 'sequence'
export type Strictness = 'yes' | 'partial' | 'no'

export interface AtlasEntry {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly kind: EntryKind
  readonly section: string
  /** Other sections that list it, too. */
  readonly alsoIn: readonly string[]
  /** Such as 2306.13649; null where there is none. */
  readonly arxiv: string | null
  /** Address of a publication that is not on arXiv. */
  readonly paper: string | null
  /** owner/name on GitHub. */
  readonly code: string | null
  /** Such as 2023.06, or the year alone; null where it is not known. */
  readonly date: string | null
  /** What it is, in two sentences of our own. */
  readonly about: readonly [string, string]
  readonly teacher: readonly TeacherSource[]
  readonly signal: readonly Signal[]
  readonly consumption: readonly Consumption[]
  readonly slot: readonly Slot[]
  readonly granularity: readonly Granularity[]
  /** As the field's catalogue judges it with all its variants; the recipe's own verdict is computed (`judge`). */
  readonly c1: Strictness | null
  readonly c2: Strictness | null
  /** What it is made of; `optional` are those of them that it can do without. */
  readonly parts: readonly PartId[]
  readonly optional: readonly PartId[]
  /** Whether the playground has the paper's setting, another world for it, or only what stands in for it. */
  readonly fit: 'exact' | 'other-world' | 'stand-in' | null
  /** For works beside the field: which condition fails, and the entry that has what would repair it. */
  readonly outside?: { readonly fails: 'c1' | 'c2' | 'both'; readonly repair: string }
}

/** The entries of a section that stand beside the field: no facets, no parts, a reason. */
export const outsideOf =
  (section: string) =>
  (
    kind: 'excluded' | 'mention',
    id: string,
    name: string,
    fails: 'c1' | 'c2' | 'both',
    repair: string,
    about: readonly [string, string],
  ): AtlasEntry => ({
    id,
    name,
    aliases: [],
    kind,
    section,
    alsoIn: [],
    arxiv: null,
    paper: null,
    code: null,
    date: null,
    about,
    teacher: [],
    signal: [],
    consumption: [],
    slot: [],
    granularity: [],
    c1: fails === 'c2' ? null : 'no',
    c2: fails === 'c1' ? null : 'no',
    parts: [],
    optional: [],
    fit: null,
    outside: { fails, repair },
  })
