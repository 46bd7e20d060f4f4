/** @file How divergences order the tokens: ranks, how far they part, and Spearman's correlation. Nulls take no part. */

export type Values = readonly (number | null)[]

/** 1 for the largest; equal values share the mean of their places. Nulls and NaN have no rank. */
export function ranks(values: Values): Values {
  const order = values.flatMap((value, i) => (value === null || Number.isNaN(value) ? [] : [{ value, i }]))
  // Not by the difference: that of two infinities is no number.
  order.sort((a, b) => (a.value === b.value ? 0 : a.value < b.value ? 1 : -1))
  const out: (number | null)[] = values.map(() => null)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (order[end]?.value === order[start]?.value && end < order.length) end++
    for (const { i } of order.slice(start, end)) out[i] = (start + 1 + end) / 2
    start = end
  }
  return out
}

/** Ranks of both over the tokens that both have a value for. */
function sharedRanks(a: Values, b: Values): readonly [Values, Values] {
  const shared = (i: number): boolean => [a[i], b[i]].every((value) => value != null && !Number.isNaN(value))
  return [
    ranks(a.map((value, i) => (shared(i) ? value : null))),
    ranks(b.map((value, i) => (shared(i) ? value : null))),
  ]
}

const known = new WeakMap<Values, WeakMap<Values, number | null>>()

/**
 * Spearman's rank correlation, -1 to 1; null where there are fewer than two tokens or one of the two does not vary. Remembered
 * for as long as both lists live: all pairs of a rail's strips are asked for again at every change of view.
 */
export function spearman(a: Values, b: Values): number | null {
  const ofA = known.get(a) ?? new WeakMap<Values, number | null>()
  known.set(a, ofA)
  const before = ofA.get(b)
  if (before !== undefined) return before
  const rho = correlation(a, b)
  ofA.set(b, rho)
  return rho
}

function correlation(a: Values, b: Values): number | null {
  const [ranksA, ranksB] = sharedRanks(a, b)
  const pairs = ranksA.flatMap((x, i) => (x === null ? [] : [[x, ranksB[i] ?? x] as const]))
  const middle = (pairs.length + 1) / 2
  let both = 0
  let onlyA = 0
  let onlyB = 0
  for (const [x, y] of pairs) {
    both += (x - middle) * (y - middle)
    onlyA += (x - middle) ** 2
    onlyB += (y - middle) ** 2
  }
  return onlyA > 0 && onlyB > 0 ? both / Math.sqrt(onlyA * onlyB) : null
}

/** How many places, as a share of all, each token stands higher under `a` than under `b`: -1 to 1. */
export function rankShifts(a: Values, b: Values): Values {
  const [ranksA, ranksB] = sharedRanks(a, b)
  const steps = Math.max(1, ranksA.filter((rank) => rank !== null).length - 1)
  return ranksA.map((rank, i) => (rank === null ? null : ((ranksB[i] ?? rank) - rank) / steps))
}

/** The mean of those that have a value, or null where none has. */
export function meanOf(values: Values): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length
}

/** The mean of a - b over the tokens that both have a value for, or null where there is none; both infinite counts as equal. */
export function meanDifference(a: Values, b: Values): number | null {
  return meanOf(
    a.map((value, i) => {
      const other = b[i]
      return value === null || other == null ? null : value === other ? 0 : value - other
    }),
  )
}
