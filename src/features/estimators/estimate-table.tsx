/** @file The estimators' numbers: mean with its interval, bias with its interval, variance. */
import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import type { Summary } from '../../store/estimators.ts'
import { t } from '../../words/words.ts'
import type { EstimatorRow } from './series.ts'

export interface EstimateTableProps {
  readonly rows: readonly EstimatorRow[]
  readonly unit: Unit
}

export function EstimateTable({ rows, unit }: EstimateTableProps) {
  const number = (nats: number): string => formatNumber(inUnit(nats, unit))
  /** Nats squared take the factor twice. */
  const squared = (value: number): string => formatNumber(inUnit(inUnit(value, unit), unit))
  return (
    <div className="estimators-scroll" data-figure>
      <table className="estimators-table numeric">
        <thead>
          <tr>
            <th scope="col">{t('estimator')}</th>
            <th scope="col">{t('mean, {unit}', { unit })}</th>
            <th scope="col" title={t('Mean minus exact, with the half-width of its 95 % interval')}>
              {t('bias ± 95 %')}
            </th>
            <th scope="col" title={t('Of one draw, {unit} squared', { unit })}>
              {t('variance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, meaning, summary, bias, expected }) => (
            <tr key={id}>
              <th scope="row">
                <b>{label}</b> <span className="estimators-meaning">{t(meaning)}</span>
              </th>
              <td>
                {number(summary.mean)} <small>{interval(summary, number)}</small>
              </td>
              <td>
                {formatSigned(inUnit(bias.mean, unit))} ± {number(bias.reach)} <small>{verdict(bias)}</small>{' '}
                {expected && (
                  <small>{t('in truth {value}', { value: formatSigned(inUnit(expected.bias, unit)) })}</small>
                )}
              </td>
              <td>
                {squared(summary.variance)}{' '}
                {expected && <small>{t('in truth {value}', { value: squared(expected.variance) })}</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function interval({ mean, reach }: Summary, number: (nats: number) => string): string {
  return Number.isFinite(reach) ? t('{low} to {high}', { low: number(mean - reach), high: number(mean + reach) }) : ''
}

/** Whether the draws show a bias at all; one interval in twenty says so by chance. */
function verdict({ mean, reach }: Summary): string {
  if (!Number.isFinite(reach)) return ''
  return Math.abs(mean) > reach ? t('beyond noise') : t('within noise')
}
