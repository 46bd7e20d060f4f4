/**
 * @file How a teacher reads a rollout: the stage's two conditions, and the readings that the open instrument asks for beyond them
 * (other contexts, other teachers, earlier rollouts). Each is scored once and kept with its rollout. Nothing is ever sampled here.
 */

import type { Rollout, ScoredRollout } from '../engine/types.ts'
import { hashesOf } from '../formats/trace.ts'
import { message } from '../message/message.ts'
import { conditionKey, divergenceChoices, paramsKey, TOP_K } from '../settings/scoring-keys.ts'
import type { DivergenceParams } from '../settings/settings.ts'
import type { ContextKind } from '../world/types.ts'
import { type Failure, failureOf, type Query, type QueryKey, type Watch } from './queries.ts'
import { allRollouts, changeRollout } from './rollout-history.ts'
import type { AppState, RolloutRecord } from './state.ts'

export interface WantedScore {
  /** Id of the run that is read. */
  readonly run: number
  readonly teacher: string
  readonly context: ContextKind | null
  /** Its divergences are drawn, so they must be those of the parameters on view. */
  readonly divergences: boolean
}

export interface Readings {
  /** What the open instrument draws. */
  readonly wanted: readonly WantedScore[]
}

declare module './state.ts' {
  interface AppState {
    readonly readings: Readings
  }
}

export const NO_READINGS: Readings = { wanted: [] }

type Condition = Pick<WantedScore, 'teacher' | 'context'>

function scoreKey(
  rollout: Pick<RolloutRecord, 'id' | 'student'>,
  { teacher, context }: Condition,
  params: DivergenceParams,
): QueryKey {
  return `score|${rollout.id}|${rollout.student}|${conditionKey(teacher, context)}|${paramsKey(params)}`
}

/** A finished run scored under one condition, all divergences with these parameters. */
export function scoreQuery(
  rollout: RolloutRecord & { readonly result: Rollout },
  { teacher, context }: Condition,
  params: DivergenceParams,
): Query<ScoredRollout> {
  const models = [rollout.student, teacher]
  const request = { rollout: rollout.result, teacher, context, divergences: divergenceChoices(params), topK: TOP_K }
  return {
    key: scoreKey(rollout, { teacher, context }, params),
    models,
    ask: (engine, signal) => engine.score(request, { signal }),
    keep(store, score) {
      const entry = { params: paramsKey(params), score, models: hashesOf(store.getState().engine.models, models) }
      const key = conditionKey(teacher, context)
      changeRollout(store, rollout.id, (current) => ({
        ...withLogProbs(current, score),
        scores: { ...current.scores, [key]: entry },
      }))
    },
    failed: message('The teacher could not read this.'),
  }
}

/** An imported text brings no log-probs of the student that reads it here: they come with the first reading. */
function withLogProbs(record: RolloutRecord, { tokens: read }: ScoredRollout): RolloutRecord {
  if (!record.imported || !record.result) return record
  const tokens = record.tokens.map((token, i) =>
    Number.isNaN(token.logpStudent) ? { ...token, logpStudent: read[i]?.logpStudent ?? Number.NaN } : token,
  )
  return { ...record, tokens, result: { ...record.result, tokens } }
}

/** Has the student written its last token, and any at all? */
export function isFinished(
  rollout: RolloutRecord | null | undefined,
): rollout is RolloutRecord & { readonly result: Rollout } {
  return rollout?.result != null && rollout.result.tokens.length > 0
}

/** Wanted and not there, in the order of need; what failed is among them. */
export function missingScores(state: AppState): readonly WantedScore[] {
  return missing(state).map(({ reading }) => reading)
}

/** Why readings that are wanted are not there. */
export function scoreFailures(state: AppState): readonly Failure[] {
  const { params } = state.settings
  return missing(state).flatMap(
    ({ run: rollout, reading }) => failureOf(state, scoreKey(rollout, reading, params)) ?? [],
  )
}

function missing(state: AppState) {
  const params = paramsKey(state.settings.params)
  const runs = allRollouts(state)
  return state.readings.wanted.flatMap((reading) => {
    const rollout = runs.find(({ id }) => id === reading.run)
    if (!isFinished(rollout)) return []
    const found = rollout.scores[conditionKey(reading.teacher, reading.context)]
    return !found || (reading.divergences && found.params !== params) ? [{ run: rollout, reading }] : []
  })
}

export const READING_WATCH: Watch = {
  reads: ['rollout', 'past', 'future', 'settings', 'readings'],
  missing: (state) =>
    missing(state).map(({ run: rollout, reading }) => scoreQuery(rollout, reading, state.settings.params)),
}
