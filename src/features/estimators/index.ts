/** @file The feature “Estimators”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { ESTIMATOR_ACTIONS } from './actions.ts'
import { DRAW_SERVICE } from './draw-session.ts'
import { NO_DRAWS } from './draws.ts'
import { ESTIMATOR_SETTINGS } from './settings.ts'

type EstimatorActions = typeof ESTIMATOR_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends EstimatorActions {}
}

const Panel = lazily(async () => (await import('./estimators.tsx')).EstimatorsRegion)
const Primary = lazily(async () => (await import('./controls.tsx')).DrawOrStop)

export const ESTIMATORS = defineFeature({
  id: 'estimators',
  title: mark('Estimators'),
  summary: 'k1, k2, k3 and the policy gradient against the exact value, draw by draw.',
  tab: 'estimators',
  panel: { tab: 'estimators', Panel },
  embeds: [{ view: 'estimators', title: mark('Estimators'), tab: 'estimators', reads: true, Panel, Primary }],
  settings: ESTIMATOR_SETTINGS,
  slice: { drawing: NO_DRAWS },
  actions: ESTIMATOR_ACTIONS,
  services: { draws: DRAW_SERVICE },
})
