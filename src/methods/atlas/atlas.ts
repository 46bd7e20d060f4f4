/** @file All of the field in one list: what runs here, what is explained, and what stands beside it; and how near two are. */
import { RECIPES } from '../catalogue/registry.ts'
import type { PartId } from '../part-names.ts'
import { partsOf } from '../parts.ts'
import type { Recipe } from '../recipe/recipe.ts'
import { AGENTS } from './agents.ts'
import { BLACK_BOX } from './black-box.ts'
import { BOOTSTRAPPING } from './bootstrapping.ts'
import { DRAFTING } from './drafting.ts'
import type { AtlasEntry } from './entry.ts'
import { FOUNDATIONS } from './foundations.ts'
import { FRAMEWORKS } from './frameworks.ts'
import { HYBRIDS } from './hybrids.ts'
import { INDUSTRIAL } from './industrial.ts'
import { MENTIONS } from './mentions.ts'
import { MULTIMODAL } from './multimodal.ts'
import { PRIVILEGED } from './privileged.ts'
import { REASONING } from './reasoning.ts'
import { WHITE_BOX } from './white-box.ts'

export const ATLAS: readonly AtlasEntry[] = [
  ...FOUNDATIONS,
  ...WHITE_BOX,
  ...BLACK_BOX,
  ...PRIVILEGED,
  ...BOOTSTRAPPING,
  ...HYBRIDS,
  ...REASONING,
  ...MULTIMODAL,
  ...AGENTS,
  ...DRAFTING,
  ...FRAMEWORKS,
  ...INDUSTRIAL,
  ...MENTIONS,
]

const BY_ID = new Map(ATLAS.map((entry) => [entry.id, entry]))

/** @throws RangeError for an unknown id */
export function atlasEntry(id: string): AtlasEntry {
  const entry = BY_ID.get(id)
  if (!entry) throw new RangeError(`The atlas has no entry "${id}": see its list.`)
  return entry
}

const RUNNABLE = new Map(RECIPES.map((recipe) => [recipe.id, recipe]))

/**
 * `runs`: a recipe of this id, in the paper's setting. `stands-in`: a recipe whose setting is another world or a stand-in, as its
 * note says. `explained`: a card alone.
 */
export type EntryStatus = 'runs' | 'stands-in' | 'explained'

export function statusOf({ id, fit }: AtlasEntry): EntryStatus {
  if (!RUNNABLE.has(id)) return 'explained'
  return fit === 'exact' ? 'runs' : 'stands-in'
}

/** The year of its publication, or null. */
export function yearOf({ date }: AtlasEntry): number | null {
  return date === null ? null : Number(date.slice(0, 4))
}

export interface Neighbour {
  readonly entry: AtlasEntry
  /** Parts that both have over parts that either has, 0 to 1: what "near" means on the map. */
  readonly nearness: number
  readonly shared: readonly PartId[]
  /**
   * Parts that only this one has, and that only the neighbour has, as one may say it: of what runs here those that its recipe plays, of
   * others those that they cannot do without; and no part that the other could have, too.
   */
  readonly more: readonly PartId[]
  readonly less: readonly PartId[]
}

interface Played {
  /** What may be said of it. */
  readonly told: readonly PartId[]
  /** What it has in any of its forms. */
  readonly possible: readonly PartId[]
}

const PLAYED = new Map<string, Played>()

function played({ id, parts, optional }: AtlasEntry): Played {
  const before = PLAYED.get(id)
  if (before) return before
  const recipe = RUNNABLE.get(id)
  const own = recipe && partsOf(recipe)
  const told = parts.filter((part) => (own ? own.includes(part) : !optional.includes(part)))
  const now = { told, possible: [...parts, ...(own ?? [])] }
  PLAYED.set(id, now)
  return now
}

function playedAs(own: AtlasEntry, form: Recipe): Played {
  const parts = partsOf(form)
  return {
    told: own.parts.filter((part) => parts.includes(part)),
    possible: [...played(own).possible, ...parts],
  }
}

/** Parts that both have over parts that either has; 0 where one of them has none. */
export function nearnessOf(own: AtlasEntry, entry: AtlasEntry): number {
  const shared = own.parts.filter((part) => entry.parts.includes(part)).length
  const either = own.parts.length + entry.parts.length - shared
  return either > 0 ? shared / either : 0
}

/** How two entries compare, part by part. @param form the form of the first that is told of, where it is not its usual one */
function compareParts(own: AtlasEntry, entry: AtlasEntry, form: Recipe | null): Neighbour {
  const [here, there] = [form ? playedAs(own, form) : played(own), played(entry)]
  return {
    entry,
    nearness: nearnessOf(own, entry),
    shared: own.parts.filter((part) => entry.parts.includes(part)),
    more: here.told.filter((part) => !there.possible.includes(part)),
    less: there.told.filter((part) => !here.possible.includes(part)),
  }
}

/** Of a work beside the field: who has what would repair it, and the nearest to that which runs here; null where none is near. */
export function repairOf({
  outside,
}: AtlasEntry): { readonly by: AtlasEntry; readonly runs: AtlasEntry | null } | null {
  if (!outside) return null
  const by = atlasEntry(outside.repair)
  const all = [by, ...byNearness(by)]
  return { by, runs: all.find((entry) => statusOf(entry) !== 'explained') ?? null }
}

/** Those that share a part with it, nearest first, equal ones in the atlas' order. */
function byNearness(own: AtlasEntry): readonly AtlasEntry[] {
  return ATLAS.filter(({ id }) => id !== own.id)
    .map((entry) => ({ entry, nearness: nearnessOf(own, entry) }))
    .filter(({ nearness }) => nearness > 0)
    .toSorted((a, b) => b.nearness - a.nearness)
    .map(({ entry }) => entry)
}

/** The nearest entries by parts; none for an entry without parts. @param form what is told of it, where it is not its usual form */
export const neighboursOf = (own: AtlasEntry, most = 3, form: Recipe | null = null): readonly Neighbour[] =>
  byNearness(own)
    .slice(0, most)
    .map((entry) => compareParts(own, entry, form))
