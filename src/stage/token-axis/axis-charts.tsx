/** @file The rows of charts on the token axis. */
import { memo } from 'react'
import type { AxisRow } from '../../charts/drawing/axis-rows.ts'
import { EntropyLines } from '../../charts/entropy-lines.tsx'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { useRows } from './row-scale.ts'

export interface AxisChartsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly RolloutToken[]
  readonly lines: readonly TextLine[]
  readonly rows: readonly AxisRow[]
  readonly ghostsTold: boolean
}

export const AxisCharts = memo(function AxisCharts({ columns, tokens, lines, rows, ghostsTold }: AxisChartsProps) {
  const { labels } = useRows()
  return (
    <>
      <TokenLabels columns={columns} tokens={tokens} lines={lines} height={labels} />
      {rows.map((row) => (
        <div key={row.id} className="axis-row" style={{ height: row.height }}>
          <Row row={row} columns={columns} ghostsTold={ghostsTold} />
        </div>
      ))}
    </>
  )
})

interface RowProps {
  readonly row: AxisRow
  readonly columns: TokenColumns
  readonly ghostsTold: boolean
}

const Row = memo(function Row({ row, columns, ghostsTold }: RowProps) {
  const { limit, height } = row
  return row.kind === 'lines' ? (
    <EntropyLines columns={columns} points={row.points} ghostsTold={ghostsTold} limit={limit} height={height} />
  ) : (
    <ValueBars
      columns={columns}
      values={row.values}
      ghosts={row.ghosts}
      ghostsTold={ghostsTold}
      limit={limit}
      kind={row.kind}
      height={height}
    />
  )
})
