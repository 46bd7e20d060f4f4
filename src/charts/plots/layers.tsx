/** @file What recharts does not draw by itself: signs on few points, tags at the ends of earlier runs, curves that leave for infinity. */
import { memo, useEffect } from 'react'
import {
  useActiveTooltipLabel,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  ZIndexLayer,
} from 'recharts'
import { type Curve, type CurvePoint, signOf } from '../curve.ts'
import { MINUS } from '../format.ts'

/** Above the curves, below the cursor. */
const LEVEL = 700
/** Signs on more points than these would hide their curve. */
const FEW = 24
const RADIUS = 2.6

export interface LayerProps {
  readonly curves: readonly Curve[]
}

/** One path a curve, whatever the number of its points. */
export const Signs = memo(function Signs({ curves }: LayerProps) {
  const at = usePlaces()
  if (!at) return null
  return (
    <ZIndexLayer zIndex={LEVEL}>
      {curves.map(({ id, tone, dash, tag, apart, points }) => {
        if (tag !== undefined || (points.length > FEW && !apart)) return null
        const signs = points.map((point) => {
          const place = at(point)
          return place ? signOf(dash, place.x, place.y, RADIUS) : ''
        })
        return <path key={id} className={`plot-sign tone-${tone}`} d={signs.join('')} />
      })}
    </ZIndexLayer>
  )
})

/** An earlier run is named at its end. */
export const Tags = memo(function Tags({ curves }: LayerProps) {
  const at = usePlaces()
  if (!at) return null
  return (
    <ZIndexLayer zIndex={LEVEL}>
      {curves.map(({ id, tag, points }) => {
        const end = points.findLast(({ y }) => Number.isFinite(y))
        const place = tag !== undefined && end ? at(end) : null
        return (
          place && (
            <text key={id} className="plot-tag" x={place.x - 3} y={place.y - 4} textAnchor="end">
              {tag}
            </text>
          )
        )
      })}
    </ZIndexLayer>
  )
})

/** A value that no axis holds stands at its end. */
export const Endless = memo(function Endless({ curves }: LayerProps) {
  const area = usePlotArea()
  const x = useXAxisScale()
  if (!area || !x) return null
  return (
    <ZIndexLayer zIndex={LEVEL}>
      {curves.flatMap(({ id, tag, points }) =>
        (tag === undefined ? endlessOf(points) : []).map((point) => (
          <text
            key={`${id} ${point.x}`}
            className="plot-endless"
            x={x(point.x)}
            y={point.y > 0 ? area.y + 10 : area.y + area.height - 3}
            textAnchor="middle"
          >
            {point.y > 0 ? '∞' : `${MINUS}∞`}
          </text>
        )),
      )}
    </ZIndexLayer>
  )
})

/** Tells which x the cursor stands at, here or in a neighbour; null for none. */
export function CursorReader({ onCursor }: { readonly onCursor: (x: number | null) => void }) {
  const active = useIsTooltipActive()
  const label = useActiveTooltipLabel()
  const x = active && label !== undefined ? Number(label) : null
  useEffect(() => onCursor(x), [x, onCursor])
  return null
}

/** Where a point lies in the drawing, CSS pixels; null for what lies outside or nowhere. */
function usePlaces(): ((point: CurvePoint) => { x: number; y: number } | null) | null {
  const area = usePlotArea()
  const x = useXAxisScale()
  const y = useYAxisScale()
  if (!area || !x || !y) return null
  return (point) => {
    const [left, top] = [x(point.x), y(point.y)]
    if (left === undefined || top === undefined || !Number.isFinite(left) || !Number.isFinite(top)) return null
    const [right, bottom] = [area.x + area.width, area.y + area.height]
    return left < area.x - 1 || left > right + 1 || top < area.y - 1 || top > bottom + 1 ? null : { x: left, y: top }
  }
}

/** The first point of each stretch that has no end. */
function endlessOf(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const endless = (point: CurvePoint | undefined): boolean => Math.abs(point?.y ?? 0) === Number.POSITIVE_INFINITY
  return points.filter((point, i) => endless(point) && !(endless(points[i - 1]) && points[i - 1]?.y === point.y))
}
