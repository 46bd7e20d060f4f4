/** @file The glossary's part of the state, and the intents that open and close it. */
import type { TermId } from '../../controls/terms.ts'
import { action, actionOf } from '../../store/app.ts'

declare module '../../store/state.ts' {
  interface AppState {
    /** The glossary lies over the page, at this term or from the start; null: it does not. */
    readonly glossary: { readonly at: TermId | null } | null
  }
}

export const GLOSSARY_ACTIONS = {
  toggleGlossary: action({
    id: 'toggle-glossary',
    label: 'Glossary',
    keys: ['Shift+g'],
    perform: (app) => app.store.setState(({ glossary }) => ({ glossary: glossary === null ? { at: null } : null })),
  }),
  openGlossary: actionOf<TermId>({
    id: 'open-glossary',
    label: 'What does this word mean?',
    keys: [],
    perform: (app, at) => app.store.setState({ glossary: { at } }),
  }),
} as const
