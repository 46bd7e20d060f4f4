/** @file Intents of the race. */

import { FEWEST_LANES, MOST_LANES } from '../../settings/settings.ts'
import { action, change } from '../../store/action.ts'
import { trainingBusy } from '../training/state.ts'
import { raceOf } from './races.ts'

export const RACE_ACTIONS = {
  setRace: action<string>({
    id: 'set-race',
    label: 'Race',
    keys: [],
    perform: (app, race) => change(app, { race }),
  }),
  setLane: action<{ readonly lane: number; readonly recipe: string }>({
    id: 'set-lane',
    label: 'Lane',
    keys: [],
    perform: (app, { lane, recipe }) => {
      const { lanes } = app.store.getState().settings
      change(app, { lanes: lanes.map((each, i) => (i === lane ? recipe : each)) })
    },
  }),
  addLane: action({
    id: 'add-lane',
    label: 'Add a lane',
    keys: [],
    available: ({ settings }) => settings.lanes.length < MOST_LANES,
    perform: (app) => {
      const { lanes, recipe } = app.store.getState().settings
      if (lanes.length < MOST_LANES) change(app, { lanes: [...lanes, recipe] })
    },
  }),
  dropLane: action<number>({
    id: 'drop-lane',
    label: 'Remove the lane',
    keys: [],
    perform: (app, lane) => {
      const { lanes } = app.store.getState().settings
      if (lanes.length > FEWEST_LANES) change(app, { lanes: lanes.filter((_, i) => i !== lane) })
    },
  }),
  startRace: action({
    id: 'start-race',
    label: 'Start race',
    keys: [],
    available: ({ race, training }) => race.activity === 'idle' && !trainingBusy(training),
    perform: (app) => void app.session.race.start(raceOf(app.store.getState().settings)),
  }),
  stopRace: action({
    id: 'stop-race',
    label: 'Stop race',
    keys: [],
    available: ({ race }) => race.activity === 'running' || race.activity === 'hidden',
    perform: (app) => app.session.race.stop(),
  }),
} as const
