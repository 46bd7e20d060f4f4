/** @file Statistics of plain lists of numbers: sums, means, deviations, 95 % intervals and rank correlation. */

/** The standard normal's quantile at 97.5 %. */
export const NORMAL_975 = 1.959963984540054

/** Student's t at 97.5 % for 1, 2, ... 9 degrees of freedom; beyond them the normal's is close enough. */
const T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** NaN for an empty list. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length
}

/** Of a sample, over n - 1; NaN for fewer than two values. */
export function variance(values: readonly number[]): number {
  const centre = mean(values)
  return values.length < 2 ? Number.NaN : sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1)
}

/** Square root of `variance`, in the unit of the values. */
export function deviation(values: readonly number[]): number {
  return Math.sqrt(variance(values))
}

/** The 95 % interval of a mean by Student's t; null for fewer than two values. */
export function meanInterval(values: readonly number[]): readonly [low: number, high: number] | null {
  const n = values.length
  if (n < 2) return null
  const centre = mean(values)
  const half = (T_975[n - 2] ?? NORMAL_975) * Math.sqrt(variance(values) / n)
  return [centre - half, centre + half]
}

/**
 * The 95 % Wilson score interval of `successes` out of `n` (Wilson 1927).
 * @returns [low, high] within [0, 1]; [0, 1] for n = 0
 */
export function wilson(successes: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const z = NORMAL_975
  const share = successes / n
  const centre = share + (z * z) / (2 * n)
  const spread = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}

/** One number a token, or null where there is none. */
export type SparseValues = readonly (number | null)[]

/** 1 for the largest; equal values share the mean of their places. Nulls and NaN have no rank. */
export function ranks(values: SparseValues): SparseValues {
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
export function sharedRanks(a: SparseValues, b: SparseValues): readonly [SparseValues, SparseValues] {
  const shared = (i: number): boolean => [a[i], b[i]].every((value) => value != null && !Number.isNaN(value))
  return [
    ranks(a.map((value, i) => (shared(i) ? value : null))),
    ranks(b.map((value, i) => (shared(i) ? value : null))),
  ]
}

/** Spearman's rank correlation, -1 to 1; null where there are fewer than two tokens or one of the two does not vary. */
export function rankCorrelation(a: SparseValues, b: SparseValues): number | null {
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
