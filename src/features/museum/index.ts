/** @file The feature “Failure museum”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { MUSEUM_ACTIONS } from './museum-actions.ts'
import { CLOSED_MUSEUM } from './state.ts'

type MuseumActions = typeof MUSEUM_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends MuseumActions {}
}

const Panel = lazily(async () => (await import('./museum.tsx')).FailureMuseum)

export const MUSEUM = defineFeature({
  id: 'museum',
  title: mark('Failure museum'),
  summary: 'Eight ways in which distillation fails, measured on this device, each with its cure as a switch.',
  tab: 'museum',
  panel: { tab: 'museum', Panel },
  slice: { museum: CLOSED_MUSEUM },
  actions: MUSEUM_ACTIONS,
})
