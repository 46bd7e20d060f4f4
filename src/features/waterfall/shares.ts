/** @file Which tokens carry a loss: contributions under thresholds, largest first, with their shares. Pure. */

export interface Thresholds {
  /** Most that one token may contribute, either way; 0 for no limit. */
  readonly clip: number
  /** Only tokens where the teacher's entropy is above this count, nats; 0 for all. */
  readonly teacherGate: number
  /** Only ceil(share · tokens) of the highest student entropies count, ties to the earlier; 1 for all. */
  readonly studentTop: number
  /** Only the first tokens of the rollout count; 0 for all. */
  readonly prefix: number
}

export interface LossToken {
  /** Place in the rollout, from 0. */
  readonly index: number
  readonly value: number
  /** Nats. */
  readonly entropyStudent: number
  readonly entropyTeacher: number
}

export interface Contribution {
  readonly index: number
  readonly value: number
  /** What the thresholds leave of it. */
  readonly kept: number
  /** Size of `kept` over the sum of all sizes. */
  readonly share: number
  /** Sum of the shares up to here. */
  readonly cumulative: number
}

/** Contributions in the order of their size before the thresholds, so that no bar moves while a threshold does. */
export function contributionsOf(tokens: readonly LossToken[], thresholds: Thresholds): readonly Contribution[] {
  const counts = gate(tokens, thresholds)
  const { clip } = thresholds
  const limited = (value: number): number => (clip > 0 ? Math.min(clip, Math.max(-clip, value)) : value)
  const sorted = [...tokens].sort((a, b) => bySize(a.value, b.value) || a.index - b.index)
  const kept = sorted.map((token) => (counts.has(token.index) ? limited(token.value) : 0))
  const shares = sharesOf(kept)
  let cumulative = 0
  return sorted.map(({ index, value }, i) => {
    const share = shares[i] ?? 0
    cumulative += share
    return { index, value, kept: kept[i] ?? 0, share, cumulative }
  })
}

/** Sizes over their sum. Infinite sizes share everything among themselves; where nothing is left all shares are 0. */
export function sharesOf(values: readonly number[]): readonly number[] {
  const infinite = values.filter((value) => Math.abs(value) === Infinity).length
  if (infinite > 0) return values.map((value) => (Math.abs(value) === Infinity ? 1 / infinite : 0))
  const total = values.reduce((sum, value) => sum + Math.abs(value), 0)
  return values.map((value) => (total > 0 ? Math.abs(value) / total : 0))
}

/** The fewest tokens whose shares reach `part` of the loss; 0 where there is none. */
export function tokensCarrying(contributions: readonly Contribution[], part: number): number {
  const largest = contributions.map(({ share }) => share).sort((a, b) => b - a)
  let sum = 0
  let count = 0
  // Ten tokens of a tenth each are 1, and not the 0.9999… that their sum is.
  while (count < largest.length && sum < part - 1e-9) sum += largest[count++] ?? 0
  return sum > 0 ? count : 0
}

/** Places of the tokens that count. */
function gate(tokens: readonly LossToken[], { teacherGate, studentTop, prefix }: Thresholds): ReadonlySet<number> {
  // The product of share and number may be a hair above the whole number that is meant.
  const most = Math.ceil(studentTop * tokens.length - 1e-9)
  const top = new Set(
    [...tokens]
      .sort((a, b) => b.entropyStudent - a.entropyStudent || a.index - b.index)
      .slice(0, most)
      .map(({ index }) => index),
  )
  const passes = ({ index, entropyTeacher }: LossToken): boolean =>
    top.has(index) && (teacherGate === 0 || entropyTeacher > teacherGate) && (prefix === 0 || index < prefix)
  return new Set(tokens.filter(passes).map(({ index }) => index))
}

function bySize(a: number, b: number): number {
  const [x, y] = [Math.abs(a), Math.abs(b)]
  return x === y ? 0 : x < y ? 1 : -1
}
