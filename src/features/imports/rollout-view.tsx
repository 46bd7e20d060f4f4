/** @file One rollout of an imported run: its texts, what the trainer said of it, its tokens as far as they are known, and what is not. */
import { useEffect, useRef, useState } from 'react'
import { formatNumber } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import type { RunRollout } from '../../imports/run-format.ts'
import { recordedRows } from '../../stage/imported/imported-axis.tsx'
import { DUMP_PARTS } from '../../stage/imported/words.ts'
import { modelName } from '../../stage/names.ts'
import { ReadingAxis } from '../../stage/reading-axis.tsx'
import { useAct, useActionId, useApp, useAppState } from '../../store/hooks.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { canMeasure, lacksOf, type Measured, measure, measuredRows } from './readings.ts'
import type { ImportedRun } from './state.ts'

export interface RolloutViewProps {
  readonly run: ImportedRun
  readonly row: number
}

export function RolloutView({ run: { index }, row }: RolloutViewProps) {
  const act = useAct()
  const action = useActionId('openImported')
  const [rollout, setRollout] = useState<RunRollout | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    let left = false
    index.rollout(row).then(
      (found) => !left && setRollout(found),
      (error: unknown) => !left && setWrong(error instanceof Error ? error.message : String(error)),
    )
    heading.current?.focus()
    return () => {
      left = true
    }
  }, [index, row])
  return (
    <section className="imports-rollout" aria-labelledby="imports-rollout">
      <header>
        <h3 id="imports-rollout" className="heading" ref={heading} tabIndex={-1}>
          {t('Rollout {n}', { n: row + 1 })}
        </h3>
        <IconButton
          action={action}
          icon="cross"
          label={t('Close the rollout')}
          onPress={() => act('openImported', null)}
        />
      </header>
      {wrong !== null && (
        <p className="imports-unread" role="alert" lang="en">
          {wrong}
        </p>
      )}
      {rollout && <Whole rollout={rollout} />}
    </section>
  )
}

function Whole({ rollout }: { readonly rollout: RunRollout }) {
  const { prompt, completion, token_ids } = rollout
  const rows = recordedRows({
    student: rollout.student_logprobs ?? null,
    teacher: rollout.teacher_logprobs ?? null,
  })
  return (
    <>
      <Facts rollout={rollout} />
      <ToStage rollout={rollout} />
      <div className="imports-texts">
        <Text title={t('Prompt')} text={prompt} />
        <Text title={t('Completion')} text={completion} />
      </div>
      {rows.length > 0 && (
        <ReadingAxis
          label={t('The tokens of the dump')}
          tokens={token_ids ? token_ids.map(String) : (rows[0]?.values ?? []).map((_, i) => String(i + 1))}
          rows={rows}
        />
      )}
      <p className="imports-missing">
        {t('The dump does not hold: {parts}.', {
          parts: lacksOf(rollout)
            .map((part) => t(DUMP_PARTS[part]))
            .join(', '),
        })}
      </p>
      {canMeasure(rollout) && <Here rollout={rollout} />}
    </>
  )
}

/** The whole instrument on it: tokens, charts and panels of the main stage. */
function ToStage({ rollout }: { readonly rollout: RunRollout }) {
  const act = useAct()
  const action = useActionId('stageImported')
  // What is opened stands at the top of the page.
  const opened = (): void => document.getElementById('rollout-heading')?.scrollIntoView({ block: 'start' })
  const ownTokens = rollout.student_logprobs !== undefined || rollout.teacher_logprobs !== undefined
  return (
    <div className="imports-ways">
      <Button action={action} tone="primary" onPress={() => act('stageImported', { rollout, as: 'dump', opened })}>
        {t('Open on the stage')}
      </Button>
      {ownTokens && canMeasure(rollout) && (
        <Button action={action} onPress={() => act('stageImported', { rollout, as: 'text', opened })}>
          {t('Open its text on the stage')}
        </Button>
      )}
      <span className="imports-hint">
        {ownTokens && canMeasure(rollout)
          ? t('with the dump’s tokens and numbers; or as a text that the models of this page read anew')
          : t('token axis, rail and panels, with what the dump holds and what can be measured here')}
      </span>
    </div>
  )
}

function Facts({ rollout: { source, file, step, reward, answer, finish, extra } }: { readonly rollout: RunRollout }) {
  const facts: readonly (readonly [string, string])[] = [
    [t('File'), file],
    [t('Trainer'), source],
    ...(step === null ? [] : [[t('Step'), String(step)] as const]),
    ...(reward === null ? [] : [[t('Reward'), formatNumber(reward)] as const]),
    ...(answer === undefined ? [] : [[t('Right answer'), answer] as const]),
    ...(finish === undefined ? [] : [[t('Ended by'), finish] as const]),
    ...Object.entries(extra ?? {}).map(([name, value]): readonly [string, string] => [name, String(value)]),
  ]
  return (
    <dl className="imports-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd lang="en">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Text({ title, text }: { readonly title: string; readonly text: string | null }) {
  return (
    <div>
      <h4>{title}</h4>
      {text === null ? <p>{t('not in the dump')}</p> : <pre lang="">{text}</pre>}
    </div>
  )
}

/** The same text read by the models of this page, on request: they were made for its own worlds. */
function Here({ rollout }: { readonly rollout: RunRollout }) {
  const app = useApp()
  const student = useAppState(({ settings, engine }) => modelName(settings.student, engine.models))
  const teacher = useAppState(({ settings, engine }) => modelName(settings.teacher, engine.models))
  const [found, setFound] = useState<Measured | null>(null)
  const [state, setState] = useState<'rest' | 'busy'>('rest')
  const [wrong, setWrong] = useState<string | null>(null)
  const running = useRef<AbortController>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = async (): Promise<void> => {
    const controller = new AbortController()
    running.current = controller
    setState('busy')
    setWrong(null)
    try {
      setFound(await measure(app, rollout, controller.signal))
    } catch (error) {
      if (!controller.signal.aborted) setWrong(error instanceof Error ? error.message : String(error))
    }
    setState('rest')
  }
  return (
    <div className="imports-here">
      <div className="imports-ways">
        <Button disabled={state === 'busy'} onPress={() => void start()}>
          {t('Score it here')}
        </Button>
        {state === 'busy' && <Button onPress={() => running.current?.abort()}>{t('Cancel')}</Button>}
        <output>
          {state === 'busy'
            ? t('The models read it …')
            : t('by {student} and {teacher}, with their own tokens; they were made for the worlds of this page.', {
                student,
                teacher,
              })}
        </output>
      </div>
      {wrong !== null && (
        <p className="imports-unread" role="alert">
          {wrong}
        </p>
      )}
      {found && (
        <ReadingAxis label={t('The tokens as measured here')} tokens={found.tokens} rows={measuredRows(found.score)} />
      )}
    </div>
  )
}
