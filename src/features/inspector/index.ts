/** @file The feature “Token details”, with the receipts of numbers. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { INSPECTOR_ACTIONS } from './actions.ts'
import { DIFFERENCE_SERVICE, NO_DIFFERENCES } from './backend-differences.ts'
import { INSPECTION_WATCH, NOTHING_INSPECTED } from './entry-contributions.ts'
import { NEXT_STEP_SERVICE, NO_NEXT_STEP, PREDICTION_WATCH } from './next-step-prediction.ts'
import { RECEIPT_ACTIONS } from './receipt/actions.ts'
import { INSPECTOR_SETTINGS } from './settings.ts'

type InspectorActions = typeof INSPECTOR_ACTIONS
type ReceiptActions = typeof RECEIPT_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends InspectorActions, ReceiptActions {}
}

export const INSPECTOR = defineFeature({
  id: 'inspector',
  title: mark('Token details'),
  summary:
    'Everything known of one token: both distributions, what each entry adds, the next step, and receipts of numbers.',
  embeds: [
    {
      view: 'inspector',
      title: mark('Token details'),
      tab: null,
      reads: true,
      Panel: lazily(async () => (await import('./embed-view.tsx')).EmbedInspector),
    },
  ],
  settings: INSPECTOR_SETTINGS,
  slice: { inspected: NOTHING_INSPECTED, nextStep: NO_NEXT_STEP, differences: NO_DIFFERENCES, receipt: null },
  actions: { ...INSPECTOR_ACTIONS, ...RECEIPT_ACTIONS },
  services: { stepPrediction: NEXT_STEP_SERVICE, differences: DIFFERENCE_SERVICE },
  watches: [INSPECTION_WATCH, PREDICTION_WATCH],
  keepsKey: ({ receipt }) => receipt !== null,
})
