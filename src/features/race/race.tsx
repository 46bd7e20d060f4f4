/** @file The region "Race": recipes side by side from the same start, on the same problems, at the same cost. */

import { useEffect, useMemo } from 'react'
import { formatDuration } from '../../charts/format.ts'
import { AxisSwitch } from '../../controls/axis-switch.tsx'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { TermText } from '../../controls/term-text.tsx'
import { count, mark, number, t } from '../../i18n/words.ts'
import { OWN_RACE, type Race } from '../../methods/race.ts'
import { RACES } from '../../methods/races.ts'
import { X_AXIS_NAMES } from '../../settings/x-axis.ts'
import { modelName, worldName } from '../../stage/names.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import { useReached } from '../../ui/use-reached.ts'
import { OwnLanes } from './own-lanes.tsx'
import { RACE_WORDS, raceOf } from './races.ts'
import './race.css'
import type { RaceCurvesProps } from './race-curves.tsx'
import { viewOfRace } from './race-results.ts'
import { Standings } from './standings.tsx'
import { type RaceState, stepSeconds } from './state.ts'
import { TakeRace } from './take.tsx'
import { secondsLeft, secondsOfRace } from './time-left.ts'

/** As the shipped recordings name what made them (src/lab/record-races.ts). */
const RECORDER = mark('onnxruntime-node, one thread, beside other work')

/** The one button of a place that has room for one. */
export function StartOrStop() {
  const busy = useAppState(({ race }) => race.activity !== 'idle')
  return busy ? (
    <ActionButton name="stopRace" icon="stop" />
  ) : (
    <ActionButton name="startRace" icon="play" tone="primary" />
  )
}

const RaceCurves = lazily(async () => (await import('./race-curves.tsx')).RaceCurves)

/** Fetched when somebody comes near. */
function Curves({ reached, ...props }: RaceCurvesProps & { readonly reached: boolean }) {
  const running = useAppState(({ race }) => race.activity !== 'idle')
  const any = props.lanes.some(({ reports, evaluations }) => reports.length + evaluations.length > 0)
  return (
    <div className="race-curves">
      {!any ? (
        <p className="race-empty">{t('Of this race there is no recording. Start it, and its curves grow here.')}</p>
      ) : (
        (reached || running) && <RaceCurves {...props} />
      )}
    </div>
  )
}

const groups = () => [
  { label: t('Shipped races'), options: RACES.map(({ id, name }) => ({ value: id, label: t(name) })) },
  { label: t('Any recipes'), options: [{ value: OWN_RACE, label: t('Your own') }] },
]

export function RaceRegion() {
  const settings = useSettings()
  const state = useAppState((state) => state.race)
  const step = useAppState(stepSeconds)
  const models = useAppState((state) => state.engine.models)
  const act = useAct()
  const chosen = useMemo(() => raceOf(settings), [settings])
  // The race stands below the fold of the first screen: nobody waits for a recording that is not looked at.
  const [place, reached] = useReached<HTMLElement>()
  useEffect(() => {
    if (reached) act('recallRace', chosen.id)
  }, [act, chosen, reached])
  const view = useMemo(() => viewOfRace(state, chosen), [state, chosen])
  const { race: shown, lanes, whole: all, recording } = view
  const whole = secondsOfRace(chosen, state.recordings[chosen.id] ?? null, step)
  return (
    <section className="race" ref={place} data-part="race-panel" aria-labelledby="race-heading">
      <header className="race-head">
        <h2 id="race-heading" className="heading">
          {t('Race')}
        </h2>
        <p>
          <TermText
            of={['recipe']}
            text={t('Recipes that learn in turns from the same start, on the same problems and seeds.')}
          />
        </p>
      </header>
      <div className="race-top">
        <p className="race-sentence" data-glance="wide">
          <ActionSelect name="setRace" value={chosen.id} groups={groups()} />:{' '}
          <TermText of={RACE_WORDS} text={t(chosen.question)} />
        </p>
        <div className="race-start">
          {recording && (
            <div className="race-controls">
              <ActionButton name="playRace" icon="play" tone="primary" />
            </div>
          )}
          <p className="race-time">{timeOf(state, chosen, whole, recording !== null)}</p>
          <div className="race-controls">
            <ActionButton name="startRace" icon="play" tone={recording ? 'plain' : 'primary'} />
            <ActionButton name="stopRace" icon="stop" />
          </div>
        </div>
      </div>
      {chosen.id === OWN_RACE && <OwnLanes lanes={settings.lanes} />}
      <p className="race-terms">
        {recording && (
          <>
            <b className="race-badge">{t('RECORDING')}</b>{' '}
            {t(
              '{student} and {teacher} on {world} of difficulty {difficulty}, {problems} held-out problems, made with {device}.',
              {
                teacher: modelName(recording.teacher, models),
                student: modelName(recording.student, models),
                world: worldName(recording.world),
                difficulty: recording.difficulty,
                problems: recording.problems,
                device: recording.device === RECORDER ? t(RECORDER) : recording.device,
              },
            )}{' '}
          </>
        )}
        {t(
          '{seeds}, {steps} steps of {rollouts} rollouts, equal in {budget}; measured: {measure}, {better} is better.',
          {
            seeds: count(shown.seeds.length, '# seed', '# seeds'),
            steps: shown.steps,
            rollouts: shown.rolloutsPerStep,
            budget: t(X_AXIS_NAMES[shown.budget]),
            measure: t(shown.measure.words),
            better: shown.measure.better === 'higher' ? t('higher') : t('lower'),
          },
        )}
        <OwnProblemsWords />
        {state.activity === 'hidden' && <b> {t('The race waits while the page is out of sight.')}</b>}
      </p>
      <div className="race-axis">
        <AxisSwitch />
        {shown.budget !== settings.xAxis && (
          <p>{t('Lanes end where they are equal in {budget}.', { budget: t(X_AXIS_NAMES[shown.budget]) })}</p>
        )}
      </div>
      <div className="race-body">
        <Curves reached={reached} race={shown} lanes={lanes} whole={all} axis={settings.xAxis} />
        <Standings view={view} />
      </div>
      <TakeRace race={shown} lanes={lanes} axis={settings.xAxis} />
    </section>
  )
}

/** What the lanes learn from where the visitor's own words stand on the stage. */
function OwnProblemsWords() {
  const isOwn = useAppState(({ settings }) => settings.own !== null)
  const set = useAppState(({ problemSet }) => problemSet)
  if (!isOwn) return null
  if (!set) return <> {t('Run here, the lanes learn from your one prompt and are measured on the same.')}</>
  const { train, heldOut } = set.problems
  return (
    <>
      {' '}
      {t(
        'Run here, the lanes learn from {train} problems of “{name}” and are measured on {held} that none of them learns from.',
        {
          train: number(train.length),
          name: t(set.name),
          held: number(heldOut.length),
        },
      )}
    </>
  )
}

/** What a race costs here, before it and while it runs. */
function timeOf(state: RaceState, chosen: Race, whole: number | null, recorded: boolean): string {
  if (state.activity !== 'idle' && state.race) {
    const left = secondsLeft(state.race, state.lanes, state.worked)
    return left === null
      ? t('Time left: measured with the first step.')
      : t('{time} left', { time: formatDuration(left) })
  }
  const again = recorded && chosen.id !== OWN_RACE
  if (whole === null) return t('How long it takes here is known after its first step.')
  const time = formatDuration(whole)
  return again ? t('Run it again here: about {time}', { time }) : t('On this device: about {time}', { time })
}
