/** @file The feature “Hint X-ray”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { XRAY_ACTIONS } from './actions.ts'
import { XRAY_SETTINGS } from './settings.ts'

type XrayActions = typeof XRAY_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends XrayActions {}
}

const Panel = lazily(async () => (await import('./xray.tsx')).HintXray)

export const XRAY = defineFeature({
  id: 'xray',
  title: mark('Hint X-ray'),
  summary: 'What privileged context moves, token by token, for every context that is pinned.',
  tab: 'xray',
  panel: { tab: 'xray', Panel },
  embeds: [{ view: 'xray', title: mark('Hint X-ray'), tab: 'xray', reads: true, Panel }],
  settings: XRAY_SETTINGS,
  actions: XRAY_ACTIONS,
})
