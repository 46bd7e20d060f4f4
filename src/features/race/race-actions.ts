/** @file Intents of the race. */

import { action, actionOf, change } from '../../store/app.ts'
import { raceOf } from './races.ts'
import { FEWEST_LANES, MOST_LANES } from './settings.ts'

/** Who asks for less motion sees the end at once. */
const prefersCuts = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export const RACE_ACTIONS = {
  setRace: actionOf<string>({
    id: 'set-race',
    label: 'Race',
    keys: [],
    perform: (app, race) => change(app, { race }),
  }),
  setLane: actionOf<{ readonly lane: number; readonly recipe: string }>({
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
  dropLane: actionOf<number>({
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
    available: ({ race, training }) => race.activity === 'idle' && training.activity === 'idle',
    perform: (app) => void app.session.race.start(raceOf(app.store.getState().settings)),
  }),
  recallRace: actionOf<string>({
    id: 'recall-race',
    label: 'Show the recording',
    keys: [],
    perform: (app, race) => void app.session.race.recall(race),
  }),
  playRace: action({
    id: 'play-race',
    label: 'Play the recording',
    keys: [],
    available: ({ race, settings }) => race.activity === 'idle' && Boolean(race.recordings[raceOf(settings).id]),
    perform: (app) => void app.session.race.play(raceOf(app.store.getState().settings).id, prefersCuts()),
  }),
  stopRace: action({
    id: 'stop-race',
    label: 'Stop race',
    keys: [],
    available: ({ race }) => race.activity === 'running' || race.activity === 'hidden',
    perform: (app) => app.session.race.stop(),
  }),
} as const
