/**
 * @file The logits of the last passes, so that the same text is read under another divergence, support or parameter
 * without running a model. They stay on the engine's side of the worker's border.
 */
import type { PreparedPair } from '../divergence/types.ts'
import type { LoadedModel } from './loader.ts'
import type { TokenScore } from './types.ts'

/** One model's logits over some texts, [texts, columns, vocabulary]. */
export interface Pass {
  readonly logits: Float32Array
  readonly columns: number
  /** Which column of the text the first one is: more than 0 where only the end of one text was read. */
  readonly first: number
}

/** What has been computed at a position and holds for every divergence, support and parameter. Filled as it is computed. */
export interface PositionMemo {
  /** Everything but the divergences, for one token and one number of entries. */
  plain?: { readonly id: number; readonly topCount: number; readonly score: Omit<TokenScore, 'divergences'> }
  /** Both distributions at temperature 1. */
  pair?: PreparedPair
}

interface CachedPass {
  readonly model: LoadedModel
  /** Everything that was fed, BOS and prompt included. */
  readonly ids: readonly number[]
  readonly pass: Pass
}

/** The last passes, by model and tokens. */
export interface PassCache {
  /** The pass of this very model over these very tokens, or null. */
  find(model: LoadedModel, ids: readonly number[]): Pass | null
  /** Keeps a pass as the newest; the oldest go when there are too many or they are too large together. */
  keep(model: LoadedModel, ids: readonly number[], pass: Pass): void
  /**
   * What is known at each position of two passes over one rollout, so that a slider which changes a parameter pays for the
   * divergence alone. Lives as long as the teacher's pass does. Empty where it would take too much memory.
   */
  memosOf(student: Pass, teacher: Pass, tokens: number, vocabulary: number): readonly PositionMemo[]
  /** Frees what belongs to a model, or everything. */
  forget(model?: LoadedModel): void
}

/** A rollout under two contexts by two teachers takes five passes: the student's is shared. */
const MOST_PASSES = 8
const MOST_BYTES = 192 * 2 ** 20
/** A prepared pair takes five doubles an entry: 16 MB in all. A larger vocabulary is prepared anew each time. */
const MOST_ENTRIES = 400_000

/** An empty cache. */
export function createPassCache(): PassCache {
  let entries: readonly CachedPass[] = []
  const memos = new WeakMap<Pass, { readonly student: Pass; readonly positions: readonly PositionMemo[] }>()
  return {
    find(model, ids) {
      const found = entries.find((entry) => entry.model === model && equalIds(entry.ids, ids))
      if (!found) return null
      entries = [...entries.filter((entry) => entry !== found), found]
      return found.pass
    },
    keep(model, ids, pass) {
      const others = entries.filter((entry) => entry.model !== model || !equalIds(entry.ids, ids))
      let kept = [...others, { model, ids, pass }].slice(-MOST_PASSES)
      while (kept.length > 0 && bytesOf(kept) > MOST_BYTES) kept = kept.slice(1)
      entries = kept
    },
    memosOf(student, teacher, tokens, vocabulary) {
      const known = memos.get(teacher)
      if (known?.student === student && known.positions.length === tokens) return known.positions
      if (tokens * vocabulary > MOST_ENTRIES) return []
      const positions = Array.from({ length: tokens }, (): PositionMemo => ({}))
      memos.set(teacher, { student, positions })
      return positions
    },
    forget(model) {
      entries = model ? entries.filter((entry) => entry.model !== model) : []
    },
  }
}

/** Whether two token sequences are the same. */
export function equalIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

function bytesOf(entries: readonly CachedPass[]): number {
  return entries.reduce((sum, { pass }) => sum + pass.logits.byteLength, 0)
}
