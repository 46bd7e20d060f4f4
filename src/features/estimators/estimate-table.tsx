/** @file The estimators' numbers: mean with its interval, bias with its interval, variance. */
import { formatNumber, formatSigned, inUnit, type Unit } from '../../charts/format.ts'
import type { Summary } from '../../store/estimators.ts'
import type { EstimatorRow } from './series.ts'

export interface EstimateTableProps {
  readonly rows: readonly EstimatorRow[]
  readonly unit: Unit
}

export function EstimateTable({ rows, unit }: EstimateTableProps) {
  const number = (nats: number): string => formatNumber(inUnit(nats, unit))
  return (
    <div className="estimators-scroll">
      <table className="estimators-table numeric">
        <thead>
          <tr>
            <th scope="col">estimator</th>
            <th scope="col">mean, {unit}</th>
            <th scope="col" title="Mean minus exact, with the half-width of its 95 % interval">
              bias ± 95 %
            </th>
            <th scope="col" title={`Of one draw, ${unit} squared`}>
              variance
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, meaning, summary, bias }) => (
            <tr key={id}>
              <th scope="row">
                <b>{label}</b> <span className="estimators-meaning">{meaning}</span>
              </th>
              <td>
                {number(summary.mean)} <small>{interval(summary, number)}</small>
              </td>
              <td>
                {formatSigned(inUnit(bias.mean, unit))} ± {number(bias.reach)} <small>{verdict(bias)}</small>
              </td>
              <td>{number(inUnit(summary.variance, unit))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function interval({ mean, reach }: Summary, number: (nats: number) => string): string {
  return Number.isFinite(reach) ? `${number(mean - reach)} to ${number(mean + reach)}` : ''
}

/** Whether the draws show a bias at all; one interval in twenty says so by chance. */
function verdict({ mean, reach }: Summary): string {
  if (!Number.isFinite(reach)) return ''
  return Math.abs(mean) > reach ? 'beyond noise' : 'within noise'
}
