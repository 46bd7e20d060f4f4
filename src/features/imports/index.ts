/** @file The feature “Import run”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { lazily } from '../../ui/lazily.tsx'
import { IMPORT_ACTIONS } from './actions.ts'
import { IMPORT_SERVICE } from './importing.ts'
import { NO_IMPORT } from './state.ts'

type ImportActions = typeof IMPORT_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends ImportActions {}
}

const Panel = lazily(async () => (await import('./panel.tsx')).ImportPanel)

export const IMPORTS = defineFeature({
  id: 'imports',
  title: mark('Import run'),
  summary:
    'What trainers wrote on a real run: rollouts and metrics, browsed, searched, drawn beside a run of this page.',
  tab: 'imports',
  panel: { tab: 'imports', Panel },
  slice: { imports: NO_IMPORT },
  actions: IMPORT_ACTIONS,
  services: { imports: IMPORT_SERVICE },
})
