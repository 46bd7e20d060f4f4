/**
 * @file What the chosen divergence makes of every shown vocabulary entry, for all tokens at once: hovering only looks it up.
 * Asked for anew when run, teacher, context, divergence or parameters change; the engine reads its kept logits.
 */

import type { DivergenceChoice, Inspection } from '../../engine/types.ts'
import { message, type Sentence } from '../../message/message.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import { choiceOf, paramsOf } from '../../store/divergence-values.ts'
import { failureOf, type Query, type QueryKey, type Watch } from '../../store/queries.ts'
import { isFinished } from '../../store/score-queries.ts'
import { wantedContexts } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import type { ContextKind } from '../../world/types.ts'

/** Entries of each model's distribution that are asked for: as many as can be listed, and room for the other context's. */
export const INSPECTED_TOP = 24

export interface Inspected {
  /** By `inspectionKey`, one inspection a token. */
  readonly found: Readonly<Record<string, readonly Inspection[]>>
}

declare module '../../store/state.ts' {
  interface AppState {
    /** What the chosen divergence makes of every shown vocabulary entry. */
    readonly inspected: Inspected
  }
}

export const NOTHING_INSPECTED: Inspected = { found: {} }

type Subject = Pick<AppState, 'rollout' | 'settings'>

/** The chosen divergence with its parameters, over the full vocabulary. */
export function inspectedChoice({ settings }: Pick<AppState, 'settings'>): DivergenceChoice {
  return choiceOf(settings.divergence, settings, 'full')
}

/** Names an inspection: numbers of one are never shown for another. */
export function inspectionKey(state: Subject, context: ContextKind | null): string {
  const { rollout, settings } = state
  const choice = inspectedChoice(state)
  return `${rollout?.id ?? ''}|${rollout?.student ?? ''}|${conditionKey(settings.teacher, context)}|${choice.id}|${paramsOf(choice)}`
}

/** The inspections of the run on the stage under a context, or null while they are not there. */
export function inspectionsOf(
  state: Subject & Pick<AppState, 'inspected'>,
  context: ContextKind | null,
): readonly Inspection[] | null {
  return state.inspected.found[inspectionKey(state, context)] ?? null
}

function queryKey(state: Subject, context: ContextKind | null): QueryKey {
  return `inspect|${inspectionKey(state, context)}`
}

/** Why there is no inspection of the run on the stage under a context, or null. */
export function inspectionFailure(
  state: Subject & Pick<AppState, 'failures'>,
  context: ContextKind | null,
): Sentence | null {
  return failureOf(state, queryKey(state, context))?.message ?? null
}

/** The scored contexts of the run on the stage, the visible one first. */
function missingInspections(state: AppState): readonly Query<readonly Inspection[]>[] {
  const { rollout, settings, inspected } = state
  if (!isFinished(rollout)) return []
  const { result } = rollout
  const { teacher } = settings
  const divergence = inspectedChoice(state)
  return wantedContexts(settings)
    .filter(
      (context) => rollout.scores[conditionKey(teacher, context)] && !inspected.found[inspectionKey(state, context)],
    )
    .map((context) => ({
      key: queryKey(state, context),
      models: [rollout.student, teacher],
      ask: (engine, signal) =>
        engine.inspect({ rollout: result, teacher, context, divergence, topK: INSPECTED_TOP }, { signal }),
      keep: (store, tokens) =>
        store.setState((now) => ({ inspected: withFound(now, inspectionKey(state, context), tokens) })),
      failed: message('The contributions could not be computed.'),
    }))
}

/** With one more; what is on view no longer is forgotten. */
function withFound(state: AppState, key: string, tokens: readonly Inspection[]): Inspected {
  const wanted = wantedContexts(state.settings).map((context) => inspectionKey(state, context))
  const kept = Object.entries(state.inspected.found).filter(([name]) => wanted.includes(name))
  return { found: { ...Object.fromEntries(kept), [key]: tokens } }
}

export const INSPECTION_WATCH: Watch = { reads: ['rollout', 'settings', 'inspected'], missing: missingInspections }
