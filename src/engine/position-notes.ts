/**
 * @file What has been worked out at a position and holds for every divergence, support and parameter: both softmaxes, ranks,
 * entropies. A slider that scrubs a parameter then pays for the divergence alone.
 */
import type { PreparedPair } from '../divergence/types.ts'
import type { Pass } from './pass-cache.ts'
import type { TokenScore } from './types.ts'

/** Filled as it is worked out. */
export interface PositionNotes {
  /** Everything but the divergences, for one token and one number of entries. */
  plain?: { readonly id: number; readonly topCount: number; readonly score: Omit<TokenScore, 'divergences'> }
  /** Both distributions at temperature 1. */
  pair?: PreparedPair
}

/** A pair takes five doubles an entry: 16 MB in all. A larger vocabulary is prepared anew each time. */
const MOST_ENTRIES = 400_000

const notes = new WeakMap<Pass, { readonly student: Pass; readonly positions: readonly PositionNotes[] }>()

/** The notes on two passes over one rollout; they live as long as the teacher's pass does. */
export function notesOn(student: Pass, teacher: Pass, tokens: number, vocabulary: number): readonly PositionNotes[] {
  const known = notes.get(teacher)
  if (known?.student === student && known.positions.length === tokens) return known.positions
  if (tokens * vocabulary > MOST_ENTRIES) return []
  const positions = Array.from({ length: tokens }, (): PositionNotes => ({}))
  notes.set(teacher, { student, positions })
  return positions
}
