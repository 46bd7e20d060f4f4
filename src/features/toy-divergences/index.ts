/** @file The feature “Divergence bench”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { TOY_ACTIONS } from './actions.ts'
import { DESCENT_SERVICE } from './descent.ts'
import { TOY_SETTINGS } from './settings.ts'

type ToyActions = typeof TOY_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends ToyActions {}
}

const Panel = lazily(async () => (await import('./toy-divergences.tsx')).ToyDivergences)
const Primary = lazily(async () => (await import('./controls.tsx')).RunOrPause)

export const TOY_DIVERGENCES = defineFeature({
  id: 'toy-divergences',
  title: mark('Divergence bench'),
  summary: 'A teacher of up to three Gaussians, and one student for each divergence that descends to it.',
  tab: 'bench',
  panel: { tab: 'bench', Panel },
  embeds: [{ view: 'bench', title: mark('Divergence bench'), tab: 'bench', reads: false, Panel, Primary }],
  settings: TOY_SETTINGS,
  actions: TOY_ACTIONS,
  services: { descent: DESCENT_SERVICE },
})
