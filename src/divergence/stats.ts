/**
 * @file Statistics of plain lists of numbers. Sums, means, deviations, quantiles and correlation are simple-statistics'; this says what an
 * empty list has (the library throws), and adds what it lacks: Student's t, Wilson's interval, and ranks that ties share.
 */
import {
  meanSimple,
  quantileSorted,
  sampleCorrelation,
  sampleStandardDeviation,
  sampleVariance,
  sumSimple,
} from 'simple-statistics'

/** The standard normal's quantile at 97.5 %. */
export const NORMAL_975 = 1.959963984540054

// The library takes what it may change; none of these does. Its compensated sums turn infinities into NaN, so the plain ones are used.
const open = (values: readonly number[]): number[] => values as number[]

export function sum(values: readonly number[]): number {
  return sumSimple(open(values))
}

/** NaN for an empty list. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : meanSimple(open(values))
}

/** Of a sample, over n - 1; NaN for fewer than two values. */
export function variance(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : sampleVariance(open(values))
}

/** Square root of `variance`, in the unit of the values. */
export function deviation(values: readonly number[]): number {
  return values.length < 2 ? Number.NaN : sampleStandardDeviation(open(values))
}

/** The value below which a share of the list lies, between neighbours in proportion (type 7 of Hyndman and Fan 1996); NaN for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  return values.length === 0
    ? Number.NaN
    : quantileSorted(
        values.toSorted((a, b) => a - b),
        share,
      )
}

/** NaN for an empty list. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** Student's t at 97.5 % for 1, 2, ... 9 degrees of freedom. */
const T_975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262]

/**
 * Student's t at 97.5 %. From ten degrees of freedom on by its expansion about the normal's (Abramowitz and Stegun, 26.7.5), which is
 * right to five digits there.
 */
export function studentT(freedom: number): number {
  const tabled = T_975[freedom - 1]
  if (tabled !== undefined) return tabled
  const x = NORMAL_975
  const terms = [
    x,
    (x ** 3 + x) / 4,
    (5 * x ** 5 + 16 * x ** 3 + 3 * x) / 96,
    (3 * x ** 7 + 19 * x ** 5 + 17 * x ** 3 - 15 * x) / 384,
    (79 * x ** 9 + 776 * x ** 7 + 1482 * x ** 5 - 1920 * x ** 3 - 945 * x) / 92_160,
  ]
  return sum(terms.map((term, power) => term / freedom ** power))
}

/** The 95 % interval of a mean by Student's t; null for fewer than two values. */
export function meanInterval(values: readonly number[]): readonly [low: number, high: number] | null {
  const n = values.length
  if (n < 2) return null
  const centre = mean(values)
  const half = studentT(n - 1) * Math.sqrt(variance(values) / n)
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
  const ofA = ranksA.filter((rank) => rank !== null)
  const ofB = ranksB.filter((rank) => rank !== null)
  const rho = ofA.length < 2 ? Number.NaN : sampleCorrelation(ofA, ofB)
  return Number.isNaN(rho) ? null : Math.max(-1, Math.min(1, rho))
}
