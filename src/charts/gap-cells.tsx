/** @file One row of a matrix on the token axis: each cell tinted by its gap, with the small bar that gives the same number. */
import { memo } from 'react'
import './gap-cells.css'
import { columnCentre, px, symmetric, type TokenColumns } from './scale.ts'

export interface GapCellsProps {
  readonly columns: TokenColumns
  /** One for each token, in the limit's unit; null where there is none. */
  readonly values: readonly (number | null)[]
  /** End of the scale, the same for every row. */
  readonly limit: number
  /** Pixels. */
  readonly height: number
}

/** The strongest tint, as everywhere that tokens are tinted. */
const TINT = 0.55
/** A tint fainter than this is paper. */
const FAINT = 0.01

/** Infinities and values beyond the scale fill their half and get a notch. */
export const GapCells = memo(function GapCells({ columns, values, limit, height }: GapCellsProps) {
  const width = columns.count * columns.width
  const zero = height / 2
  const reach = height / 2 - 4
  const bar = Math.max(3, Math.min(10, columns.width * 0.4))
  return (
    <svg
      className="gap-cells"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className="cells-zero" x1={0} x2={px(width)} y1={zero} y2={zero} />
      {placed(values, limit).map(({ key, index, at, clamped }) => {
        const centre = columnCentre(columns, index)
        return (
          <g key={key} className={at < 0 ? 'cells-less' : 'cells-more'}>
            {Math.abs(at) >= FAINT && (
              <rect
                x={px(index * columns.width)}
                y={1}
                width={px(columns.width)}
                height={height - 2}
                fillOpacity={px(Math.abs(at) * TINT)}
              />
            )}
            <rect
              className="cells-bar"
              x={px(centre - bar / 2)}
              y={px(zero - reach)}
              width={px(bar)}
              height={reach}
              style={{ transform: `scaleY(${px(at)})`, transformOrigin: `0 ${zero}px` }}
            />
            {clamped && (
              <path
                className="cells-notch"
                d={`M${px(centre - 4)} ${px(zero - at * reach)}h8l-4 ${at > 0 ? -3 : 3}z`}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
})

/** A token's identity is its place on the axis. */
function placed(values: GapCellsProps['values'], limit: number) {
  return values.flatMap((value, index) =>
    value === null || Number.isNaN(value) ? [] : [{ key: `token ${index + 1}`, index, ...symmetric(value, limit) }],
  )
}
