/** @file The same numbers as a table, for those who read rather than look. */
import { useState } from 'react'
import { formatNumber, formatSigned, inUnit, tokenName, type Unit } from '../../charts/format.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../words/words.ts'
import type { AxisSeries } from './series.ts'

export interface AxisTableProps {
  readonly tokens: readonly RolloutToken[]
  readonly series: AxisSeries
  readonly divergence: string
  readonly unit: Unit
}

export function AxisTable({ tokens, series, divergence, unit }: AxisTableProps) {
  const [open, setOpen] = useState(false)
  return (
    <details className="axis-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('As a table')}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="axis-table-scroller" aria-label={t('Values as a table')} tabIndex={0}>
          <table className="numeric">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{t('token')}</th>
                <th scope="col">
                  {t('gap')}, {unit}
                </th>
                <th scope="col">{t(divergenceById(divergence).name)}</th>
                <th scope="col">
                  {t('H student')}, {unit}
                </th>
                <th scope="col">
                  {t('H teacher')}, {unit}
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.map(({ text }, i) => {
                const gap = series.gaps[i]
                const value = series.divergences[i]
                const entropy = series.entropies[i]
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: position is a token's identity
                  <tr key={i}>
                    <td>{i + 1}</td>
                    <th scope="row">{tokenName(text)}</th>
                    <td>{gap == null ? '–' : formatSigned(inUnit(gap, unit))}</td>
                    <td>{value == null ? '–' : formatNumber(value)}</td>
                    <td>{entropy?.student == null ? '–' : formatNumber(entropy.student)}</td>
                    <td>{entropy?.teacher == null ? '–' : formatNumber(entropy.teacher)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}
