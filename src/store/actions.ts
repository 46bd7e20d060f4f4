/**
 * @file Every intent that a person can have on this page, in one table. Buttons, keys and the help sheet all read it, so
 * an intent has one name, one key and one effect wherever it is offered.
 */
import { DIVERGENCES } from '../divergence/registry.ts'
import { COMPARE_ACTIONS } from '../features/compare/actions.ts'
import { ESTIMATOR_ACTIONS } from '../features/estimators/actions.ts'
import { TAKE_AWAY_ACTIONS } from '../features/export/actions.ts'
import { CHART_ACTIONS } from '../features/export/chart-actions.ts'
import { FORK_ACTIONS } from '../features/fork/actions.ts'
import { INSPECTOR_ACTIONS } from '../features/inspector/actions.ts'
import { LESSON_ACTIONS } from '../features/lessons/lesson-actions.ts'
import { MUSEUM_ACTIONS } from '../features/museum/museum-actions.ts'
import { OFFLINE_ACTIONS } from '../features/offline/actions.ts'
import { RACE_ACTIONS } from '../features/race/race-actions.ts'
import { SHARE_ACTIONS } from '../features/share/actions.ts'
import { BET_ACTIONS } from '../features/talk/bet-actions.ts'
import { SHOW_ACTIONS } from '../features/talk/presentation-actions.ts'
import { TALK_ACTIONS } from '../features/talk/talk-actions.ts'
import { BENCH_ACTIONS } from '../features/toy-divergences/actions.ts'
import { EXPORT_ACTIONS } from '../features/training/export-actions.ts'
import { TRAINING_ACTIONS } from '../features/training/training-actions.ts'
import { INSTRUMENT_ACTIONS } from './instrument-actions.ts'
import { RUN_ACTIONS } from './rollout-actions.ts'
import { READING_ACTIONS } from './scoring-actions.ts'
import { UNDO_ACTIONS } from './undo.ts'
import { VIEW_ACTIONS } from './view-actions.ts'

export const ACTIONS = {
  ...RUN_ACTIONS,
  ...FORK_ACTIONS,
  ...ESTIMATOR_ACTIONS,
  ...READING_ACTIONS,
  ...INSPECTOR_ACTIONS,
  ...INSTRUMENT_ACTIONS,
  ...BENCH_ACTIONS,
  ...COMPARE_ACTIONS,
  ...TRAINING_ACTIONS,
  ...EXPORT_ACTIONS,
  ...TAKE_AWAY_ACTIONS,
  ...CHART_ACTIONS,
  ...RACE_ACTIONS,
  ...TALK_ACTIONS,
  ...SHOW_ACTIONS,
  ...BET_ACTIONS,
  ...SHARE_ACTIONS,
  ...UNDO_ACTIONS,
  ...OFFLINE_ACTIONS,
  ...LESSON_ACTIONS,
  ...MUSEUM_ACTIONS,
  ...VIEW_ACTIONS,
} as const

/** Keys 1 to 9 choose the first nine divergences. */
export const DIVERGENCE_KEYS: readonly { readonly key: string; readonly divergence: string }[] = DIVERGENCES.slice(
  0,
  9,
).map(({ id }, i) => ({ key: String(i + 1), divergence: id }))
