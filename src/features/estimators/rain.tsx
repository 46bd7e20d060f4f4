/** @file The rain at the width that there is. */
import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { RainChart } from '../../charts/rain-chart.tsx'
import { t } from '../../i18n/words.ts'
import { useWidth } from '../../ui/use-width.ts'
import { type EstimatorRow, rainDomain } from './series.ts'

export interface RainProps {
  readonly rows: readonly EstimatorRow[]
  /** Nats; NaN before the first draw. */
  readonly exact: number
  readonly exactLabel: string
  /** What is estimated. */
  readonly of: string
  readonly unit: Unit
  /** What a small frame shows. Default false. */
  readonly first?: boolean
}

export function Rain({ rows, exact, exactLabel, of, unit, first = false }: RainProps) {
  const [frame, width] = useWidth<HTMLDivElement>()
  const said = (nats: number): string => formatNumber(inUnit(nats, unit))
  const means = rows.map(({ label, summary }) => `${label} ${said(summary.mean)}`).join(', ')
  const known = Number.isFinite(exact)
  return (
    <figure className="estimators-figure" data-figure data-glance={first ? '' : undefined}>
      <figcaption>{t('One dot a draw: {of}, {unit}', { of, unit })}</figcaption>
      <div ref={frame}>
        <RainChart
          summary={
            known
              ? t('Draws of {of}. Exact {exact}; means: {means}.', { of, exact: said(exact), means })
              : t('Draws of {of}: none yet.', { of })
          }
          width={width}
          rows={rows.map(({ id, label, tone, values, summary }) => ({ id, label, tone, values, ...summary }))}
          exact={exact}
          exactLabel={`${exactLabel} ${said(exact)}`}
          domain={rainDomain(rows, known ? exact : 0)}
          format={(nats) => formatSigned(inUnit(nats, unit))}
        />
      </div>
    </figure>
  )
}
