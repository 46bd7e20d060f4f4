/** @file Intents that carry one panel's charts out of the page: as a drawing, as pixels, as the numbers behind them. */
import { message } from '../../message/message.ts'
import { type Action, type App, actionOf } from '../../store/app.ts'
import { chartNotes } from '../../store/export/notes.ts'
import { tableCsv } from '../../store/export/table.ts'
import type { ChartExport } from '../../store/export/use-export.ts'
import { tell } from '../../store/notices.ts'

/** `opd-divergence-rail-tally-37-seed-1.svg`; toys have neither problem nor seed. */
function fileName(app: App, { name, toy }: ChartExport, ending: string): string {
  const { rollout } = app.store.getState()
  const of =
    toy || !rollout ? '' : `-${rollout.problem.world}-${rollout.problem.problemSeed}-seed-${rollout.sampling.seed}`
  return `opd-${name}${of}${ending}`
}

async function draw(app: App, { panel, title, notes, toy }: ChartExport) {
  const said = toy ? [] : chartNotes(app.store.getState())
  const figure = await app.files.draw(panel, { title, notes: [...notes, ...said] })
  if (!figure) tell(app.store, message('There is nothing drawn yet that could be taken away.'))
  return figure
}

export const CHART_ACTIONS = {
  exportChartSvg: actionOf<ChartExport>({
    id: 'export-chart-svg',
    label: 'Export SVG',
    keys: [],
    perform: async (app, ask) => {
      const figure = await draw(app, ask)
      if (figure) app.files.save(fileName(app, ask, '.svg'), figure.svg, 'image/svg+xml')
    },
  }),
  exportChartPng: actionOf<ChartExport>({
    id: 'export-chart-png',
    label: 'Export PNG',
    keys: [],
    perform: async (app, ask) => {
      const figure = await draw(app, ask)
      if (!figure) return
      try {
        const pixels = await app.files.paint({ ...figure, scale: ask.scale })
        app.files.save(fileName(app, ask, `@${ask.scale}x.png`), pixels, 'image/png')
      } catch {
        tell(app.store, message('The browser could not paint the picture. Take a smaller size, or Export SVG.'))
      }
    },
  }),
  exportChartCsv: actionOf<ChartExport>({
    id: 'export-chart-csv',
    label: 'Export CSV',
    keys: [],
    perform: (app, ask) => app.files.save(fileName(app, ask, '.csv'), tableCsv(ask.table), 'text/csv'),
  }),
} as const satisfies Readonly<Record<string, Action<ChartExport>>>
