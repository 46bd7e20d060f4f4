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

/** Tints that differ by less than this share of the scale are one. */
const SHADE = 1 / 24

/** One shape for a row's bars of one hue and one for each shade: infinities and values beyond the scale fill their half and get a notch. */
export const GapCells = memo(function GapCells({ columns, values, limit, height }: GapCellsProps) {
  const width = columns.count * columns.width
  const zero = height / 2
  const reach = height / 2 - 4
  const bar = Math.max(3, Math.min(10, columns.width * 0.4))
  const cells = values.flatMap((value, index) =>
    value === null || Number.isNaN(value)
      ? []
      : [{ index, centre: columnCentre(columns, index), ...symmetric(value, limit) }],
  )
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
      {SIDES.map(({ className, sign }) => {
        const here = cells.filter(({ at }) => at * sign > 0)
        const notched = here.filter(({ clamped }) => clamped)
        return (
          <g key={className} className={className}>
            {shades(here).map(([shade, indices]) => (
              <path
                key={shade}
                fillOpacity={px(shade * SHADE * TINT)}
                d={indices
                  .map((i) => `M${px(i * columns.width)} 1h${px(columns.width)}v${height - 2}h${px(-columns.width)}z`)
                  .join('')}
              />
            ))}
            <path
              className="cells-bar"
              d={cells
                .map(({ at, centre }) => {
                  // A bar of the other side stays, without height, so that the shapes can morph into each other.
                  const end = zero - Math.max(0, at * sign) * sign * reach
                  return `M${px(centre - bar / 2)} ${zero}h${px(bar)}V${px(end)}h${px(-bar)}z`
                })
                .join('')}
            />
            {notched.length > 0 && (
              <path
                className="cells-notch"
                d={notched
                  .map(({ at, centre }) => `M${px(centre - 4)} ${px(zero - at * reach)}h8l-4 ${at > 0 ? -3 : 3}z`)
                  .join('')}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
})

const SIDES = [
  { className: 'cells-less', sign: -1 },
  { className: 'cells-more', sign: 1 },
] as const

/** The cells' places by their tint, in steps of `SHADE`; what is fainter than `FAINT` has none. */
function shades(cells: readonly { readonly index: number; readonly at: number }[]): readonly [number, number[]][] {
  const found = new Map<number, number[]>()
  for (const { index, at } of cells) {
    if (Math.abs(at) < FAINT) continue
    const shade = Math.max(1, Math.round(Math.abs(at) / SHADE))
    const same = found.get(shade)
    if (same) same.push(index)
    else found.set(shade, [index])
  }
  return [...found].sort(([a], [b]) => a - b)
}
