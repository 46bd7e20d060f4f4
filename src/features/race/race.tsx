/** @file The region "Race": recipes side by side from the same start, on the same problems, at the same cost. */
import { useMemo } from 'react'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSelect } from '../../controls/fields.tsx'
import { count, t } from '../../i18n/words.ts'
import { RACES } from '../../methods/races.ts'
import { X_AXIS_NAMES } from '../../settings/x-axis.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { OwnLanes } from './own-lanes.tsx'
import { OWN_RACE, raceOf } from './races.ts'
import './race.css'
import { RaceCurves } from './race-curves.tsx'
import { Standings } from './standings.tsx'
import { TakeRace } from './take.tsx'

/** The one button of a place that has room for one. */
export function StartOrStop() {
  const busy = useAppState(({ race }) => race.activity !== 'idle')
  return busy ? (
    <ActionButton name="stopRace" icon="stop" />
  ) : (
    <ActionButton name="startRace" icon="play" tone="primary" />
  )
}

const groups = () => [
  { label: t('Shipped races'), options: RACES.map(({ id, name }) => ({ value: id, label: t(name) })) },
  { label: t('Any recipes'), options: [{ value: OWN_RACE, label: t('Your own') }] },
]

export function RaceRegion() {
  const settings = useSettings()
  const state = useAppState((state) => state.race)
  const chosen = useMemo(() => raceOf(settings), [settings])
  // While a race runs, and after it until another one is chosen, its own lanes are on view.
  const running = state.activity !== 'idle'
  const shown = state.race && (running || state.race.id === chosen.id) ? state.race : chosen
  const lanes = shown === state.race ? state.lanes : []
  return (
    <section className="race" data-part="race-panel" aria-labelledby="race-heading">
      <header className="race-head">
        <h2 id="race-heading" className="heading">
          {t('Race')}
        </h2>
        <p>
          {t('What am I looking at? Recipes that learn in turns from the same start, on the same problems and seeds.')}
        </p>
      </header>
      <div className="race-top">
        <p className="race-sentence" data-glance="wide">
          <ActionSelect name="setRace" value={chosen.id} groups={groups()} />: {t(chosen.question)}
        </p>
        <div className="race-controls">
          <ActionButton name="startRace" icon="play" tone="primary" />
          <ActionButton name="stopRace" icon="stop" />
        </div>
      </div>
      {chosen.id === OWN_RACE && <OwnLanes lanes={settings.lanes} />}
      <p className="race-terms">
        {t(
          '{seeds}, {steps} steps of {rollouts} rollouts, equal in {budget}; measured: {measure}, {better} is better.',
          {
            seeds: count(shown.seeds.length, '{n} seed', '{n} seeds'),
            steps: shown.steps,
            rollouts: shown.rolloutsPerStep,
            budget: t(X_AXIS_NAMES[shown.budget]),
            measure: t(shown.measure.words),
            better: shown.measure.better === 'higher' ? t('higher') : t('lower'),
          },
        )}
        {state.activity === 'hidden' && <b> {t('The race waits while the page is out of sight.')}</b>}
      </p>
      <div className="race-body">
        <RaceCurves race={shown} lanes={lanes} axis={settings.xAxis} />
        <Standings
          race={shown}
          state={shown === state.race ? state : { ...state, race: shown, lanes: [], finished: false }}
        />
      </div>
      <TakeRace race={shown} lanes={lanes} axis={settings.xAxis} />
    </section>
  )
}
