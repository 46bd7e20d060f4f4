/**
 * @file Curves over one x axis, with interval bands. The drawing is in shares of its box and stretched by the browser, so
 * it needs no measuring and fits any width; strokes and letters keep their size.
 */
import { memo, type PointerEvent } from 'react'
import { type Curve, type CurvePoint, dashOf } from './curve.ts'
import './curve-chart.css'
import { type Domain, place } from './domain.ts'
import { MINUS } from './format.ts'
import { px } from './scale.ts'

/** Units of the drawing's box, each way. */
const BOX = 1000

export interface CurveChartProps {
  /** What a screen reader says instead of the drawing. */
  readonly summary: string
  readonly curves: readonly Curve[]
  readonly x: Domain
  readonly y: Domain
  readonly formatX: (value: number) => string
  readonly formatY: (value: number) => string
  /** The x under the pointer, here or in a neighbour; null for none. */
  readonly cursor: number | null
  /** Where the weights stand, when that is before the curves' end; null otherwise. */
  readonly mark: number | null
  readonly onCursor: (x: number | null) => void
}

export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { summary, curves, x, y, formatX, formatY, cursor, mark, onCursor } = props
  const at = (point: CurvePoint, value: number): string =>
    `${px(place(point.x, x) * BOX)} ${px((1 - place(value, y)) * BOX)}`
  const middle = (y[0] + y[1]) / 2
  const look = ({ currentTarget, clientX }: PointerEvent): void => {
    const { left, width } = currentTarget.getBoundingClientRect()
    onCursor(x[0] + Math.min(1, Math.max(0, (clientX - left) / width)) * (x[1] - x[0]))
  }
  return (
    <div className="curve-chart">
      <div className="curve-ends" aria-hidden="true">
        <span>{formatY(y[1])}</span>
        <span>{formatY(middle)}</span>
        <span>{formatY(y[0])}</span>
      </div>
      <div className="curve-frame" onPointerMove={look} onPointerLeave={() => onCursor(null)}>
        <svg
          className="curve-box"
          viewBox={`0 0 ${BOX} ${BOX}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
          focusable="false"
        >
          {[0, BOX / 2, BOX].map((line) => (
            <line key={line} className="curve-rule" x1={0} x2={BOX} y1={line} y2={line} />
          ))}
          {y[0] < 0 && <Level y={(1 - place(0, y)) * BOX} />}
          {curves.map((curve) => (
            <Band key={curve.id} curve={curve} at={at} />
          ))}
          {curves.map(({ id, tone, dash, tag, apart, points }) => (
            <path
              key={id}
              className={`curve ${tag === undefined ? tone : 'pale'}${apart ? ' apart' : ''}`}
              strokeDasharray={apart ? undefined : dashOf(dash)}
              d={apart ? dotsOf(points, at) : pathOf(points, at)}
            />
          ))}
          {mark !== null && <Upright className="curve-mark" x={place(mark, x) * BOX} />}
          {cursor !== null && <Upright className="curve-cursor" x={place(cursor, x) * BOX} />}
        </svg>
        {curves.flatMap(({ id, tag, points }) =>
          (tag === undefined ? endlessOf(points) : []).map(({ x: at, y: value }) => (
            <span
              key={`${id} ${at}`}
              className={value > 0 ? 'curve-endless' : 'curve-endless low'}
              style={{ left: percent(place(at, x)) }}
              aria-hidden="true"
            >
              {value > 0 ? '∞' : `${MINUS}∞`}
            </span>
          )),
        )}
        {curves.map(({ id, tag, points }) => {
          const last = points.at(-1)
          if (tag === undefined || !last) return null
          const style = { left: percent(place(last.x, x)), top: percent(1 - place(last.y, y)) }
          return (
            <span key={id} className="curve-tag" style={style} aria-hidden="true">
              {tag}
            </span>
          )
        })}
      </div>
      <div className="curve-reach" aria-hidden="true">
        <span>{formatX(x[0])}</span>
        <span>{formatX(x[1])}</span>
      </div>
    </div>
  )
})

function Level({ y }: { readonly y: number }) {
  return <line className="curve-zero" x1={0} x2={BOX} y1={px(y)} y2={px(y)} />
}

function Upright({ className, x }: { readonly className: string; readonly x: number }) {
  return <line className={className} x1={px(x)} x2={px(x)} y1={0} y2={BOX} />
}

type At = (point: CurvePoint, value: number) => string

/** The interval around a curve, where its points have one. */
function Band({ curve, at }: { readonly curve: Curve; readonly at: At }) {
  const points = curve.points.filter(({ low, high }) => low !== undefined && high !== undefined)
  if (curve.tag !== undefined || points.length < 2) return null
  const top = points.map((point) => at(point, point.high ?? point.y))
  const bottom = points.map((point) => at(point, point.low ?? point.y)).reverse()
  return <path className={`curve-band ${curve.tone}`} d={`M${[...top, ...bottom].join('L')}Z`} />
}

/** Where a curve leaves for infinity: the first point of each stretch that has no end. */
function endlessOf(points: readonly CurvePoint[]): readonly CurvePoint[] {
  const endless = (point: CurvePoint | undefined): boolean => Math.abs(point?.y ?? 0) === Number.POSITIVE_INFINITY
  return points.filter((point, i) => endless(point) && !(endless(points[i - 1]) && points[i - 1]?.y === point.y))
}

/** Each point a dot, as below. */
function dotsOf(points: readonly CurvePoint[], at: At): string {
  return points.map((point) => pathOf([point], at)).join('')
}

/** A single point is drawn as a dot: a line of no length with round ends. */
function pathOf(points: readonly CurvePoint[], at: At): string {
  const finite = points.filter(({ y }) => Number.isFinite(y))
  if (finite.length === 0) return ''
  const places = finite.map((point) => at(point, point.y))
  return `M${places.join('L')}${finite.length === 1 ? 'h0' : ''}`
}

const percent = (share: number): string => `${px(share * 100)}%`
