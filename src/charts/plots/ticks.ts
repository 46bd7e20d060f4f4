/** @file Round numbers to write at an axis, and the ends of one that counts in powers of ten. */
import type { Domain } from '../domain.ts'

const STEPS = [1, 2, 5, 10] as const

/** Floating point leaves dust on multiples of 0.1. */
const clean = (value: number): number => Number(value.toPrecision(12))

/**
 * Multiples of 1, 2 or 5 times a power of ten between the ends; the ends themselves where there is no room for two.
 * @param most how many there may be
 * @param whole whether only whole numbers mean something
 */
export function ticksWithin([low, high]: Domain, most: number, whole = false): readonly number[] {
  const span = high - low
  if (!(span > 0) || !Number.isFinite(span)) return [low]
  const raw = span / Math.max(1, most - 1)
  const power = 10 ** Math.floor(Math.log10(raw))
  const factor = STEPS.find((step) => step * power >= raw * (1 - 1e-9)) ?? 10
  const step = whole ? Math.max(1, Math.round(factor * power)) : factor * power
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  if (count < 2) return [low, high]
  return Array.from({ length: count }, (_, i) => clean((first + i) * step))
}

/** From a 1, 2 or 5 times a power of ten below all positive values to one above; null where there is none. */
export function logDomain(values: Iterable<number>): Domain | null {
  let low = Number.POSITIVE_INFINITY
  let high = 0
  for (const value of values) {
    if (!(value > 0) || !Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (high === 0) return null
  const [from, to] = [roundDown(low), roundUp(high)]
  return [from, to > from ? to : from * 10]
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return clean((STEPS.findLast((step) => step * power <= value * (1 + 1e-9)) ?? 1) * power)
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return clean((STEPS.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power)
}

/** Powers of ten between the ends; where they are few, their doubles and fives as well; where they are many, every second or third. */
export function logTicks([low, high]: Domain, most: number): readonly number[] {
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)]
  const within = (factors: readonly number[]): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i))
      .flatMap((power) => factors.map((factor) => clean(factor * power)))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
  for (const factors of [
    [1, 2, 5],
    [1, 3],
  ]) {
    const ticks = within(factors)
    if (ticks.length <= most) return ticks
  }
  const powers = within([1])
  if (powers.length < 2) return [low, high]
  const stride = Math.ceil(powers.length / Math.max(1, most))
  return powers.filter((_, i) => i % stride === 0)
}
