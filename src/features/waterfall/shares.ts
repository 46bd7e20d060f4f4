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
  /** The value with its vocabulary entries cut; the same where none is. */
  readonly cut: number
  /** Norm of the gradient on the logits, before and after the entries are cut; NaN while unknown. */
  readonly mass: number
  readonly massCut: number
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
  readonly mass: number
  /** What the thresholds leave of the gradient mass: a token that is clipped pulls in proportion to what is left of it. */
  readonly massKept: number
}

/** Contributions in the order of their size before the thresholds, so that no bar moves while a threshold does. */
export function contributionsOf(tokens: readonly LossToken[], thresholds: Thresholds): readonly Contribution[] {
  const counts = countingTokens(tokens, thresholds)
  const { clip } = thresholds
  const limited = (value: number): number => (clip > 0 ? Math.min(clip, Math.max(-clip, value)) : value)
  const sorted = [...tokens].sort((a, b) => bySize(a.value, b.value) || a.index - b.index)
  const kept = sorted.map((token) => (counts.has(token.index) ? limited(token.cut) : 0))
  const shares = sharesOf(kept)
  let cumulative = 0
  return sorted.map(({ index, value, cut, mass, massCut }, i) => {
    const share = shares[i] ?? 0
    const left = kept[i] ?? 0
    cumulative += share
    // 0 of an infinite value is 0, and a value of 0 that counts keeps its gradient.
    const part = !counts.has(index) ? 0 : left === cut ? 1 : left / cut
    return { index, value, kept: left, share, cumulative, mass, massKept: massCut * part }
  })
}

/** Sizes over their sum. Infinite sizes share everything among themselves; where nothing is left all shares are 0. */
export function sharesOf(values: readonly number[]): readonly number[] {
  const infinite = values.filter((value) => Math.abs(value) === Infinity).length
  if (infinite > 0) return values.map((value) => (Math.abs(value) === Infinity ? 1 / infinite : 0))
  const total = values.reduce((sum, value) => sum + Math.abs(value), 0)
  return values.map((value) => (total > 0 ? Math.abs(value) / total : 0))
}

/** The fewest tokens whose shares reach `part` of the whole; 0 where there is none. */
export function tokensCarrying(contributions: readonly Pick<Contribution, 'share'>[], part: number): number {
  const largest = contributions.map(({ share }) => share).sort((a, b) => b - a)
  let sum = 0
  let count = 0
  // Ten tokens of a tenth each are 1, and not the 0.9999… that their sum is.
  while (count < largest.length && sum < part - 1e-9) sum += largest[count++] ?? 0
  return sum > 0 ? count : 0
}

/** One token's share of the gradient, without thresholds and with them. */
export interface MassShare {
  readonly index: number
  readonly before: number
  readonly share: number
}

/** How the gradient falls on the tokens, in the order of the text; null while it is not known of all. */
export function massShares(contributions: readonly Contribution[]): readonly MassShare[] | null {
  if (contributions.some(({ mass, massKept }) => Number.isNaN(mass) || Number.isNaN(massKept))) return null
  const ordered = [...contributions].sort((a, b) => a.index - b.index)
  const before = sharesOf(ordered.map(({ mass }) => mass))
  const after = sharesOf(ordered.map(({ massKept }) => massKept))
  return ordered.map(({ index }, i) => ({ index, before: before[i] ?? 0, share: after[i] ?? 0 }))
}

/**
 * The share of the highest student entropies that begins above a given entropy, and back: the entropy at which a share cuts.
 * Ties go to the earlier token, so a share is the exact statement and the entropy its place on a scale.
 */
export function studentTopAbove(tokens: readonly LossToken[], entropy: number): number {
  const above = tokens.filter(({ entropyStudent }) => entropyStudent >= entropy).length
  return tokens.length === 0 ? 1 : above / tokens.length
}

/** The lowest student entropy that still counts; 0 where all do. */
export function entropyAtStudentTop(tokens: readonly LossToken[], studentTop: number): number {
  if (studentTop >= 1) return 0
  const sorted = tokens.map(({ entropyStudent }) => entropyStudent).sort((a, b) => b - a)
  return sorted[topCount(tokens.length, studentTop) - 1] ?? 0
}

/** The product of share and number may be a hair above the whole number that is meant. */
const topCount = (count: number, share: number): number => Math.ceil(share * count - 1e-9)

/** Places of the tokens that count. */
export function countingTokens(
  tokens: readonly LossToken[],
  { teacherGate, studentTop, prefix }: Thresholds,
): ReadonlySet<number> {
  const most = topCount(tokens.length, studentTop)
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
