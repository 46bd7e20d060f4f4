/** @file Intents that carry the rollout out of the page and back in. */

import { oneLine } from '../../engine/errors.ts'
import { writeTrace } from '../../formats/trace.ts'
import { mark, t } from '../../i18n/words.ts'
import { message } from '../../message/message.ts'
import { type App, action, actionOf, type Picture } from '../../store/app.ts'
import { tokensCsv } from '../../store/export/csv.ts'
import { tell } from '../../store/notices.ts'
import { traceOfRollout } from '../../store/rollout-history.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, RolloutRecord } from '../../store/state.ts'
import type { TraceFile } from './import-trace.ts'

/** `opd-tally-37-seed-1.csv` */
function fileName({ problem, sampling }: RolloutRecord, ending: string): string {
  return `opd-${problem.world}-${problem.problemSeed}-seed-${sampling.seed}${ending}`
}

/** There is a rollout, and it is finished. */
const written = ({ rollout }: AppState): boolean => rollout?.result != null

function save(app: App, ending: string, data: Uint8Array | string, type: string): void {
  const { rollout } = app.store.getState()
  if (rollout) app.files.save(fileName(rollout, ending), data, type)
}

export const TRACE_ACTIONS = {
  exportSvg: actionOf<string>({
    id: 'export-svg',
    label: 'Export SVG',
    keys: [],
    available: written,
    perform: (app, svg) => save(app, '.svg', svg, 'image/svg+xml'),
  }),
  exportPng: actionOf<Picture>({
    id: 'export-png',
    label: 'Export PNG',
    keys: [],
    available: written,
    perform: async (app, picture) => {
      try {
        save(app, `@${picture.scale}x.png`, await app.files.paint(picture), 'image/png')
      } catch {
        tell(app.store, message('The browser could not paint the picture. Take a smaller size, or Export SVG.'))
      }
    },
  }),
  exportTokens: action({
    id: 'export-tokens',
    label: 'Export CSV',
    keys: [],
    available: written,
    perform: (app) => {
      const state = app.store.getState()
      const { without, with: told } = viewOf(state)
      const readings = [without, told].filter((reading) => reading !== null)
      save(app, '.csv', tokensCsv(state.rollout?.tokens ?? [], readings), 'text/csv')
    },
  }),
  exportTrace: action({
    id: 'export-trace',
    label: 'Export trace',
    keys: [],
    // An imported text has log-probs once a model has read it, and a trace without them is none.
    available: (state) => written(state) && !state.rollout?.tokens.some(({ logpStudent }) => Number.isNaN(logpStudent)),
    perform: (app) => {
      const { rollout, settings } = app.store.getState()
      const trace = rollout && traceOfRollout(rollout, app.registry.schema.toQuery(settings))
      if (trace) save(app, '.trace.json', writeTrace(trace, new Date()), 'application/json')
    },
  }),
  savePage: action({
    id: 'save-page',
    label: mark('Save as one page'),
    keys: [],
    available: written,
    perform: async (app) => {
      const { rollout } = app.store.getState()
      if (rollout && Object.keys(rollout.scores).length === 0)
        return tell(
          app.store,
          t(
            'No teacher has read this rollout yet, and the page is made of readings. “Export trace” takes it as it is.',
          ),
        )
      const { singlePage } = await import('./single-page.ts')
      const template = await app.files.emptyPage().catch(() => null)
      try {
        const page = template && (await singlePage(app, template))
        if (page) save(app, '.html', page, 'text/html')
        // Also where a host answers an unknown address with its front page.
        else
          tell(
            app.store,
            message('The page could not be put together. Check the connection and try again, or take Export trace.'),
          )
      } catch (error) {
        const why = oneLine(error)
        tell(
          app.store,
          t('This browser could not put the page together ({why}). “Export trace” takes the same numbers.', { why }),
        )
      }
    },
  }),
  importTrace: actionOf<TraceFile>({
    id: 'import-trace',
    label: 'Import trace',
    keys: [],
    perform: async (app, file) => (await import('./import-trace.ts')).importTrace(app, file),
  }),
} as const
