/** @file Intents of Compare. They read what is written once more; none samples. */

import { type Action, type App, action, actionOf, change } from '../../store/app.ts'
import { GAP_MEASURE } from '../../store/provenance/provenance.ts'
import { viewOf } from '../../store/scoring.ts'
import type { Side, SideName } from './settings.ts'

const SETTING = { a: 'compareA', b: 'compareB' } as const

function changeSide(app: App, side: SideName, part: Partial<Side>): void {
  const name = SETTING[side]
  change(app, { [name]: { ...app.store.getState().settings[name], ...part } })
}

function setRun(app: App, side: SideName, run: number | null): void {
  app.store.setState(({ compared }) => ({ compared: { ...compared, [side]: run } }))
}

/** What is on the stage becomes a side, and stays it whatever the stage shows next. */
function pinAs(side: SideName): Action<void> {
  const letter = side.toUpperCase()
  return action({
    id: `pin-as-${side}`,
    label: `Pin as ${letter}`,
    keys: [],
    available: ({ rollout }) => rollout?.result != null,
    perform: (app) => {
      const state = app.store.getState()
      const { settings, rollout } = state
      // Both are on the stage; whoever compares divergences goes on doing so.
      const measure = settings[SETTING[side]].measure === GAP_MEASURE ? GAP_MEASURE : settings.divergence
      changeSide(app, side, { teacher: settings.teacher, context: viewOf(state).context, measure })
      setRun(app, side, rollout?.id ?? null)
    },
  })
}

export const COMPARE_ACTIONS = {
  setSide: actionOf<{ readonly side: SideName; readonly part: Partial<Side> }>({
    id: 'set-side',
    label: 'A side of the comparison',
    keys: [],
    perform: (app, { side, part }) => changeSide(app, side, part),
  }),
  setSideRun: actionOf<{ readonly side: SideName; readonly run: number | null }>({
    id: 'set-side-run',
    label: 'Rollout of a side',
    keys: [],
    perform: (app, { side, run }) => setRun(app, side, run),
  }),
  pinAsA: pinAs('a'),
  pinAsB: pinAs('b'),
  swapSides: action({
    id: 'swap-sides',
    label: 'Swap A and B',
    keys: [],
    perform: (app) => {
      const { compareA, compareB } = app.store.getState().settings
      change(app, { compareA: compareB, compareB: compareA })
      app.store.setState(({ compared: { a, b } }) => ({ compared: { a: b, b: a } }))
    },
  }),
} as const
