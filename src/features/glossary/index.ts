/** @file The feature “Glossary”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { GLOSSARY_ACTIONS } from './actions.ts'

type GlossaryActions = typeof GLOSSARY_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends GlossaryActions {}
}

export const GLOSSARY = defineFeature({
  id: 'glossary',
  title: mark('Glossary'),
  summary: 'Every word of ours in one line, one touch away from where it stands.',
  slice: { glossary: null },
  actions: GLOSSARY_ACTIONS,
  // Its field takes every key.
  keepsKey: ({ glossary }) => glossary !== null,
})
