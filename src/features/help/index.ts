/** @file The feature “Keys and words”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { HELP_ACTIONS } from './actions.ts'

type HelpActions = typeof HELP_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends HelpActions {}
}

export const HELP = defineFeature({
  id: 'help',
  title: mark('Keys and words'),
  summary: 'What one looks at, and every key.',
  slice: { helpOpen: false },
  actions: HELP_ACTIONS,
  // Its own key closes it.
  keepsKey: ({ helpOpen }, key) => helpOpen && key !== '?',
})
