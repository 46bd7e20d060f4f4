/** @file The learning side of the first screen: one button, the curve of held-out problems, what the step did, and the text before and after. */
import { useEffect } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { formatNumber, formatShare } from '../../../charts/format.ts'
import { ActionButton } from '../../../controls/buttons.tsx'
import type { StepReport } from '../../../engine/training/types.ts'
import { mark, t } from '../../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../../store/hooks.ts'
import { lazily } from '../../../ui/lazily.tsx'
import { useMedia } from '../../../ui/use-media.ts'
import { useRoving } from '../../../ui/use-roving.ts'
import './learning.css'
import { fittingRecording, liveOf, playedOf, rewrittenOf } from './state.ts'

/** Marks below this, nats, are the red ones that the eye counts. */
const RED = -1

// Its plot is fetched with the first press: the first screen does without.
const Climb = lazily(async () => (await import('./climb.tsx')).Climb)

export function Learning() {
  const begun = useAppState((state) => playedOf(state).length + liveOf(state).length > 0)
  const group = useRoving<HTMLDivElement>()
  useTextInView()
  return (
    <section className="learning" data-part="learning" aria-labelledby="learning-heading">
      <h2 id="learning-heading" className="heading">
        {t('Learning')}
      </h2>
      <div className="learning-buttons" ref={group}>
        <ActionButton name="teach" icon="play" tone="primary" />
        <ActionButton name="stopTeaching" icon="stop" />
      </div>
      {begun ? <Climb /> : <Promised />}
      <Doing />
      <BeforeAfter />
    </section>
  )
}

/** In one column the button is under the thumb and what it changes may be out of view: the text comes up, and the curve with it. */
function useTextInView(): void {
  const oneColumn = useMedia('(max-width: 700px)')
  const playing = useAppState(({ teach }) => teach.playing)
  useEffect(() => {
    if (oneColumn && playing) document.getElementById('rollout-heading')?.scrollIntoView({ block: 'start' })
  }, [oneColumn, playing])
}

/** What will stand here: an empty chart says nothing. */
function Promised() {
  const start = useAppState((state) => fittingRecording(state)?.training.evaluations[0])
  return (
    <p className="learning-promise">
      {t(
        'Press, and the student learns from its own text: it writes, the teacher grades every token, the weights move. Here its score will climb, on problems that it never trains on.',
      )}{' '}
      {start &&
        t('Before: {share} of {n} are right (recorded).', {
          share: formatShare(start.greedy.share),
          n: start.greedy.n,
        })}
    </p>
  )
}

const ACTIVITIES = {
  opening: mark('This device gets ready: models, training graph.'),
  measuring: mark('The student solves the held-out problems.'),
  pausing: mark('Stops after this step.'),
  rewinding: mark('The weights are put back.'),
  saving: mark('The weights are read.'),
} as const

/** One line of what goes on, always of the same height. */
function Doing() {
  const activity = useAppState(({ training }) => training.activity)
  const at = useAppState(({ training }) => training.at)
  const report = useAppState(({ training: { run } }) => run?.reports.at(-1) ?? null)
  const rollouts = useAppState(({ settings }) => settings.rolloutsPerStep)
  const writing = useAppState((state) => state.rewriting !== null || state.activity === 'sampling')
  const recorded = useAppState(({ teach }) => teach.playing)
  const step = useAppState((state) => playedOf(state).at(-1)?.step ?? 0)
  const replayed = useAppState((state) => fittingRecording(state)?.training.reports[step - 1] ?? null)
  const words = (): string => {
    if (writing) return t('The student writes; the teacher reads along.')
    if (activity === 'stepping' || (activity !== 'idle' && report))
      return report ? didWords(report) : t('The first step: {n} texts, each read by the teacher.', { n: rollouts })
    if (recorded && replayed) return didWords(replayed)
    if (activity !== 'idle') return t(ACTIVITIES[activity])
    return report && at > 0 ? didWords(report) : ''
  }
  return (
    <p className="learning-doing numeric" aria-live="off">
      {words()}
    </p>
  )
}

/** "Step 4: 16 texts, 834 tokens graded, 0.21 nats a token from the teacher." */
function didWords({ step, texts, rows, measures }: StepReport): string {
  const values = { step, texts, rows }
  return measures.reverseKl === null
    ? t('Step {step}: {texts} texts written, {rows} tokens graded.', values)
    : t('Step {step}: {texts} texts written, {rows} tokens graded; {distance} nats a token from the teacher.', {
        ...values,
        distance: formatNumber(measures.reverseKl),
      })
}

const STATUS = {
  right: mark('right'),
  wrong: mark('wrong'),
  malformed: mark('malformed'),
  unchecked: mark('unchecked'),
} as const

/** The same problem, the same seed, before and after: which of the two the stage shows. */
function BeforeAfter() {
  const rewritten = useAppState(useShallow(rewrittenOf))
  const before = useAppState(({ rollout }) => rollout)
  const reds = useAppState(({ rollout, settings }) => {
    const score = rollout?.scores[`${settings.teacher}|`]?.score
    return score ? score.tokens.filter(({ gap }) => gap <= RED).length : null
  })
  const after = useAppState(({ teach, rollout }) => rollout !== null && teach.after === rollout.id)
  const busy = useAppState(({ teach }) => teach.playing)
  const act = useAct()
  const id = useActionId('showTaught')
  if (!rewritten || !before?.result || busy) return null
  const { frame, step, origin } = rewritten
  const left = frame.tokens.filter(({ gap }) => gap !== null && gap <= RED).length
  const statuses = { before: t(STATUS[before.result.verdict.status]), after: t(STATUS[frame.status]) }
  return (
    <div className="learning-both">
      <fieldset className="learning-views">
        <legend className="visually-hidden">{t('The text on the stage')}</legend>
        {[false, true].map((value) => (
          <label key={String(value)}>
            <input
              type="radio"
              className="visually-hidden"
              name="taught"
              data-action={id}
              checked={after === value}
              onChange={() => act('showTaught', value)}
            />
            {value ? t('After step {step}', { step }) : t('Before')}
          </label>
        ))}
      </fieldset>
      <p>
        {origin === 'live'
          ? t('Same problem, same seed: {before} before, {after} after.', statuses)
          : t('Same problem, same seed: {before} before, {after} after (recorded).', statuses)}{' '}
        {reds !== null &&
          t('Tokens that the teacher finds clearly less likely: {before} → {after}.', { before: reds, after: left })}
      </p>
    </div>
  )
}
