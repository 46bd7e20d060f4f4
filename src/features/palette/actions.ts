/** @file The palette's part of the state, and the intent that opens it. */
import { action } from '../../store/app.ts'

declare module '../../store/state.ts' {
  interface AppState {
    readonly paletteOpen: boolean
  }
}

export const PALETTE_ACTIONS = {
  togglePalette: action({
    id: 'toggle-palette',
    label: 'Command palette',
    keys: ['/'],
    perform: (app) => app.store.setState(({ paletteOpen }) => ({ paletteOpen: !paletteOpen })),
  }),
} as const
