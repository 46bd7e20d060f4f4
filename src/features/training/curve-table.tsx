/** @file The measurements as a table, for those who read rather than look. The steps in full are in the CSV. */
import { useState } from 'react'
import { formatNumber, formatProbability } from '../../charts/format.ts'
import type { Evaluation } from '../../engine/training/types.ts'
import { mark, t } from '../../i18n/words.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { NumberGrid, numberCell } from '../../ui/number-grid.tsx'
import { MEASURED, type MeasuredColumn, measurementReceipt } from './provenance.ts'
import './curve-table.css'

export function CurveTable() {
  const [open, setOpen] = useState(false)
  return (
    <details className="curve-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('Measurements as a table')}</summary>
      {open && <Table />}
    </details>
  )
}

const COLUMNS: Readonly<Record<MeasuredColumn, { readonly name: string; readonly write: (value: number) => string }>> =
  {
    greedy: { name: mark('greedy'), write: formatProbability },
    sampled: { name: mark('sampled'), write: formatProbability },
    reverseKl: { name: mark('reverse KL'), write: formatNumber },
    forwardKl: { name: mark('forward KL'), write: formatNumber },
    tvd: { name: mark('TV'), write: formatNumber },
    length: { name: mark('tokens'), write: formatNumber },
    loss: { name: mark('loss'), write: formatNumber },
  }

function Table() {
  const act = useAct()
  const run = useAppState((state) => state.training.run)
  if (!run) return <p>{t('Nothing is measured yet.')}</p>
  const numberOf = (evaluation: Evaluation, column: MeasuredColumn): number | undefined => {
    if (column === 'loss') return run.reports.find(({ step }) => step === evaluation.step)?.loss
    const value = evaluation[column]
    return typeof value === 'number' ? value : value.share
  }
  return (
    <NumberGrid
      className="numeric"
      aria-label={t('Measurements as a table')}
      onOpen={(row, column) => {
        const step = run.evaluations[row]?.step
        const measured = MEASURED[column]
        const ask = step === undefined || !measured ? null : measurementReceipt(run, step, measured)
        if (ask) act('openReceipt', ask)
      }}
    >
      <thead>
        <tr>
          <th scope="col">{t('step')}</th>
          {MEASURED.map((column) => (
            <th key={column} scope="col">
              {t(COLUMNS[column].name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {run.evaluations.map((evaluation, row) => (
          <tr key={evaluation.step}>
            <th scope="row">{evaluation.step}</th>
            {MEASURED.map((id, column) => {
              const { name, write } = COLUMNS[id]
              const value = numberOf(evaluation, id)
              if (value === undefined || Number.isNaN(value)) return <td key={id}>–</td>
              const of = t('{name} at step {step}', { name: t(name), step: evaluation.step })
              return (
                <td key={id} {...numberCell(row, column, write(value), of)}>
                  {write(value)}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </NumberGrid>
  )
}
