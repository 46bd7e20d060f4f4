/** @file Curves as a table to take away: one row a point, long, as plotting tools and spreadsheets' pivots like it. */
import type { Table } from './table.ts'

export interface TakenPoint {
  readonly x: number
  readonly y: number
  /** Ends of its interval, where it has one. */
  readonly low?: number
  readonly high?: number
}

export interface TakenCurves {
  /** What is drawn, with its unit. */
  readonly chart: string
  readonly curves: readonly { readonly id: string; readonly points: readonly TakenPoint[] }[]
}

/** `over`: name of the x axis with its unit. */
export function curvesTable(charts: readonly TakenCurves[], over: string): Table {
  return {
    header: ['chart', 'series', over, 'value', 'low', 'high'],
    rows: charts.flatMap(({ chart, curves }) =>
      curves.flatMap(({ id, points }) =>
        points.map(({ x, y, low, high }) => [chart, id, x, y, low ?? null, high ?? null]),
      ),
    ),
  }
}
