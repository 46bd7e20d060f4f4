/** @file The feature “Take away”. */
import { mark } from '../../i18n/words.ts'
import { defineFeature } from '../../store/registry.ts'
import { TRACE_ACTIONS } from './actions.ts'
import { CHART_ACTIONS } from './chart-actions.ts'

type TraceActions = typeof TRACE_ACTIONS
type ChartActions = typeof CHART_ACTIONS

declare module '../../store/app.ts' {
  interface Actions extends TraceActions, ChartActions {}
}

export const EXPORT = defineFeature({
  id: 'export',
  title: mark('Take away'),
  summary: 'Charts as SVG, PNG and CSV, the rollout as a trace, the page as one file.',
  parts: ['take-away', 'png-size'],
  actions: { ...TRACE_ACTIONS, ...CHART_ACTIONS },
})
