/** @file The feature “Divergence rail”. */
import { mark } from '../../i18n/words.ts'
import { missingChoices } from '../../store/divergence-values.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { RAIL_ACTIONS } from './actions.ts'
import { RAIL_SETTINGS } from './settings.ts'

type RailActions = typeof RAIL_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends RailActions {}
}

const Panel = lazily(async () => (await import('./rail.tsx')).DivergenceRail)

export const RAIL = defineFeature({
  id: 'rail',
  title: mark('Divergence rail'),
  summary: 'A strip per divergence under the same tokens, with top-k supports and rank correlations.',
  tab: 'rail',
  panel: { tab: 'rail', Panel },
  embeds: [{ view: 'rail', title: mark('Divergence rail'), tab: 'rail', reads: true, Panel }],
  settings: RAIL_SETTINGS,
  actions: RAIL_ACTIONS,
  divergences: (state) => missingChoices(state, [...state.settings.rail, ...state.settings.railPair]),
})
