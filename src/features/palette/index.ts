/** @file The feature “Command palette”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { PALETTE_ACTIONS } from './actions.ts'

type PaletteActions = typeof PALETTE_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends PaletteActions {}
}

export const PALETTE = defineFeature({
  id: 'palette',
  title: mark('Command palette'),
  summary: 'Every action by name.',
  slice: { paletteOpen: false },
  actions: PALETTE_ACTIONS,
  keepsKey: ({ paletteOpen }) => paletteOpen,
})
