/** @file Intents that carry a run out of the page. */

import { message } from '../../message/message.ts'
import { type App, actionOf } from '../../store/app.ts'
import { tell } from '../../store/notices.ts'
import { shippedModels } from '../../store/scoring.ts'
import type { LearningRun } from './state.ts'

function runById(app: App, id: number): LearningRun | undefined {
  const { run, past } = app.store.getState().training
  return [run, ...past].find((each) => each?.id === id) ?? undefined
}

export const EXPORT_ACTIONS = {
  exportCsv: actionOf<number>({
    id: 'export-csv',
    label: 'Curves as CSV',
    keys: [],
    perform: async (app, id) => {
      const run = runById(app, id)
      if (!run) return
      const { fileName, runCsv } = await import('./weights-export.ts')
      app.files.save(fileName(run.name, 'csv'), runCsv(run), 'text/csv')
    },
  }),
  exportJson: actionOf<number>({
    id: 'export-json',
    label: 'Run as JSON',
    keys: [],
    perform: async (app, id) => {
      const run = runById(app, id)
      if (!run) return
      const { fileName, runJson } = await import('./weights-export.ts')
      app.files.save(fileName(run.name, 'json'), runJson(run, new Date()), 'application/json')
    },
  }),
  copyRunLink: actionOf<number>({
    id: 'copy-run-link',
    label: 'Link to this run',
    keys: [],
    perform: async (app, id) => {
      const run = runById(app, id)
      if (!run) return
      const { engine } = app.store.getState()
      const query = app.registry.schema.toQuery({
        ...run.settings,
        ...shippedModels({ settings: run.settings, engine }),
      })
      try {
        await app.files.copyLink(query)
        tell(
          app.store,
          message('The link to “{name}” is copied: its settings and its seed, which give the same run.', {
            name: run.name,
          }),
        )
      } catch {
        tell(
          app.store,
          message('The browser does not let the page copy; the address bar carries the present settings.'),
        )
      }
    },
  }),
} as const
