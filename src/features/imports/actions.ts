/** @file Actions of the imported run. */
import { mark } from '../../i18n/words.ts'
import type { ImportSource } from '../../imports/source.ts'
import { action, actionOf, change } from '../../store/app.ts'

export const IMPORT_ACTIONS = {
  importRun: actionOf<readonly ImportSource[]>({
    id: 'import-run',
    label: mark('Import run'),
    keys: [],
    perform: (app, sources) => {
      if (sources.length === 0) return
      change(app, { tab: 'imports' })
      void app.session.imports.read(sources)
    },
  }),
  cancelImport: action({
    id: 'cancel-import',
    label: mark('Cancel the import'),
    keys: [],
    available: ({ imports }) => imports.phase === 'reading',
    perform: ({ session }) => session.imports.cancel(),
  }),
  closeImport: action({
    id: 'close-import',
    label: mark('Put the imported run away'),
    keys: [],
    available: ({ imports }) => imports.phase !== 'none',
    perform: ({ session }) => session.imports.close(),
  }),
  openImported: actionOf<number | null>({
    id: 'open-imported',
    label: mark('Open a rollout of the run'),
    keys: [],
    perform: ({ store }, opened) => store.setState(({ imports }) => ({ imports: { ...imports, opened } })),
  }),
} as const
