/** @file Where the run stands: how much is right by now, what the engine is doing, and why it stands still if it does. */
import { formatAmount, formatDuration, formatNumber, THIN_SPACE } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { unpackProblem } from '../../engine/own/problems.ts'
import type { Evaluation, OwnProblems, StepReport } from '../../engine/training/types.ts'
import { mark, t, translate } from '../../i18n/words.ts'
import { sameRun, trainingSetup } from '../../settings/run-setup.ts'
import { paceOf, workOf } from '../../settings/run-work.ts'
import { useAppState } from '../../store/hooks.ts'
import { Phrase } from '../../ui/phrase.tsx'
import type { TrainingState } from './state.ts'
import { tokensPerSecond } from './training-view.ts'
import './status.css'

export function Status() {
  const training = useAppState((state) => state.training)
  const stale = useAppState(
    ({ training: { run }, settings, problemSet }) =>
      run !== null && !sameRun(run.setup, trainingSetup(settings, problemSet?.problems ?? null)),
  )
  const kept = useAppState(({ keptRuns }) => keptRuns.find(({ own }) => own)?.at ?? null)
  const racing = useAppState((state) => state.race.activity !== 'idle')
  const { run, fault } = training
  const [start] = run?.evaluations ?? []
  const now = run?.evaluations.findLast(({ step }) => step <= training.at)
  return (
    <div className="training-status">
      {start && now ? <Outcome start={start} now={now} own={run?.setup.own?.heldOut} /> : <Invitation />}
      <p className="training-line numeric">{lineOf(training)}</p>
      <p className="training-reason">{fault ? '' : reasonOf(training, { stale, racing, kept })}</p>
      {fault && <FaultAlert report={fault} />}
    </div>
  )
}

/** What is seen before the first measurement. */
function Invitation() {
  return (
    <p className="training-outcome" data-glance="wide">
      {t(
        'Press Train and it really learns, here on this device: the student writes, the teacher marks every token, the weights move.',
      )}
    </p>
  )
}

interface OutcomeProps {
  readonly start: Evaluation
  readonly now: Evaluation
  /** Texts of the visitor's own that the run is measured on, where it has those. */
  readonly own: OwnProblems['heldOut'] | undefined
}

function Outcome({ start, now, own }: OutcomeProps) {
  const [low, high] = now.greedy.interval
  // Where nothing can be right, the distance to the teacher is what there is to tell.
  if (own && !own.slice(0, start.greedy.n).some((each) => unpackProblem(each).answer))
    return <Distance start={start} now={now} />
  return (
    <p className="training-outcome" data-glance="wide">
      <Phrase
        text={
          now.step > start.step
            ? t('Of {n} held-out problems it solved {first} at the start and {now} at step {step} {interval}.')
            : t('Of {n} held-out problems it solved {first} at the start.')
        }
        places={{
          n: now.greedy.n,
          first: <b className="numeric">{percent(start.greedy.share)}</b>,
          now: <b className="numeric">{percent(now.greedy.share)}</b>,
          step: now.step,
          interval: (
            <span className="numeric">{t('({low} to {high})', { low: percent(low), high: percent(high) })}</span>
          ),
        }}
      />
    </p>
  )
}

function Distance({ start, now }: Pick<OutcomeProps, 'start' | 'now'>) {
  return (
    <p className="training-outcome" data-glance="wide">
      <Phrase
        text={
          now.step > start.step
            ? t('The student was {first} nats a token from the teacher at the start and is {now} at step {step}.')
            : t('The student is {first} nats a token from the teacher at the start.')
        }
        places={{
          first: <b className="numeric">{formatNumber(start.reverseKl)}</b>,
          now: <b className="numeric">{formatNumber(now.reverseKl)}</b>,
          step: now.step,
        }}
      />
    </p>
  )
}

function FaultAlert({ report }: { readonly report: StepReport }) {
  const token = report.fault?.token
  return (
    <div className="training-fault" role="alert">
      <p>
        {t('Paused.')} {translate(report.fault?.message ?? '')}
        {token && <code>…{token.rollout.slice(-40)}</code>}
      </p>
      <ActionButton name="restoreLastGood" tone="primary" />
    </div>
  )
}

const ACTIVITIES: Readonly<Record<TrainingState['activity'], string | null>> = {
  idle: null,
  opening: mark('builds the training graph'),
  measuring: mark('measures on the held-out problems'),
  stepping: mark('learns'),
  pausing: mark('pauses after this step'),
  rewinding: mark('puts the weights back'),
  saving: mark('reads the weights'),
}

/** "step 40 of 100 · distil · learns · 1,240 tokens/s · 0.98 s a step" */
function lineOf({ run, at, activity }: TrainingState): string {
  const doing = ACTIVITIES[activity]
  if (!run) return doing ? t(doing) : t('nothing trained yet')
  const last = run.reports.at(-1)
  const speed = tokensPerSecond(run.reports)
  const left = secondsLeft(run, at)
  const parts = [
    t('step {step} of {steps}', {
      step: at,
      steps: Math.max(run.setup.steps, Math.ceil(at / run.setup.steps) * run.setup.steps),
    }),
    last?.phase && t(last.phase),
    doing && t(doing),
    speed !== null && `${t('{n} tokens', { n: formatAmount(speed) })}${THIN_SPACE}/${THIN_SPACE}s`,
    doing && left !== null && t('{time} left', { time: formatDuration(left) }),
    last && t('{time} a step', { time: `${formatNumber(secondsOf(last))}${THIN_SPACE}s` }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Seconds until the run's end at its present pace, its measurements counted in; null before the first step, and after the end. */
function secondsLeft({ reports, setup }: NonNullable<TrainingState['run']>, at: number): number | null {
  const pace = paceOf(reports)
  const steps = setup.steps - at
  if (pace === null || steps <= 0) return null
  const measurements = Math.ceil(setup.steps / setup.checkpoints.every) - Math.floor(at / setup.checkpoints.every)
  return pace * workOf({ steps, measurements, problems: setup.heldOut.problems })
}

const secondsOf = ({ milliseconds: { sample, score, step } }: StepReport): number => (sample + score + step) / 1000

/** Why it stands still, or what the next press will do; empty where nothing needs saying. */
function reasonOf(
  { run, open, halted, activity }: TrainingState,
  { stale, racing, kept }: { readonly stale: boolean; readonly racing: boolean; readonly kept: number | null },
): string {
  if (racing) return t('The race has the engine; training waits until it is over.')
  if (activity !== 'idle') return ''
  if (halted === 'hidden') return t('Paused: the page was out of sight. Train goes on.')
  // Stands in for a run of this device: nothing is wrong.
  if (run && run.id < 0) return t('Recorded earlier, curves without weights: Train begins a run on this device.')
  if (run && !open && kept !== null && !stale)
    return t('The engine that held this run is gone: Train goes on from step {step}, the last that was kept.', {
      step: kept,
    })
  if (run && !open)
    return t('The engine was replaced and holds this run no more; its curves stay. Train begins a new one.')
  return stale
    ? t('The settings say something else than this run: Train begins a new one, this one stays as a pale curve.')
    : ''
}

const percent = (share: number): string => `${Math.round(share * 100)}${THIN_SPACE}%`
