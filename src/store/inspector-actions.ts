/** @file Intents of the token inspector: how much it lists, and the next step. */
import { action, change, clamp } from './action.ts'
import { ghostOf } from './ghosting.ts'
import { GHOST_RATES, MAX_TOP_ENTRIES } from './inspector-settings.ts'

export const INSPECTOR_ACTIONS = {
  setTopEntries: action<number>({
    id: 'set-top-entries',
    label: 'Top entries',
    keys: [],
    perform: (app, count) => change(app, { topEntries: clamp(Math.round(count), 1, MAX_TOP_ENTRIES) }),
  }),
  setGhostRate: action<number>({
    id: 'set-ghost-rate',
    label: 'Ghost step size',
    keys: [],
    // The address holds six decimals.
    perform: (app, rate) =>
      change(app, {
        ghostRate: clamp(Number(Number(rate.toPrecision(2)).toFixed(6)), GHOST_RATES.min, GHOST_RATES.max),
      }),
  }),
  takeGhostStep: action({
    id: 'take-ghost-step',
    label: 'Take the step on a copy',
    keys: [],
    available: (state) => {
      const ghost = ghostOf(state)
      return ghost !== null && ghost.ghost !== null && !ghost.taking && state.activity === 'idle'
    },
    perform: (app) => void app.session.ghosting.take(),
  }),
} as const
