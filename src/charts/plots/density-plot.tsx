/** @file Densities over a line: the teacher as a filled hill, students as curves with their names on their peaks, and handles over it. */
import type { ReactNode } from 'react'
import type { Curve, Tone } from '../curve.ts'
import { type Domain, place } from '../domain.ts'
import { MINUS } from '../format.ts'
import { px } from '../scale.ts'
import { type AreaLook, CurvePlot } from './curve-plot.tsx'
import './density-plot.css'

export interface DensityPlotProps {
  /** What a screen reader says instead of the drawing. */
  readonly summary: string
  readonly areas: readonly AreaLook[]
  /** A curve with a tag is pale. */
  readonly curves: readonly Curve[]
  readonly x: Domain
  readonly y: Domain
  /** Name of the line. */
  readonly over: string
  /** Of the densities. */
  readonly format: (value: number) => string
  /** Plots of one name share their cursor. */
  readonly sync?: string
  /** Names on the peaks of the curves. */
  readonly named?: boolean
  /** Handles, placed in per cent of the plot's area. */
  readonly children?: ReactNode
}

const onLine = (value: number): string => String(Math.round(value * 100) / 100).replace('-', MINUS)

export function DensityPlot(props: DensityPlotProps) {
  const { summary, areas, curves, x, y, over, format, sync, named = false, children } = props
  return (
    <div className="density-plot" data-figure>
      <CurvePlot
        summary={summary}
        areas={areas}
        curves={curves}
        x={x}
        y={y}
        over={over}
        formatX={onLine}
        formatY={format}
        sync={sync}
      >
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
      </CurvePlot>
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
