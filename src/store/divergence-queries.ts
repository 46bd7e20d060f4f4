/**
 * @file Measures what the instruments show and the scores do not hold: other supports, other parameters. All of it is one question;
 * whatever was changed meanwhile is in the next one, so that a slider never waits for a queue.
 */

import type { ScoredRollout } from '../engine/types.ts'
import { message } from '../message/message.ts'
import type { Feature } from './app.ts'
import { missingChoices, paramsOf, subjectOf } from './divergence-values.ts'
import { type Failure, failureOf, hasFailed, type Query, type QueryKey, type Watch } from './queries.ts'
import { viewOf } from './scoring.ts'
import type { AppState } from './state.ts'

/** What the page and these features show of the rollout on the stage and nobody has measured, or null. */
function measurement(state: AppState, features: readonly Feature[]): Query<ScoredRollout> | null {
  const { rollout, settings } = state
  const { shown } = viewOf(state)
  if (!rollout?.result || !shown) return null
  const asked = [
    ...features.flatMap(({ divergences }) => divergences?.(state) ?? []),
    ...missingChoices(state, [settings.divergence]),
  ]
  const divergences = [...new Map(asked.map((choice) => [choice.key, choice])).values()]
  if (divergences.length === 0) return null
  const subject = subjectOf(state)
  const { teacher } = settings
  const request = { rollout: rollout.result, teacher, context: shown.context, divergences, topK: 0 }
  const names = divergences.map((choice) => `${choice.key} ${paramsOf(choice)}`)
  return {
    key: `${subjectKey(state)}${names.join(';')}`,
    models: [rollout.student, teacher],
    ask: (engine, signal) => engine.score(request, { signal }),
    keep(store, { tokens }) {
      const values = Object.fromEntries(
        divergences.map((choice) => [
          choice.key,
          { params: paramsOf(choice), values: tokens.map(({ divergences }) => divergences[choice.key] ?? Number.NaN) },
        ]),
      )
      store.setState(({ measured }) => ({
        measured: { subject, values: measured.subject === subject ? { ...measured.values, ...values } : values },
      }))
    },
    failed: message('The divergences could not be measured.'),
  }
}

function subjectKey(state: AppState): QueryKey {
  return `measure|${subjectOf(state)};`
}

/** Why what is shown is not measured, or null. */
export function measuringFailure(state: AppState, features: readonly Feature[]): Failure | null {
  // What is missing is worth working out only where something has failed.
  return hasFailed(state, 'measure') ? failureOf(state, measurement(state, features)?.key ?? null) : null
}

export function measuringWatch(features: readonly Feature[]): Watch {
  return {
    reads: ['rollout', 'settings', 'measured'],
    missing(state) {
      const query = measurement(state, features)
      return query ? [query] : []
    },
    // A parameter may have moved on: the strip follows a step behind.
    useful: (state, key) => key.startsWith(subjectKey(state)),
  }
}
