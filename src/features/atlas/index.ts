/** @file The feature “Atlas”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { ATLAS_ACTIONS } from './actions.ts'

type AtlasActions = typeof ATLAS_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends AtlasActions {}
}

const Panel = lazily(async () => (await import('./panel.tsx')).AtlasPanel)

export const ATLAS_FEATURE = defineFeature({
  id: 'atlas',
  title: mark('Atlas'),
  summary:
    'All 190 entries of the field as a map, a timeline and a table, with a card each; what runs here is run or raced from its card.',
  tab: 'atlas',
  panel: { tab: 'atlas', Panel },
  embeds: [{ view: 'atlas', title: mark('Atlas'), tab: 'atlas', reads: false, scrolls: true, Panel }],
  actions: ATLAS_ACTIONS,
})
