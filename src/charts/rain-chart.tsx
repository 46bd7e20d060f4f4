/** @file Sampled values as dots that fall on an axis and pile up, a row an estimator, against the exact value as a line. */
import type { CSSProperties } from 'react'
import type { Tone } from './curve.ts'
import { type Domain, place } from './domain.ts'
import './rain-chart.css'
import { ticksWithin } from './plots/ticks.ts'
import { px } from './scale.ts'

export interface RainRow {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** In the order of the draws; the last ones are drawn. */
  readonly values: readonly number[]
  /** Of all values; NaN for none. */
  readonly mean: number
  /** Half of the mean's interval. */
  readonly reach: number
}

export interface RainChartProps {
  readonly summary: string
  /** CSS pixels. */
  readonly width: number
  readonly rows: readonly RainRow[]
  /** NaN draws no line. */
  readonly exact: number
  readonly exactLabel: string
  readonly domain: Domain
  readonly format: (value: number) => string
}

/** Dots of a row: more would only cost time, the piles keep their shape. */
export const MOST_DOTS = 400
const LABEL = 42
const END = 14
const ROW = 62
const TOP = 20
const AXIS = 20
const DOT = 2.1
/** What a number at the axis takes with its gap. */
const TICK = 84
const PITCH = 4.6
const PILE = 42

export function RainChart({ summary, width, rows, exact, exactLabel, domain, format }: RainChartProps) {
  const span = Math.max(40, width - LABEL - END)
  const x = (value: number): number => px(LABEL + place(value, domain) * span)
  const bottom = TOP + rows.length * ROW
  const ticks = ticksWithin(domain, Math.max(2, Math.floor(span / TICK)))
  return (
    <svg
      className="rain"
      data-figure
      width={width}
      height={bottom + AXIS}
      role="img"
      aria-label={summary}
      focusable="false"
    >
      {rows.map((row, i) => (
        <g key={row.id} transform={`translate(0 ${TOP + i * ROW})`} className={`tone-${row.tone}`}>
          <text className="rain-label" x={0} y={ROW - 8}>
            {row.label}
          </text>
          <line className="rain-ground" x1={LABEL} x2={LABEL + span} y1={ROW - 9} y2={ROW - 9} />
          <Pile values={row.values} domain={domain} span={span} />
          <Mean row={row} x={x} />
        </g>
      ))}
      {Number.isFinite(exact) && (
        <>
          <line className="rain-exact" x1={x(exact)} x2={x(exact)} y1={TOP - 6} y2={bottom} />
          <text className="rain-exact-label" x={x(exact)} y={10} textAnchor={anchorAt(place(exact, domain), 0.2)}>
            {exactLabel}
          </text>
        </>
      )}
      {ticks.map((value) => (
        <g key={value}>
          <line className="rain-ground" x1={x(value)} x2={x(value)} y1={bottom - 2} y2={bottom + 2} />
          <text className="rain-tick" x={x(value)} y={bottom + 14} textAnchor={anchorAt(place(value, domain))}>
            {format(value)}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Words at an end of the axis stay inside it; `share`: how near an end that is. */
const anchorAt = (at: number, share = 0.04): 'start' | 'middle' | 'end' =>
  at > 1 - share ? 'end' : at < share ? 'start' : 'middle'

interface PileProps {
  readonly values: readonly number[]
  readonly domain: Domain
  readonly span: number
}

/** The last dots, stacked where they meet. What leaves the axis lies at its end, hollow. */
function Pile({ values, domain, span }: PileProps) {
  const start = Math.max(0, values.length - MOST_DOTS)
  const shown = values.slice(start)
  const columns = Math.max(1, Math.floor(span / PITCH))
  const columnOf = (value: number): number => Math.round(place(Number.isNaN(value) ? 0 : value, domain) * columns)
  const heights = new Map<number, number>()
  const stacked = shown.map((value, i) => {
    const column = columnOf(value)
    const level = heights.get(column) ?? 0
    heights.set(column, level + 1)
    // Draws only ever come to the end of the list, so their number names them.
    return { draw: start + i, value, column, level }
  })
  const step = Math.min(PITCH, PILE / Math.max(1, ...heights.values()))
  return stacked.map(({ draw, value, column, level }) => (
    <circle
      key={draw}
      className={value < domain[0] || value > domain[1] ? 'rain-dot beyond' : 'rain-dot'}
      cx={px(LABEL + (column / columns) * span)}
      cy={px(ROW - 12 - DOT - level * step)}
      r={DOT}
      style={{ '--drop': `${(draw * 7) % 50}` } as CSSProperties}
    />
  ))
}

/** A caret under the mean, and its interval. */
function Mean({ row: { mean, reach }, x }: { readonly row: RainRow; readonly x: (value: number) => number }) {
  if (!Number.isFinite(mean)) return null
  const at = x(mean)
  return (
    <>
      {Number.isFinite(reach) && (
        <line className="rain-interval" x1={x(mean - reach)} x2={x(mean + reach)} y1={ROW - 4} y2={ROW - 4} />
      )}
      <path className="rain-mean" d={`M${at} ${ROW - 9}l4 7h-8z`} />
    </>
  )
}
