/** @file The feature “Undo”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { followHand } from './hand.ts'
import { NO_STEPS, recordSteps, UNDO_ACTIONS } from './undo.ts'

type UndoActions = typeof UNDO_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends UndoActions {}
}

export const UNDO = defineFeature({
  id: 'undo',
  title: mark('Undo'),
  summary: 'Takes back settings, rollouts and forks together.',
  slice: { steps: NO_STEPS },
  actions: UNDO_ACTIONS,
  start: (app, view) => void recordSteps(app, () => view.performance.now(), followHand(view)),
})
