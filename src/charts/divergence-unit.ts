/** @file How divergences are written on charts: nats or bits where they are measured in either. */
import { unitOf } from '../divergence/registry.ts'
import { formatNats, formatNumber, inUnit, type Unit } from './format.ts'

/** A divergence's value as it is drawn: in the unit on view where it has one. */
export function divergenceInUnit(id: string, value: number, unit: Unit): number {
  return unitOf(id) === null ? value : inUnit(value, unit)
}

/** A divergence's value as it is written. */
export function formatDivergence(id: string, value: number, unit: Unit): string {
  return unitOf(id) === null ? formatNumber(value) : formatNats(value, unit)
}

/** The name of the unit, or null where there is none. */
export function divergenceUnit(id: string, unit: Unit): Unit | null {
  return unitOf(id) === null ? null : unit
}
