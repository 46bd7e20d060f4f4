/**
 * @file Densities over a line: the teacher as a filled hill, students as curves with their names on their peaks. Drawn in
 * shares of its box like every chart of curves; what can be dragged lies over it.
 */
import type { ReactNode } from 'react'
import { type Curve, type CurvePoint, dashOf, type Tone } from './curve.ts'
import './curve-chart.css'
import './density-chart.css'
import { type Domain, place } from './domain.ts'
import { MINUS } from './format.ts'
import { px } from './scale.ts'

const BOX = 1000

export interface DensityArea {
  readonly id: string
  readonly tone: Tone
  /** 'contribution': filled without an outline, for something that its own curve outlines. */
  readonly kind: 'density' | 'contribution'
  readonly points: readonly CurvePoint[]
}

export interface DensityChartProps {
  /** What a screen reader says instead of the drawing. */
  readonly summary: string
  readonly areas: readonly DensityArea[]
  /** A curve with a tag is pale. */
  readonly curves: readonly Curve[]
  readonly x: Domain
  readonly y: Domain
  /** Whole numbers on the line. */
  readonly ticks: readonly number[]
  /** Of the densities. */
  readonly format: (value: number) => string
  /** Names on the peaks of the curves. */
  readonly named?: boolean
  /** Handles, placed in per cent of the frame. */
  readonly children?: ReactNode
}

export function DensityChart(props: DensityChartProps) {
  const { summary, areas, curves, x, y, ticks, format, named = false, children } = props
  const at = (point: CurvePoint): string => `${px(place(point.x, x) * BOX)} ${px((1 - place(point.y, y)) * BOX)}`
  const floor = px((1 - place(0, y)) * BOX)
  const line = (points: readonly CurvePoint[]): string => (points.length > 0 ? `M${points.map(at).join('L')}` : '')
  return (
    <div className="curve-chart density-chart" data-figure>
      <div className="curve-ends" aria-hidden="true">
        <span>{format(y[1])}</span>
        <span>{format(y[0])}</span>
      </div>
      <div className="curve-frame">
        <svg
          className="curve-box"
          viewBox={`0 0 ${BOX} ${BOX}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
          focusable="false"
        >
          {ticks.map((tick) => (
            <line
              key={tick}
              className="curve-rule"
              x1={px(place(tick, x) * BOX)}
              x2={px(place(tick, x) * BOX)}
              y2={BOX}
            />
          ))}
          {areas.map(({ id, tone, kind, points }) => (
            <path
              key={id}
              className={`density-area ${kind} tone-${tone}`}
              d={`${line(points)}L${BOX} ${floor}L0 ${floor}Z`}
            />
          ))}
          <line className="curve-zero" x2={BOX} y1={floor} y2={floor} />
          {curves.map(({ id, tone, dash, tag, points }) => (
            <path
              key={id}
              className={tag === undefined ? `curve ${tone}` : 'curve pale'}
              strokeDasharray={dashOf(dash)}
              d={line(points)}
            />
          ))}
        </svg>
        {named &&
          peakTags(curves, x, y).map(({ id, label, tone, left, top }) => (
            <span
              key={id}
              className={`density-tag tone-${tone}`}
              style={{ left: `${px(left)}%`, top: `${px(top)}%` }}
              aria-hidden="true"
            >
              <span className="density-swatch" />
              {label}
            </span>
          ))}
        {children}
      </div>
      <div className="density-ticks" aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: `${px(place(tick, x) * 100)}%` }}>
            {String(tick).replace('-', MINUS)}
          </span>
        ))}
      </div>
    </div>
  )
}

/** Names nearer than this to each other, in per cent of the frame, are stacked. */
const NEAR = { left: 16, top: 7.5 } as const
/** Room that a name takes above its point. */
const HEADROOM = 8

/** The names' places: each on its curve's peak, above any name that is there already. */
function peakTags(curves: readonly Curve[], x: Domain, y: Domain) {
  const placed: { id: string; label: string; tone: Tone; left: number; top: number }[] = []
  for (const { id, label, tone, tag, points } of curves) {
    const [first] = points
    if (!first || tag !== undefined) continue
    const peak = points.reduce((best, point) => (point.y > best.y ? point : best), first)
    const left = Math.min(90, Math.max(10, place(peak.x, x) * 100))
    let top = Math.max(HEADROOM, (1 - place(peak.y, y)) * 100)
    const inTheWay = (): boolean =>
      placed.some((other) => Math.abs(other.left - left) < NEAR.left && Math.abs(other.top - top) < NEAR.top)
    // Upwards while there is room, else downwards: names never leave the frame.
    const way = top - NEAR.top * curves.length < HEADROOM ? 1 : -1
    while (inTheWay()) top += way
    placed.push({ id, label, tone, left, top })
  }
  return placed
}
