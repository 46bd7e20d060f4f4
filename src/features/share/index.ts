/** @file The feature “Share”. */
import { defineFeature } from '../../store/registry.ts'
import { SHARE_ACTIONS } from './actions.ts'
import { NO_SHARING } from './state.ts'

type ShareActions = typeof SHARE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends ShareActions {}
}

export const SHARE = defineFeature({
  id: 'share',
  title: 'Share',
  summary: 'Links, QR code and code for other pages.',
  slice: { sharing: NO_SHARING },
  actions: SHARE_ACTIONS,
  keepsKey: ({ sharing }) => sharing.sheet !== null,
})
