/** @file Which divergences are measured in nats, and so also in bits; the others are bare numbers. */
import { formatNats, formatNumber, inUnit, type Unit } from './format.ts'

/** Sums of probabilities or of their powers, not of logarithms. */
const UNITLESS: ReadonlySet<string> = new Set(['tvd', 'squared-hellinger', 'alpha'])

/** A divergence's value as it is drawn: in the unit on view where it has one. */
export function divergenceInUnit(id: string, value: number, unit: Unit): number {
  return UNITLESS.has(id) ? value : inUnit(value, unit)
}

/** A divergence's value as it is written. */
export function formatDivergence(id: string, value: number, unit: Unit): string {
  return UNITLESS.has(id) ? formatNumber(value) : formatNats(value, unit)
}

/** The name of the unit, or null where there is none. */
export function divergenceUnit(id: string, unit: Unit): Unit | null {
  return UNITLESS.has(id) ? null : unit
}
