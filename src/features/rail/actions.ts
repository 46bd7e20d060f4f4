/** @file Intents of the divergence rail. They read the rollout anew; none samples. */
import { DIVERGENCES } from '../../divergence/registry.ts'
import { actionOf, change } from '../../store/app.ts'
import type { RailScale } from './settings.ts'

export const RAIL_ACTIONS = {
  toggleStrip: actionOf<string>({
    id: 'toggle-strip',
    label: 'Show a divergence on the rail',
    keys: [],
    perform: (app, id) => {
      const { rail } = app.store.getState().settings
      const wanted = rail.includes(id) ? rail.filter((each) => each !== id) : [...rail, id]
      // A rail without strips shows nothing: the last one stays.
      if (wanted.length === 0) return
      change(app, { rail: DIVERGENCES.map((each) => each.id).filter((each) => wanted.includes(each)) })
    },
  }),
  setRailPair: actionOf<readonly [first: string, second: string]>({
    id: 'set-rail-pair',
    label: 'Compare two rankings',
    keys: [],
    perform: (app, railPair) => change(app, { railPair }),
  }),
  setRailScale: actionOf<RailScale>({
    id: 'set-rail-scale',
    label: 'Scale of the strips',
    keys: [],
    perform: (app, railScale) => change(app, { railScale }),
  }),
} as const
