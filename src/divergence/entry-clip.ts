/**
 * @file The point-wise clip of OPSD (`jsd_token_clip`): every vocabulary entry's contribution is cut at a limit before the sum,
 * with no lower limit, so the clipped value may be negative. An entry above the limit passes no gradient (as torch's clamp).
 */
import type { EntryFunction } from './kernel.ts'
import type { PreparedPair } from './types.ts'

export interface ClippedEntries {
  readonly value: number
  /** Length N, sums to the value. */
  readonly contributions: Float64Array
  /** d value / d student logits at temperature 1, length N. */
  readonly gradient: Float64Array
}

/**
 * Cuts a divergence's contributions.
 * @param contributions of the divergence on this pair, uncut
 * @throws RangeError for a limit that is not above 0, or a divergence that is no sum of entries
 */
export function clipEntries(
  { id, clipSlope }: { readonly id: string; readonly clipSlope: EntryFunction | null },
  pair: PreparedPair,
  contributions: Float64Array,
  parameter: number,
  limit: number,
): ClippedEntries {
  if (!clipSlope) {
    throw new RangeError(`${id} has no entries to clip: remove "entryClip", or use a sum such as forward-kl or jsd`)
  }
  if (!(limit > 0)) throw new RangeError(`entryClip is ${limit}: pass a number above 0`)
  const gradient = new Float64Array(pair.size)
  let value = 0
  let pull = 0
  const cut = contributions.map((contribution, i) => {
    if (contribution <= limit) {
      gradient[i] = clipSlope(pair, i, parameter)
      pull += gradient[i]!
    }
    const kept = Math.min(contribution, limit)
    value += kept
    return kept
  })
  for (let i = 0; i < pair.size; i++) gradient[i]! -= pair.pS[i]! * pull
  return { value, contributions: cut, gradient }
}
