/** @file The measurements as a table, for those who read rather than look. The steps in full are in the CSV. */
import { useState } from 'react'
import { formatNumber, formatProbability } from '../../charts/format.ts'
import { useAppState } from '../../store/hooks.ts'
import { t } from '../../words/words.ts'
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

function Table() {
  const run = useAppState((state) => state.training.run)
  if (!run) return <p>{t('Nothing is measured yet.')}</p>
  const lossAt = (at: number): number => run.reports.find(({ step }) => step === at)?.loss ?? Number.NaN
  return (
    <table className="numeric">
      <thead>
        <tr>
          <th scope="col">{t('step')}</th>
          <th scope="col">{t('greedy')}</th>
          <th scope="col">{t('sampled')}</th>
          <th scope="col">{t('reverse KL')}</th>
          <th scope="col">{t('forward KL')}</th>
          <th scope="col">{t('TV')}</th>
          <th scope="col">{t('tokens')}</th>
          <th scope="col">{t('loss')}</th>
        </tr>
      </thead>
      <tbody>
        {run.evaluations.map((evaluation) => (
          <tr key={evaluation.step}>
            <th scope="row">{evaluation.step}</th>
            <td>{formatProbability(evaluation.greedy.share)}</td>
            <td>{formatProbability(evaluation.sampled.share)}</td>
            <td>{formatNumber(evaluation.reverseKl)}</td>
            <td>{formatNumber(evaluation.forwardKl)}</td>
            <td>{formatNumber(evaluation.tvd)}</td>
            <td>{formatNumber(evaluation.length)}</td>
            <td>{formatNumber(lossAt(evaluation.step))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
