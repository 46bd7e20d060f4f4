/** @file The runs of this visit: names, what sets each apart, and their way out as CSV, JSON or link. */

import { ActionButton, ActionIconButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { differenceLabel } from './run-name.ts'
import type { LearningRun } from './state.ts'
import './runs.css'

export function Runs() {
  const run = useAppState((state) => state.training.run)
  const past = useAppState((state) => state.training.past)
  const all = run ? [run, ...[...past].reverse()] : [...past].reverse()
  return (
    <section className="runs" aria-labelledby="runs-heading">
      <h3 id="runs-heading" className="heading">
        {t('Runs')}
      </h3>
      {all.length === 0 && (
        <p className="runs-empty">{t('Every run keeps its curves here; earlier ones stay as pale lines.')}</p>
      )}
      <ul>
        {all.map((each) => (
          <RunLine key={each.id} run={each} present={each === run} others={all.filter((other) => other !== each)} />
        ))}
      </ul>
    </section>
  )
}

interface RunLineProps {
  readonly run: LearningRun
  readonly present: boolean
  readonly others: readonly LearningRun[]
}

function RunLine({ run, present, others }: RunLineProps) {
  const rename = useActionId('renameRun')
  const act = useAct()
  const { id, name, setup, evaluations } = run
  const last = evaluations.at(-1)
  const label = differenceLabel(
    setup,
    others.map((other) => other.setup),
  )
  return (
    <li className={present ? 'present' : undefined}>
      <span className="runs-tag numeric" aria-hidden="true">
        {id}
      </span>
      <input
        className="runs-name"
        data-action={rename}
        aria-label={t('Name of run {id}', { id })}
        defaultValue={name}
        maxLength={40}
        onBlur={({ target }) => act('renameRun', { id, name: target.value })}
      />
      <span className="numeric">
        {last ? t('{share} % at {step}', { share: Math.round(last.greedy.share * 100), step: last.step }) : ''}
      </span>
      <span className="runs-label">{label}</span>
      <span className="runs-exports">
        <ActionButton name="exportCsv" tone="quiet" argument={id}>
          CSV<span className="visually-hidden"> {t('of {name}', { name })}</span>
        </ActionButton>
        <ActionButton name="exportJson" tone="quiet" argument={id}>
          JSON<span className="visually-hidden"> {t('of {name}', { name })}</span>
        </ActionButton>
        <ActionButton name="copyRunLink" tone="quiet" argument={id}>
          {t('Link')}
          <span className="visually-hidden"> {t('to {name}', { name })}</span>
        </ActionButton>
        {!present && (
          <ActionIconButton name="forgetRun" icon="cross" label={t('Forget {name}', { name })} argument={id} />
        )}
      </span>
    </li>
  )
}
