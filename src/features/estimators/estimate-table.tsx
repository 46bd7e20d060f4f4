/** @file The estimators' numbers: mean with its interval, bias with its interval, variance. */
import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { viewOf } from '../../store/conditions.ts'
import type { Summary } from '../../store/estimators.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { estimateAsk } from '../../store/take-away/headlines.ts'
import { NumberButton } from '../../ui/number-button.tsx'
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
                <Mean label={label} summary={summary} exact={summary.mean - bias.mean} text={number(summary.mean)} />{' '}
                <small>{interval(summary, number)}</small>
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

interface MeanProps {
  readonly label: string
  readonly summary: Summary
  readonly exact: number
  readonly text: string
}

/** The mean with its receipt, where there is a rollout that the receipt can speak of. */
function Mean({ label, summary, exact, text }: MeanProps) {
  const act = useAct()
  const there = useAppState(({ run }) => run !== null)
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  const { drawSeed: seed, drawTemperature: temperature } = useAppState((state) => state.settings)
  const { mean: value, count: draws } = summary
  if (!there || draws === 0) return text
  return (
    <NumberButton
      value={text}
      of={t('mean of {label}', { label })}
      onPress={() => act('openReceipt', estimateAsk({ label, value, draws, exact, seed, temperature }, reading))}
    />
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
