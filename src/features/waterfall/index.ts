/** @file The feature “Pivot waterfall”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { WATERFALL_ACTIONS } from './actions.ts'
import { missingLoss } from './loss-terms.ts'
import { WATERFALL_SETTINGS } from './settings.ts'

type WaterfallActions = typeof WATERFALL_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends WaterfallActions {}
}

const Panel = lazily(async () => (await import('./waterfall.tsx')).PivotWaterfall)

export const WATERFALL = defineFeature({
  id: 'waterfall',
  title: mark('Pivot waterfall'),
  summary: 'Tokens by their share of the loss, with clips and gates that are dragged in the chart.',
  tab: 'waterfall',
  panel: { tab: 'waterfall', Panel },
  embeds: [{ view: 'waterfall', title: mark('Pivot waterfall'), tab: 'waterfall', reads: true, Panel }],
  settings: WATERFALL_SETTINGS,
  actions: WATERFALL_ACTIONS,
  divergences: missingLoss,
})
