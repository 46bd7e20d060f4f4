/** @file The feature “Recipe workbench”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { WORKBENCH_ACTIONS } from './actions.ts'
import { BARE_BENCH } from './state.ts'

type WorkbenchActions = typeof WORKBENCH_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends WorkbenchActions {}
}

export const WORKBENCH = defineFeature({
  id: 'workbench',
  title: mark('Workbench'),
  summary:
    'A method of one’s own: begins as any recipe, is changed in a sentence, a diagram or its JSON, and is trained, raced against its parent, saved, or sent as a link.',
  tab: 'workbench',
  panel: { tab: 'workbench', Panel: lazily(async () => (await import('./workbench.tsx')).Workbench) },
  slice: { workbench: BARE_BENCH },
  actions: WORKBENCH_ACTIONS,
})
