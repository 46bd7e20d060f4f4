/** @file The instruments under the text: tokens, gap, divergence and entropies in one column grid, crossed by one line. */
import { useDeferredValue, useMemo } from 'react'
import { textLines } from '../../charts/lines.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { gapLimit } from '../../store/marks.ts'
import { problemOf, problemRef, viewOf } from '../../store/scoring.ts'
import { lazily } from '../../ui/lazily.tsx'
import { SHORT_TEXT } from '../../ui/use-near.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { useWidth } from '../../ui/use-width.ts'
import { AxisCharts, type AxisChartsProps } from './axis-charts.tsx'
import { axisRows } from './axis-rows.ts'
import { AxisTable } from './axis-table.tsx'
import { RowNames } from './row-names.tsx'
import { useRows } from './row-scale.ts'
import { axisSeries } from './series.ts'
import { TakeAway } from './take-away.tsx'
import './token-axis.css'
import { t } from '../../i18n/words.ts'
import { TokenFrame } from './token-frame.tsx'
import { useColumns } from './use-columns.ts'

const ImportedAxis = lazily(async () => (await import('../imported/imported-axis.tsx')).ImportedAxis)

const NO_TOKENS: readonly RolloutToken[] = []

/** Drawn anew when the data change; the line and the numbers that follow the pointer are drawn on their own. */
export function TokenAxis() {
  const group = useRoving<HTMLElement>()
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const [frame, width] = useWidth<HTMLDivElement>()
  const columns = useColumns(rollout, problemOf(problemRef(settings)), width)
  const { shown, other, context } = viewOf({ rollout, settings })
  const { divergence, units } = settings
  const gapScale = useAppState(gapLimit)
  const tokens = rollout?.tokens ?? NO_TOKENS
  const lines = useMemo(() => textLines(tokens), [tokens])
  const series = useMemo(
    () => axisSeries(tokens, shown, other, divergence, units),
    [tokens, shown, other, divergence, units],
  )
  const heights = useRows()
  const rows = useMemo(
    () => axisRows(series, gapScale, { units, divergence }, heights),
    [series, gapScale, units, divergence, heights],
  )
  const drawn = useMemo(
    (): AxisChartsProps => ({ columns, tokens, lines, rows, ghostsTold: context === null }),
    [columns, tokens, lines, rows, context],
  )
  // Behind a long text they are far below: the text that is looked at comes first.
  const later = useDeferredValue(drawn)
  const { imported } = rollout ?? {}
  // Nothing is measured of what no model reads: charts of it would stay empty.
  const measured = imported === undefined || imported.unread === null
  return (
    <section className="axis" aria-labelledby="axis-heading" ref={group}>
      <div className="axis-head">
        <h2 id="axis-heading" className="heading">
          {t('Token by token')}
        </h2>
        <TakeAway columns={columns} lines={lines} series={series} gapScale={gapScale} />
      </div>
      {measured && (
        <>
          <div className="axis-grid" data-glance>
            <RowNames rows={rows} />
            <TokenFrame label={t('Charts along the tokens')} columns={columns} count={tokens.length} frame={frame}>
              <AxisCharts {...(tokens.length > SHORT_TEXT ? later : drawn)} />
            </TokenFrame>
          </div>
          <AxisTable tokens={tokens} series={series} divergence={divergence} unit={units} told={context !== null} />
        </>
      )}
      {imported && <ImportedAxis />}
    </section>
  )
}
