/** @file Ends of axes. They move in round steps as values come in, so that curves grow and axes stand still. */

/** An axis from its low to its high end. */
export type Domain = readonly [low: number, high: number]

const ROUND = [1, 2, 3, 5, 10] as const

/** The smallest of 1, 2, 3, 5 times a power of ten that is not below a positive value; 1 where there is none. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  // A value that misses its step by rounding alone is on it.
  const step = ROUND.find((round) => round * power >= value * (1 - 1e-9)) ?? 10
  return Number((step * power).toPrecision(1))
}

/** A side of the axis that takes less than this share of the other one is left out. */
const NOTHING = 0.002

/** From zero, or from a round value below it, to a round value above everything. Infinite values are left out. */
export function valueDomain(values: Iterable<number>): Domain {
  let low = 0
  let high = 0
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  // What rounding leaves beside zero is zero: it would be an end that nothing reaches.
  if (-low < high * NOTHING) low = 0
  if (high < -low * NOTHING) high = 0
  return [low < 0 ? -roundUp(-low) : 0, high > 0 || low === 0 ? roundUp(high) : 0]
}

/** Where a value falls between the ends, 0 to 1; beyond them it is cut. */
export function place(value: number, [low, high]: Domain): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}
