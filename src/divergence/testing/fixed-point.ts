/**
 * @file Real numbers as BigInts with 256 binary places, for tests: an arithmetic that shares nothing with float64, in
 * which textbook formulas can be evaluated and differentiated as they stand, cancellation included.
 */

const PLACES = 256n
/** A real number times 2^256. */
export type Fixed = bigint

export const ONE: Fixed = 1n << PLACES
/** 2^-80: a step for central differences, whose error is then about 2^-160. */
export const STEP: Fixed = ONE >> 80n

/** Exact. */
export function fixed(x: number): Fixed {
  let places = 0n
  let scaled = x
  while (!Number.isInteger(scaled)) {
    scaled *= 2
    places++
  }
  return BigInt(scaled) << (PLACES - places)
}

/** Rounds to a double, also when tiny. */
export function toNumber(x: Fixed): number {
  const magnitude = x < 0n ? -x : x
  const extra = Math.max(0, magnitude.toString(2).length - 64)
  return Number(x >> BigInt(extra)) * 2 ** (extra - Number(PLACES))
}

export const times = (a: Fixed, b: Fixed): Fixed => (a * b) >> PLACES
export const over = (a: Fixed, b: Fixed): Fixed => (a << PLACES) / b
export const sum = (xs: readonly Fixed[]): Fixed => xs.reduce((a, b) => a + b, 0n)

/** Taylor series after halving the argument 16 times. */
export function exp(x: Fixed): Fixed {
  const halvings = 16n
  const guard = 48n
  const one = ONE << guard
  const small = (x << guard) >> halvings
  let term = one
  let total = one
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = ((term * small) >> (PLACES + guard)) / n
    total += term
  }
  for (let i = 0n; i < halvings; i++) total = (total * total) >> (PLACES + guard)
  return total >> guard
}

/** Halley's iteration on e^y = x, from the double's logarithm: 53, 159, then all bits. @throws RangeError for x <= 0. */
export function log(x: Fixed): Fixed {
  if (x <= 0n) throw new RangeError('log of a number that is not positive')
  const bits = x.toString(2).length
  const mantissa = Number(x >> BigInt(Math.max(0, bits - 60)))
  const exponent = Math.max(0, bits - 60) - Number(PLACES)
  let y = fixed(Math.log(mantissa) + exponent * Math.LN2)
  for (let i = 0; i < 2; i++) {
    const e = exp(y)
    y += 2n * over(x - e, x + e)
  }
  return y
}
