/** @file Marks under the tokens that two orders rank differently: a full head up for the first, a hollow one down for the second. */
import { memo } from 'react'
import './rank-marks.css'
import { columnCentre, px, type TokenColumns } from './scale.ts'

export interface RankMarksProps {
  readonly columns: TokenColumns
  /** How many places higher the first order has the token, as a share of all: -1 to 1. Null where it is not ranked. */
  readonly shifts: readonly (number | null)[]
  /** Smaller shifts get no mark. */
  readonly least: number
  /** Pixels. */
  readonly height: number
}

export const RankMarks = memo(function RankMarks({ columns, shifts, least, height }: RankMarksProps) {
  const width = columns.count * columns.width
  const middle = height / 2
  const half = Math.min(6, columns.width / 2 - 1)
  return (
    <svg
      className="rank-marks"
      width={width}
      height={height}
      viewBox={`0 0 ${px(width)} ${height}`}
      aria-hidden="true"
      focusable="false"
    >
      <line className="rank-zero" x1={0} x2={px(width)} y1={middle} y2={middle} />
      {marked(shifts, least).map(({ key, shift, i }) => {
        // The least mark must still be seen.
        const reach = (0.35 + 0.65 * Math.min(1, Math.abs(shift) * 2)) * (middle - 2)
        const x = columnCentre(columns, i)
        const tip = shift > 0 ? middle - 1 - reach : middle + 1 + reach
        const base = shift > 0 ? middle - 1 : middle + 1
        return (
          <path
            key={key}
            className={shift > 0 ? 'rank-first' : 'rank-second'}
            d={`M${px(x - half)} ${px(base)}h${px(2 * half)}L${px(x)} ${px(tip)}z`}
          />
        )
      })}
    </svg>
  )
})

/** A token's identity is its place on the axis. */
function marked(shifts: RankMarksProps['shifts'], least: number) {
  return shifts.flatMap((shift, i) =>
    shift === null || Math.abs(shift) < least ? [] : [{ key: `token ${i + 1}`, shift, i }],
  )
}
