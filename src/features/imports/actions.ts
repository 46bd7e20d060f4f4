/** @file Actions of the imported run. */
import { mark } from '../../i18n/words.ts'
import type { RunRollout } from '../../imports/run-format.ts'
import type { ImportSource } from '../../imports/source.ts'
import { action, actionOf, change, writing } from '../../store/app.ts'
import { notify } from '../../store/notices.ts'
import type { Staging } from './to-stage.ts'

export interface Staged {
  readonly rollout: RunRollout
  readonly as: Staging
  /** It stands there; what can be measured of it comes later. */
  readonly opened: () => void
}

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
  openExampleRun: action({
    id: 'open-example-run',
    label: mark('Open an example'),
    keys: [],
    perform: async (app) => {
      change(app, { tab: 'imports' })
      try {
        const { exampleSources } = await import('./example.ts')
        await app.session.imports.read(await exampleSources())
      } catch (error) {
        notify(app.store, error, null)
      }
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
  stageImported: actionOf<Staged>({
    id: 'stage-imported',
    label: mark('Open on the stage'),
    keys: [],
    available: (state) => !writing(state),
    perform: async (app, { rollout, as, opened }) => {
      try {
        const { openOnStage } = await import('./to-stage.ts')
        await openOnStage(app, rollout, as, opened)
      } catch (error) {
        notify(app.store, error, null)
      }
    },
  }),
} as const
