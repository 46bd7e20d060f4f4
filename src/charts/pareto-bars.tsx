/** @file Contributions, largest first: each as it was in outline and as it counts in ink, with the curve of their summed shares. */
import { memo, type PointerEvent, useRef } from 'react'
import { MINUS } from './format.ts'
import './pareto-bars.css'
import { columnCentre, px, symmetric, type TokenColumns } from './scale.ts'

export interface ParetoBar {
  readonly value: number
  /** What a threshold leaves of it. */
  readonly kept: number
  /** Summed shares up to this bar, 0 to 1. */
  readonly cumulative: number
}

export interface ParetoBarsProps {
  readonly columns: TokenColumns
  readonly bars: readonly ParetoBar[]
  /** End of the values' scale. */
  readonly limit: number
  /** Some values are below zero: the scale is symmetric. */
  readonly signed: boolean
  /** Where the curve's mark stands, 0 to 1. */
  readonly part: number
  /** Where bars are cut, in the values' unit; null for nowhere. */
  readonly clip: number | null
  /** Pixels. */
  readonly height: number
  /** The cut is dragged; null where it was dragged off the scale. Without it the line cannot be moved. */
  readonly onClip?: (clip: number | null) => void
}

/** Room above the highest bar, for the notch of what goes on beyond. */
const TOP = 6
/** How near the pointer must come to the line, pixels. */
const GRIP = 14

export const ParetoBars = memo(function ParetoBars(props: ParetoBarsProps) {
  const { columns, bars, limit, signed, part, clip, height, onClip } = props
  const svg = useRef<SVGSVGElement>(null)
  const width = columns.count * columns.width
  const zero = signed ? height / 2 : height - 1
  const reach = zero - TOP
  const bar = Math.max(2, Math.min(16, columns.width * 0.62))
  const shareAt = (share: number): number => px(height - 1 - share * (height - 1 - TOP))
  const cut = zero - (clip === null ? 1 : Math.min(1, clip / limit)) * reach
  const last = bars.length * columns.width

  const drag = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect()
    if (!box || event.buttons === 0) return
    // An enlarged chart is taller on the screen than it was drawn.
    const scale = box.height > 0 ? height / box.height : 1
    const value = ((zero - (event.clientY - box.top) * scale) / reach) * limit
    onClip?.(value >= limit ? null : Math.max(0, value))
  }

  return (
    <svg
      ref={svg}
      className="pareto"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className="pareto-zero" x1={0} x2={px(width)} y1={zero} y2={zero} />
      {numbered(bars).map(({ key, value, kept, i }) => (
        <g key={key}>
          <Bar
            className="pareto-raw"
            x={columnCentre(columns, i)}
            at={symmetric(value, limit).at}
            {...{ bar, zero, reach }}
          />
          <Bar
            className="pareto-kept"
            x={columnCentre(columns, i)}
            at={symmetric(kept, limit).at}
            {...{ bar, zero, reach }}
          />
          {!Number.isFinite(value) && !Number.isNaN(value) && (
            <text
              className="pareto-endless"
              x={columnCentre(columns, i)}
              y={value > 0 ? zero - reach + 10 : zero + reach - 2}
            >
              {value > 0 ? '∞' : `${MINUS}∞`}
            </text>
          )}
        </g>
      ))}
      <line className="pareto-part" x1={0} x2={px(last)} y1={shareAt(part)} y2={shareAt(part)} />
      <path
        className="pareto-curve"
        d={`M0 ${shareAt(0)}${bars.map(({ cumulative }, i) => `L${px((i + 1) * columns.width)} ${shareAt(cumulative)}`).join('')}`}
      />
      <line
        className={clip === null ? 'pareto-cut off' : 'pareto-cut'}
        x1={0}
        x2={px(last)}
        y1={px(cut)}
        y2={px(cut)}
      />
      {onClip && (
        <rect
          className="pareto-grip"
          x={0}
          width={px(last)}
          y={px(cut - GRIP / 2)}
          height={GRIP}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          // A drag is no click on a bar.
          onPointerUp={(event) => event.stopPropagation()}
        />
      )}
    </svg>
  )
})

interface BarProps {
  readonly className: string
  /** Centre, pixels. */
  readonly x: number
  /** -1 to 1. */
  readonly at: number
  /** Width, pixels. */
  readonly bar: number
  readonly zero: number
  readonly reach: number
}

function Bar({ className, x, at, bar, zero, reach }: BarProps) {
  const size = Math.abs(at) * reach
  return (
    <rect
      className={className}
      x={px(x - bar / 2)}
      y={px(at >= 0 ? zero - size : zero)}
      width={px(bar)}
      height={px(size)}
    />
  )
}

/** A bar's identity is its place. */
function numbered(bars: readonly ParetoBar[]) {
  return bars.map((bar, i) => ({ ...bar, key: `bar ${i + 1}`, i }))
}
