/** @file Intents of the token inspector: how much it lists, and the next step. */
import { mark } from '../../i18n/words.ts'
import { action, actionOf, change, clamp } from '../../store/app.ts'
import { forgetFailures, hasFailed } from '../../store/queries.ts'
import { canMeasureBackends } from './backend-differences.ts'
import { nextStepOf } from './next-step-prediction.ts'
import { FITTED, MAX_TOP_ENTRIES } from './settings.ts'
import { roundedRate } from './step-size.ts'

export const INSPECTOR_ACTIONS = {
  setTopEntries: actionOf<number>({
    id: 'set-top-entries',
    label: mark('Top entries'),
    keys: [],
    perform: (app, count) => change(app, { topEntries: clamp(Math.round(count), 1, MAX_TOP_ENTRIES) }),
  }),
  setStepSize: actionOf<number>({
    id: 'set-ghost-rate',
    label: mark('Ghost step size'),
    keys: [],
    perform: (app, rate) => change(app, { stepSize: roundedRate(rate) }),
  }),
  fitStepSize: action({
    id: 'fit-ghost-rate',
    label: mark('Fit the ghost step to the token'),
    keys: [],
    available: ({ settings }) => settings.stepSize !== FITTED,
    perform: (app) => change(app, { stepSize: FITTED }),
  }),
  takeNextStep: action({
    id: 'take-ghost-step',
    label: mark('Take the step on a copy'),
    keys: [],
    available: (state) => {
      const ghost = nextStepOf(state)
      return ghost !== null && ghost.prediction !== null && !ghost.taking && state.activity === 'idle'
    },
    perform: (app) => void app.session.stepPrediction.take(),
  }),
  retryDetails: action({
    id: 'retry-details',
    label: mark('Try the token’s details again'),
    keys: [],
    available: (state) => hasFailed(state, 'inspect', 'step'),
    perform: (app) => forgetFailures(app.store, 'inspect', 'step'),
  }),
  measureBackends: action({
    id: 'measure-backends',
    label: mark('Measure WASM against WebGPU on this device'),
    keys: [],
    available: (state) => canMeasureBackends(state),
    perform: (app) => void app.session.differences.measure(),
  }),
  stopMeasuringBackends: action({
    id: 'stop-measuring-backends',
    label: mark('Stop measuring the backends'),
    keys: [],
    available: ({ differences }) => differences.measuring,
    perform: (app) => app.session.differences.stop(),
  }),
} as const
