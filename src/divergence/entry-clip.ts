/**
 * @file The point-wise clip of OPSD (`jsd_token_clip`): every vocabulary entry's contribution is cut at a limit before the sum,
 * with no lower limit, so the clipped value may be negative. An entry above the limit passes no gradient (as torch's clamp).
 */
import type { EntryFunction } from './kernel.ts'
import { logMix } from './numeric.ts'
import type { PreparedPair } from './types.ts'

/** p_S d c / d p_S of the textbook summand c of one entry: unlike a kernel's slope it may not be shifted by a constant. */
type Slope = EntryFunction

const forward: Slope = (pair, i) => -pair.pT[i]!
const reverse: Slope = (pair, i) => (pair.pS[i] === 0 ? 0 : pair.pS[i]! * (pair.logRatio[i]! + 1))

/** p / (w p + (1 - w) q) from x = log(q / p). */
const shareOfMix = (w: number, x: number): number => Math.exp(-logMix(1 - w, x))

const SLOPES: Readonly<Record<string, Slope>> = {
  'forward-kl': forward,
  'reverse-kl': reverse,
  jsd: (pair, i, beta) => {
    if (beta === 0) return forward(pair, i, beta)
    if (beta === 1) return reverse(pair, i, beta)
    return pair.pS[i] === 0 ? 0 : -(1 - beta) * pair.pS[i]! * logMix(beta, -pair.logRatio[i]!)
  },
  'skew-forward-kl': (pair, i, alpha) => {
    if (alpha === 0) return forward(pair, i, alpha)
    return pair.pS[i] === 0 ? 0 : -(1 - alpha) * pair.pS[i]! * shareOfMix(alpha, pair.logRatio[i]!)
  },
  'skew-reverse-kl': (pair, i, alpha) => {
    const s = pair.pS[i]!
    if (s === 0) return 0
    const x = -pair.logRatio[i]!
    return s * (-logMix(1 - alpha, x) + 1 - alpha * shareOfMix(alpha, x))
  },
  tvd: (pair, i) => 0.5 * Math.sign(pair.logRatio[i]!) * pair.pS[i]!,
  jeffreys: (pair, i, w) => (w === 0 ? 0 : w * forward(pair, i, w)) + (w === 1 ? 0 : (1 - w) * reverse(pair, i, w)),
}

/** Whether a divergence is a sum whose entries can be cut: those that a recipe may clip. */
export function isClippable(id: string): boolean {
  return id in SLOPES
}

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
  id: string,
  pair: PreparedPair,
  contributions: Float64Array,
  parameter: number,
  limit: number,
): ClippedEntries {
  const slope = SLOPES[id]
  if (!slope) {
    throw new RangeError(`${id} has no entries to clip: remove "entryClip", or use ${Object.keys(SLOPES).join(', ')}`)
  }
  if (!(limit > 0)) throw new RangeError(`entryClip is ${limit}: pass a number above 0`)
  const gradient = new Float64Array(pair.size)
  let value = 0
  let pull = 0
  const cut = contributions.map((contribution, i) => {
    if (contribution <= limit) {
      gradient[i] = slope(pair, i, parameter)
      pull += gradient[i]!
    }
    const kept = Math.min(contribution, limit)
    value += kept
    return kept
  })
  for (let i = 0; i < pair.size; i++) gradient[i]! -= pair.pS[i]! * pull
  return { value, contributions: cut, gradient }
}
