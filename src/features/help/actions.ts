/** @file The help sheet's part of the state, and the intent that opens it. */
import { action } from '../../store/app.ts'

declare module '../../store/state.ts' {
  interface AppState {
    readonly helpOpen: boolean
  }
}

export const HELP_ACTIONS = {
  toggleHelp: action({
    id: 'toggle-help',
    label: 'Keys and words',
    keys: ['?'],
    perform: (app) => app.store.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  }),
} as const
