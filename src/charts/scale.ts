/** @file Scales shared by all charts of one token axis. Values that leave a scale are clamped and said to be. */

/** Where a value falls on a scale from -limit to limit: -1 to 1, and whether it had to be cut. */
export interface Clamped {
  readonly at: number
  readonly clamped: boolean
}

/** A symmetric scale about zero. NaN counts as zero, unclamped: there is nothing to draw. */
export function symmetric(value: number, limit: number): Clamped {
  if (Number.isNaN(value)) return { at: 0, clamped: false }
  const at = value / limit
  return Math.abs(at) > 1 ? { at: Math.sign(at), clamped: true } : { at, clamped: false }
}

/** Less than this, in pixels, is no movement that an eye follows. */
const STILL = 0.5

/**
 * Whether a bar moves when the teacher's other condition comes on view. Shapes of bars that morph cost at every frame by their
 * length: what stands still is drawn in one that does not. The same from both sides, so that a shape keeps its bars.
 * @param at,other where the bar ends under the two conditions, -1 to 1; null without the other one: then all may move
 * @param reach pixels of 1
 */
export function moves(at: number, other: number | null, reach: number): boolean {
  return other === null || Math.abs(at - other) * reach >= STILL
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50] as const

/** The smallest round limit that holds every finite size among the values; at least `least`, at most the largest step. */
export function roundLimit(values: Iterable<number>, least: number): number {
  let largest = least
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value))
  return STEPS.find((step) => step >= largest * 0.999) ?? 50
}

/** Geometry of the token axis: `count` columns of one width. */
export interface TokenColumns {
  readonly count: number
  /** CSS pixels. */
  readonly width: number
}

/** The middle of a column, in pixels from the axis' start. */
export function columnCentre({ width }: TokenColumns, index: number): number {
  return (index + 0.5) * width
}

/** Coordinates in SVG need no more than three decimals; more only make snapshots brittle. */
export function px(value: number): number {
  return Math.round(value * 1000) / 1000
}
