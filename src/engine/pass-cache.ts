/**
 * @file The logits of the last passes, so that the same text is read under another divergence, support or parameter
 * without running a model. They stay on the engine's side of the worker's border.
 */
import type { LoadedModel } from './loader.ts'

/** One model's logits over one text: [1, columns, vocabulary]. */
export interface Pass {
  readonly logits: Float32Array
  readonly columns: number
}

interface Entry {
  readonly model: LoadedModel
  /** Everything that was fed, BOS and prompt included. */
  readonly ids: readonly number[]
  readonly pass: Pass
}

export interface PassCache {
  /** The pass of this very model over these very tokens, or null. */
  find(model: LoadedModel, ids: readonly number[]): Pass | null
  /** Keeps a pass as the newest; the oldest go when there are too many or they are too large together. */
  keep(model: LoadedModel, ids: readonly number[], pass: Pass): void
  /** Frees what belongs to a model, or everything. */
  forget(model?: LoadedModel): void
}

/** A rollout under two contexts by two teachers takes five passes: the student's is shared. */
const MOST_PASSES = 8
const MOST_BYTES = 192 * 2 ** 20

/** An empty cache. */
export function createPassCache(): PassCache {
  let entries: readonly Entry[] = []
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
    forget(model) {
      entries = model ? entries.filter((entry) => entry.model !== model) : []
    },
  }
}

/** Whether two token sequences are the same. */
export function equalIds(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index])
}

function bytesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { pass }) => sum + pass.logits.byteLength, 0)
}
