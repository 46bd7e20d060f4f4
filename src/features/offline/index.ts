/** @file The feature “Offline copy”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { OFFLINE_ACTIONS } from './actions.ts'

type OfflineActions = typeof OFFLINE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends OfflineActions {}
}

export const OFFLINE = defineFeature({
  id: 'offline',
  title: mark('Offline copy'),
  summary: 'Everything works with the network off, and a new version is offered.',
  actions: OFFLINE_ACTIONS,
})
