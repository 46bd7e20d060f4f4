/** @file The feature “Race”: its panel stands below the training room's. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { bindRace } from './bind.ts'
import { RACE_ACTIONS } from './race-actions.ts'
import { RACE_SERVICE } from './race-session.ts'
import { RACE_SETTINGS } from './settings.ts'
import { IDLE_RACE } from './state.ts'

type RaceActions = typeof RACE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends RaceActions {}
}

const Panel = lazily(async () => (await import('./race.tsx')).RaceRegion)
const Primary = lazily(async () => (await import('./race.tsx')).StartOrStop)

export const RACE = defineFeature({
  id: 'race',
  title: mark('Race'),
  summary: 'Two to six recipes from the same start, on the same problems and seeds, with the same budget.',
  panel: { tab: 'training', Panel },
  embeds: [{ view: 'race', title: mark('Race'), tab: 'training', reads: false, Panel, Primary }],
  settings: RACE_SETTINGS,
  slice: { race: IDLE_RACE },
  actions: RACE_ACTIONS,
  services: { race: RACE_SERVICE },
  parts: ['race-panel'],
  bind: bindRace,
})
