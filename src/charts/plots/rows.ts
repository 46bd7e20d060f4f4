/** @file Curves as recharts reads them: a row for every x that one of them has. */
import type { Curve, CurvePoint } from '../curve.ts'

/** `x`, and by key: `y0` a curve's value, `b0` the ends of its interval, `a0` an area's height. */
export type Row = Record<string, number | readonly [number, number]>

/** Something filled down to zero. */
export interface PlotArea {
  readonly id: string
  readonly points: readonly CurvePoint[]
}

export interface RowOptions {
  /** Counts in powers of ten: what is not positive has no place. */
  readonly log?: boolean
}

/** Ascending in x. Values that no axis holds, such as infinities, are left out. */
export function rowsOf(
  curves: readonly Pick<Curve, 'points'>[],
  areas: readonly PlotArea[] = [],
  { log = false }: RowOptions = {},
): readonly Row[] {
  const rows: Row[] = []
  // Curves of one chart mostly share their places: each row is looked for where the curve before had it.
  const places = new Map<number, Row>()
  const rowAt = (x: number, i: number): Row => {
    const likely = rows[i]
    if (likely?.x === x) return likely
    const known = places.get(x)
    if (known) return known
    const row: Row = { x }
    rows.push(row)
    places.set(x, row)
    return row
  }
  const has = (value: number): boolean => Number.isFinite(value) && (!log || value > 0)
  for (const [at, { points }] of curves.entries()) {
    const [key, ends] = [`y${at}`, `b${at}`]
    for (let i = 0; i < points.length; i++) {
      const { x, y, low, high } = points[i] as CurvePoint
      if (!Number.isFinite(x)) continue
      const row = rowAt(x, i)
      if (has(y)) row[key] = y
      if (low !== undefined && high !== undefined && has(low) && has(high)) row[ends] = [low, high]
    }
  }
  for (const [at, { points }] of areas.entries()) {
    const key = `a${at}`
    for (const [i, { x, y }] of points.entries()) if (Number.isFinite(x) && has(y)) rowAt(x, i)[key] = y
  }
  rows.sort((a, b) => Number(a.x) - Number(b.x))
  // recharts' store freezes what it is given, row by row, unless that is done.
  return Object.freeze(rows)
}

/** The points between the ends, and all where there are none. */
export function within(points: readonly CurvePoint[], ends: readonly [number, number] | null): readonly CurvePoint[] {
  return ends ? points.filter(({ x }) => x >= ends[0] && x <= ends[1]) : points
}

/**
 * At most two rows for each of so many stretches of the x axis, holding the lowest and the highest value of each curve in the order
 * in which they came: a drawing of that many columns looks the same, at a fraction of the work. Exact values are read off the curves.
 */
export function thinned(rows: readonly Row[], stretches: number): readonly Row[] {
  const size = Math.ceil(rows.length / Math.max(1, stretches))
  if (size <= 2) return rows
  const keys = new Set(rows.flatMap(Object.keys))
  keys.delete('x')
  const thin: Row[] = []
  for (let start = 0; start < rows.length; start += size) {
    const stretch = rows.slice(start, start + size)
    const [first, last] = [stretch[0], stretch.at(-1)]
    if (!first || !last) continue
    const [one, two]: [Row, Row] = [{ x: first.x ?? 0 }, { x: last.x ?? 0 }]
    for (const key of keys) extremes(stretch, key, one, two)
    thin.push(one, ...(first === last ? [] : [two]))
  }
  return Object.freeze(thin)
}

/** Writes a curve's lowest and highest value, or the outermost ends of its interval, into two rows. */
function extremes(rows: readonly Row[], key: string, one: Row, two: Row): void {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  let lowAt = 0
  let highAt = 0
  let ends = false
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]?.[key]
    if (value === undefined) continue
    ends = typeof value !== 'number'
    const least = typeof value === 'number' ? value : value[0]
    const most = typeof value === 'number' ? value : value[1]
    if (least < low) {
      low = least
      lowAt = i
    }
    if (most > high) {
      high = most
      highAt = i
    }
  }
  if (low > high) return
  one[key] = ends ? [low, high] : lowAt <= highAt ? low : high
  two[key] = ends ? [low, high] : lowAt <= highAt ? high : low
}
