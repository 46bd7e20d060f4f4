/** @file The rows' names, the ends of their scales, and their values at the crossing line. */

import { divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, inUnit } from '../../charts/format.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { useRows } from './row-scale.ts'
import { type AxisSeries, tick } from './series.ts'

const written = (value: number | null | undefined): string => (value == null ? '' : formatNumber(value))

interface RowNamesProps {
  readonly series: AxisSeries
  /** End of the gap's scale, nats. */
  readonly gapScale: number
}

export function RowNames({ series, gapScale }: RowNamesProps) {
  const rows = useRows()
  const { units, divergence } = useSettings()
  const crossed = useAppState(crosshairToken) ?? -1
  const gap = series.gaps[crossed]
  const entropy = series.entropies[crossed]
  const signed = series.divergenceKind === 'signed'
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: rows.labels }} />
      <div className="axis-name" style={{ height: rows.gap }}>
        <b>
          {t('gap')} <small>{units}</small>
        </b>
        <span className="axis-value">{gap == null ? '' : formatNumber(inUnit(gap, units))}</span>
        <i>{`+${tick(inUnit(gapScale, units))}`}</i>
        <i>{`−${tick(inUnit(gapScale, units))}`}</i>
      </div>
      <div className="axis-name" style={{ height: rows.divergence }}>
        <b>
          {t(divergenceById(divergence).shortName)} <small>{divergenceUnit(divergence, units) ?? ''}</small>
        </b>
        <span className="axis-value">{written(series.divergences[crossed])}</span>
        <i>{tick(series.divergenceLimit)}</i>
        <i>{signed ? `−${tick(series.divergenceLimit)}` : '0'}</i>
      </div>
      <div className="axis-name" style={{ height: rows.entropy }}>
        <b>
          {t('entropies')} <small>{units}</small>
        </b>
        <span className="axis-value">
          <span className="axis-student">{written(entropy?.student)}</span>{' '}
          <span className="axis-teacher">{written(entropy?.teacher)}</span>
        </span>
        <i>{tick(series.entropyLimit)}</i>
        <i>0</i>
      </div>
    </div>
  )
}
