/** @file The estimators taken away: rain, table and running means as they are drawn, and every draw behind them. */
import { inUnit } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { curvesTable } from '../../store/export/curves-table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useSettings } from '../../store/hooks.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { runningMeans } from './draws.ts'
import type { EstimatorRow } from './series.ts'

export interface TakeEstimatorsProps {
  readonly rows: readonly EstimatorRow[]
  /** Nats. */
  readonly exact: number
  /** Where the draws are made. */
  readonly place: string
}

export function TakeEstimators({ rows, exact, place }: TakeEstimatorsProps) {
  const { drawScope, drawTemperature, drawSeed, drawClip, units } = useSettings()
  const take = useChartExport(() => {
    const said = (nats: number): number => inUnit(nats, units)
    const within = ({ mean, reach }: EstimatorRow['summary']) => ({
      ...{ y: said(mean), low: said(mean - reach), high: said(mean + reach) },
    })
    const summaries = rows.flatMap(({ label, summary, bias }) => [
      { id: `${label} mean`, points: [{ x: summary.count, ...within(summary) }] },
      { id: `${label} bias`, points: [{ x: summary.count, ...within(bias) }] },
      { id: `${label} variance (${units} squared)`, points: [{ x: summary.count, y: said(said(summary.variance)) }] },
    ])
    return {
      name: 'estimators',
      title: t('Estimators'),
      notes: [
        t('Drawn: {what}; temperature {temperature}, draw seed {seed}, weights cut at {clip}.', {
          what: drawScope === 'position' ? place : t('whole rollouts'),
          temperature: drawTemperature,
          seed: drawSeed,
          clip: drawClip === 0 ? t('none') : drawClip,
        }),
        t('Dots: one draw each. Caret and bar: mean and its 95 % interval. Hollow dots lie beyond the axis.'),
      ],
      table: curvesTable(
        [
          {
            chart: `exact, ${units}`,
            curves: [{ id: 'exact', points: [{ x: rows[0]?.summary.count ?? 0, y: said(exact) }] }],
          },
          { chart: `summary, ${units}`, curves: summaries },
          {
            chart: `draws, ${units}`,
            curves: rows.map(({ label, values }) => ({
              id: label,
              points: values.map((value, i) => ({ x: i + 1, y: said(value) })),
            })),
          },
          {
            chart: `running mean, ${units}`,
            curves: rows.map(({ label, values }) => ({
              id: label,
              points: runningMeans(values).map(({ x, y, low, high }) => ({
                ...{ x, y: said(y), low: said(low), high: said(high) },
              })),
            })),
          },
        ],
        'draws',
      ),
    }
  })
  return <TakeAway chart={t('Estimators')} {...take} />
}
