/** @file The rows of charts on the token axis. */
import { memo } from 'react'
import { EntropyLines } from '../../charts/entropy-lines.tsx'
import type { TextLine } from '../../charts/lines.ts'
import type { TokenColumns } from '../../charts/scale.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { useRows } from './row-scale.ts'
import type { AxisSeries } from './series.ts'

export interface AxisChartsProps {
  readonly columns: TokenColumns
  readonly tokens: readonly RolloutToken[]
  readonly lines: readonly TextLine[]
  readonly series: AxisSeries
  /** Nats. */
  readonly gapScale: number
  readonly ghostsTold: boolean
}

export const AxisCharts = memo(function AxisCharts(props: AxisChartsProps) {
  const rows = useRows()
  const { columns, tokens, lines, series, gapScale, ghostsTold } = props
  return (
    <>
      <TokenLabels columns={columns} tokens={tokens} lines={lines} height={rows.labels} />
      <div className="axis-row" style={{ height: rows.gap }}>
        <ValueBars
          columns={columns}
          values={series.gaps}
          ghosts={series.ghostGaps}
          ghostsTold={ghostsTold}
          limit={gapScale}
          kind="gap"
          height={rows.gap}
        />
      </div>
      <div className="axis-row" style={{ height: rows.divergence }}>
        <ValueBars
          columns={columns}
          values={series.divergences}
          ghosts={series.ghostDivergences}
          ghostsTold={ghostsTold}
          limit={series.divergenceLimit}
          kind={series.divergenceKind}
          height={rows.divergence}
        />
      </div>
      <div className="axis-row" style={{ height: rows.entropy }}>
        <EntropyLines
          columns={columns}
          points={series.entropies}
          ghostsTold={ghostsTold}
          limit={series.entropyLimit}
          height={rows.entropy}
        />
      </div>
    </>
  )
})
