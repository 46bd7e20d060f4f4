/** @file The store's own part of the page, in the form of a feature: rollouts, scores, notices, the engine. */
import { NOTHING_MEASURED } from './divergence-values.ts'
import { NO_FAILURES } from './queries.ts'
import { defineFeature } from './registry.ts'
import { ROLLOUT_ACTIONS } from './rollout-actions.ts'
import { NO_READINGS } from './score-queries.ts'
import { SCORING_ACTIONS } from './scoring-actions.ts'
import { VIEW_ACTIONS } from './view-actions.ts'

type RolloutActions = typeof ROLLOUT_ACTIONS
type ScoringActions = typeof SCORING_ACTIONS
type ViewActions = typeof VIEW_ACTIONS

declare module './app.ts' {
  interface Actions extends RolloutActions, ScoringActions, ViewActions {}
}

export const CORE = defineFeature({
  id: 'core',
  title: 'The page',
  summary: 'Rollouts, their scores, settings that every view shares, notices and the engine.',
  slice: { failures: NO_FAILURES, measured: NOTHING_MEASURED, readings: NO_READINGS },
  actions: { ...ROLLOUT_ACTIONS, ...SCORING_ACTIONS, ...VIEW_ACTIONS },
})
