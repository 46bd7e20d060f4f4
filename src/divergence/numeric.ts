/** @file Scalar functions that keep their relative precision where the textbook expressions cancel or overflow. */

/** Below this |x| the series of `phi` is used; above it nothing cancels. */
const SERIES_LIMIT = 0.5
const SERIES_TERMS = 15

/** e^x - 1 - x >= 0. Every KL-like term is one of these, so a KL of near-equal distributions keeps all its digits. */
export function phi(x: number): number {
  // Where the student gives 0 to its token: the power outgrows what is taken from it.
  if (x === Number.POSITIVE_INFINITY) return x
  if (Math.abs(x) >= SERIES_LIMIT) return Math.expm1(x) - x
  let sum = 1
  for (let n = SERIES_TERMS; n >= 3; n--) sum = 1 + (x / n) * sum
  return 0.5 * x * x * sum
}

/**
 * p log(p/q) + q - p >= 0, where x = log(q/p). The added q - p sums to zero over two distributions, and makes every
 * term non-negative: the sum of them cannot cancel.
 */
export function klTerm(p: number, q: number, x: number): number {
  if (p === 0) return q
  if (Math.abs(x) < SERIES_LIMIT) return p * phi(x)
  return q - p - p * x
}

/** q - p, where x = log(q/p); exact to the last digits also where p and q agree in nearly all of theirs. */
export function difference(p: number, q: number, x: number): number {
  return Math.abs(x) < SERIES_LIMIT ? p * Math.expm1(x) : q - p
}

/** log((1 - w) + w e^x) for 0 <= w <= 1; x may be infinite. */
export function logMix(w: number, x: number): number {
  if (x <= 0) return Math.log1p(w * Math.expm1(x))
  if (w === 0) return 0
  return x + Math.log1p((1 - w) * Math.expm1(-x))
}

/** log sum e^x; -Infinity for an empty list or one of -Infinity only, +Infinity if one entry is. */
export function logSumExp(x: ArrayLike<number>): number {
  let at = 0
  for (let i = 1; i < x.length; i++) if ((x[i] ?? 0) > (x[at] ?? 0)) at = i
  const max = x[at] ?? Number.NEGATIVE_INFINITY
  if (!Number.isFinite(max)) return max
  let rest = 0
  for (let i = 0; i < x.length; i++) if (i !== at) rest += Math.exp((x[i] ?? 0) - max)
  return max + Math.log1p(rest)
}

/** What an infinite log-ratio counts as in a gradient: -log of the smallest positive double, about 745. */
const LOG_LIMIT = 745
/** Larger slopes are cut to this, so that a gradient never overflows to Infinity and then to NaN. */
const SLOPE_LIMIT = 1e300

/**
 * The log-ratio to use in a gradient. Where the divergence itself is infinite (one model gives exactly 0 to an entry)
 * it has no gradient; the one at the smallest positive probability is finite and points the right way.
 */
export function finiteLog(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return LOG_LIMIT
  if (x === Number.NEGATIVE_INFINITY) return -LOG_LIMIT
  return x
}

/** Cuts a slope to +-1e300. */
export function finiteSlope(x: number): number {
  return Math.min(Math.max(x, -SLOPE_LIMIT), SLOPE_LIMIT)
}
