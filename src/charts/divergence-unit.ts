/** @file How divergences are written on charts: short names, and nats or bits where they are measured in either. */
import { formatNats, formatNumber, inUnit, type Unit } from './format.ts'

const SHORT_NAMES: Readonly<Record<string, string>> = {
  jsd: 'JSD',
  tvd: 'Total variation',
  jeffreys: 'Jeffreys',
  alpha: 'α-divergence',
  renyi: 'Rényi',
  'squared-hellinger': 'Hellinger²',
  akl: 'Adaptive KL',
  'teacher-argmax-ce': 'Argmax CE',
  k1: 'k1',
  k2: 'k2',
  k3: 'k3',
}

/** A name that fits beside a chart. */
export function shortName({ id, name }: { readonly id: string; readonly name: string }): string {
  return SHORT_NAMES[id] ?? name
}

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
