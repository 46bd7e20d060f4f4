/** @file The rows' names, the ends of their scales, and their values at the crossing line. */

import type { AxisRow } from '../../charts/drawing/axis-rows.ts'
import { formatNumber } from '../../charts/format.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'
import { useRows } from './row-scale.ts'

const written = (value: number | null | undefined): string => (value == null ? '' : formatNumber(value))

export function RowNames({ rows }: { readonly rows: readonly AxisRow[] }) {
  const { labels } = useRows()
  const crossed = useAppState(crosshairToken) ?? -1
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: labels }} />
      {rows.map((row) => (
        <div key={row.id} className="axis-name" style={{ height: row.height }}>
          <b>
            {row.name} <small>{row.unit}</small>
          </b>
          <span className="axis-value">
            {row.kind === 'lines' ? (
              <>
                <span className="axis-student">{written(row.points[crossed]?.student)}</span>{' '}
                <span className="axis-teacher">{written(row.points[crossed]?.teacher)}</span>
              </>
            ) : (
              written(row.values[crossed])
            )}
          </span>
          <i>{row.ends[0]}</i>
          <i>{row.ends[1]}</i>
        </div>
      ))}
    </div>
  )
}
