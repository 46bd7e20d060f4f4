/** @file Bars on the token axis: one value a token, about zero or from zero up, with the other condition as an outline. */
import { memo } from 'react'
import { MINUS } from './format.ts'
import { columnCentre, px, symmetric, type TokenColumns } from './scale.ts'
import './value-bars.css'

export interface ValueBarsProps {
  readonly columns: TokenColumns
  /** One for each token; null where there is none (not scored yet, or an environment's token). */
  readonly values: readonly (number | null)[]
  /** The same under the other condition, drawn in outline; null for no outlines. */
  readonly ghosts: readonly (number | null)[] | null
  /** The outlines are those of the teacher with context. */
  readonly ghostsTold: boolean
  /** End of the scale, in the values' unit. */
  readonly limit: number
  /** 'gap' from -limit to limit in vermilion and blue, which mean the gap alone; 'signed' in ink; 'size' from 0 in ink. */
  readonly kind: 'gap' | 'signed' | 'size'
  /** Pixels. */
  readonly height: number
}

/** An outline lower than this, in pixels, is a line on the zero line and means nothing. */
const HAIRLINE = 1

/** Fixed scale, fixed columns: nothing moves while values arrive. What lies beyond the scale gets a notch, infinities their sign as well. */
export const ValueBars = memo(function ValueBars({
  columns,
  values,
  ghosts,
  ghostsTold,
  limit,
  kind,
  height,
}: ValueBarsProps) {
  const width = columns.count * columns.width
  const zero = kind === 'size' ? height - 1 : height / 2
  const reach = kind === 'size' ? height - 4 : height / 2 - 3
  const bar = Math.max(4, Math.min(14, columns.width * 0.56))
  const outline = Math.min(columns.width - 2, bar + 5)
  return (
    <svg
      className="value-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className="bars-zero" x1={0} x2={px(width)} y1={zero} y2={zero} />
      {ghosts?.map((value, i) => {
        if (value === null || Number.isNaN(value)) return null
        const { at } = symmetric(value, limit)
        const size = Math.abs(at) * reach
        if (size < HAIRLINE) return null
        const x = columnCentre(columns, i) - outline / 2
        const y = at >= 0 ? zero - size : zero
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: position on the axis is the identity
            key={i}
            className={ghostsTold ? 'bars-ghost told' : 'bars-ghost'}
            x={px(x)}
            y={px(y)}
            width={px(outline)}
            height={px(size)}
          />
        )
      })}
      {values.map((value, i) => {
        if (value === null || Number.isNaN(value)) return null
        const { at, clamped } = symmetric(value, limit)
        const centre = columnCentre(columns, i)
        const end = zero - at * reach
        const hue = kind !== 'gap' ? 'bars-size' : at < 0 ? 'bars-less' : 'bars-more'
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: position on the axis is the identity
          <g key={i} className={hue}>
            <rect
              className="bars-bar"
              x={px(centre - bar / 2)}
              y={px(zero - reach)}
              width={px(bar)}
              height={reach}
              style={{ transform: `scaleY(${px(at)})`, transformOrigin: `0 ${zero}px` }}
            />
            {clamped && <Notch x={centre} y={end} up={at > 0} />}
            {clamped && !Number.isFinite(value) && (
              <text className="bars-endless" x={px(centre + 6)} y={px(at > 0 ? end + 9 : end - 1)}>
                {at > 0 ? '∞' : `${MINUS}∞`}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
})

/** "Goes on beyond": a small arrow head past the bar's end. */
function Notch({ x, y, up }: { readonly x: number; readonly y: number; readonly up: boolean }) {
  const tip = up ? -3 : 3
  return <path className="bars-notch" d={`M${px(x - 5)} ${px(y)}h10l-5 ${tip}z`} />
}
