/** @file The feature “Compare”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { COMPARE_ACTIONS } from './actions.ts'
import { COMPARE_SETTINGS } from './settings.ts'
import { NOTHING_COMPARED } from './state.ts'

type CompareActions = typeof COMPARE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends CompareActions {}
}

const Panel = lazily(async () => (await import('./compare.tsx')).Compare)

export const COMPARE = defineFeature({
  id: 'compare',
  title: mark('Compare'),
  summary: 'Two readings on one axis and one scale, token by token.',
  tab: 'compare',
  panel: { tab: 'compare', Panel },
  embeds: [{ view: 'compare', title: mark('Compare'), tab: 'compare', reads: true, Panel }],
  settings: COMPARE_SETTINGS,
  slice: { compared: NOTHING_COMPARED },
  actions: COMPARE_ACTIONS,
})
