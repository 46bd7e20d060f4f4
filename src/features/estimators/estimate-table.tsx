/** @file The estimators' numbers: mean with its interval, bias with its interval, variance. */

import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import { mark, t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { viewOf } from '../../store/scoring.ts'
import { MathText } from '../../ui/math-text.tsx'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { useRoving } from '../../ui/use-roving.ts'
import type { Summary } from './draws.ts'
import { type EstimateNumber, estimateReceipt } from './provenance.ts'
import type { EstimatorRow } from './series.ts'

/** nats: a bias below this is rounding. */
const UNBIASED = 1e-6

export interface EstimateTableProps {
  readonly rows: readonly EstimatorRow[]
  readonly unit: Unit
}

export function EstimateTable({ rows, unit }: EstimateTableProps) {
  const act = useAct()
  const group = useRoving<HTMLTableElement>()
  // A receipt speaks of a rollout: without one there is none.
  const there = useAppState(({ rollout }) => rollout !== null)
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  const { drawSeed: seed, drawTemperature: temperature, drawClip: clip } = useSettings()
  const openerOf = (row: EstimatorRow): ReadingProps['onOpen'] =>
    !there || row.summary.count === 0
      ? null
      : (of) => {
          const ask = estimateReceipt(of, row, { seed, temperature, clip }, reading)
          if (ask) act('openReceipt', ask)
        }
  const number = (nats: number): string => formatNumber(inUnit(nats, unit))
  /** Nats squared take the factor twice. */
  const squared = (value: number): string => formatNumber(inUnit(inUnit(value, unit), unit))
  return (
    <div className="estimators-scroll" data-figure data-glance="wide tall">
      <table className="estimators-table numeric" ref={group}>
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
          {rows.map((row) => {
            const { id, label, meaning, summary, bias, expected } = row
            const asked = { label, onOpen: openerOf(row) }
            return (
              <tr key={id}>
                <th scope="row">
                  <b>{label}</b>{' '}
                  <span className="estimators-meaning">
                    <MathText text={t(meaning)} />
                  </span>
                </th>
                <td>
                  <Reading of="mean" {...asked} text={number(summary.mean)} />{' '}
                  <small>
                    <Interval {...asked} summary={summary} number={number} />
                  </small>
                </td>
                <td>
                  <Reading of="bias" {...asked} text={formatSigned(inUnit(bias.mean, unit))} /> ±{' '}
                  <Reading of="reach" {...asked} text={number(bias.reach)} /> <small>{verdict(bias, expected)}</small>{' '}
                  {expected && (
                    <small>
                      <Reading
                        of="true-bias"
                        {...asked}
                        text={t('in truth {value}', { value: formatSigned(inUnit(expected.bias, unit)) })}
                      />
                    </small>
                  )}
                </td>
                <td>
                  <Reading of="variance" {...asked} text={squared(summary.variance)} />{' '}
                  {expected && (
                    <small>
                      <Reading
                        of="true-variance"
                        {...asked}
                        text={t('in truth {value}', { value: squared(expected.variance) })}
                      />
                    </small>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

interface ReadingProps {
  readonly of: EstimateNumber
  /** Of the estimator. */
  readonly label: string
  readonly text: string
  /** Asks for a receipt; null where there is none. */
  readonly onOpen: ((of: EstimateNumber) => void) | null
}

const NAMES: Readonly<Record<EstimateNumber, string>> = {
  mean: mark('mean of {label}'),
  low: mark('lower end of the mean of {label}'),
  high: mark('upper end of the mean of {label}'),
  bias: mark('bias of {label}'),
  reach: mark('half-width of the bias of {label}'),
  variance: mark('variance of {label}'),
  'true-bias': mark('exact bias of {label}'),
  'true-variance': mark('exact variance of {label}'),
}

/** A number that shows its receipt when it is pressed; a dash has none. */
function Reading({ of, label, text, onOpen }: ReadingProps) {
  if (!onOpen || text === '–') return text
  return <NumberButton value={text} of={t(NAMES[of], { label })} onPress={() => onOpen(of)} />
}

interface IntervalProps extends Omit<ReadingProps, 'of' | 'text'> {
  readonly summary: Summary
  readonly number: (nats: number) => string
}

/** The ends of the mean's interval. */
function Interval({ summary: { mean, reach }, number, ...asked }: IntervalProps) {
  if (!Number.isFinite(reach)) return null
  return (
    <Phrase
      text={t('{low} to {high}')}
      places={{
        low: <Reading of="low" {...asked} text={number(mean - reach)} />,
        high: <Reading of="high" {...asked} text={number(mean + reach)} />,
      }}
    />
  )
}

/**
 * Whether the draws show a bias at all. One interval in twenty says so by chance, and where the truth is known to be 0, it is said
 * that this is one of them.
 */
function verdict({ mean, reach }: Summary, expected: EstimatorRow['expected']): string {
  if (!Number.isFinite(reach)) return ''
  if (Math.abs(mean) <= reach) return t('within noise')
  const unbiased = expected && Math.abs(expected.bias) < UNBIASED
  return unbiased ? t('beyond its interval: 1 in 20 does this by chance') : t('beyond noise')
}
