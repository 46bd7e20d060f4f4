/**
 * @file The next-step ghost of the pinned token: predicted as soon as a token is pinned, one request at a time, the latest
 * pin first; taken on a copy of the weights when a person asks for it.
 */

import type { NextStepPrediction } from '../../engine/types.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { failureOf, type Query, type QueryKey, type Watch } from '../../store/queries.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { INSPECTED_TOP, inspectedChoice, inspectionKey } from './entry-contributions.ts'
import { FITTED, GHOST_RATES } from './settings.ts'
import { fittedRate } from './step-size.ts'

export interface GhostState {
  /** What it is about (see `ghostKey`). */
  readonly key: string
  /** The prediction, for every rate; null before the first. */
  readonly ghost: NextStepPrediction | null
  /** The step that was really taken, or null. */
  readonly taken: { readonly rate: number; readonly ghost: NextStepPrediction } | null
  readonly taking: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    /** The next step at the pinned token. */
    readonly ghost: GhostState
  }
}

export const NO_GHOST: GhostState = { key: '', ghost: null, taken: null, taking: false }

export interface Ghosting {
  /** Takes the step of the chosen size on a copy of the weights; the models stay as they are. */
  take(): Promise<void>
}

type Subject = Pick<AppState, 'rollout' | 'settings' | 'pinned'>

/** Names a ghost, or null where no token of the student's is pinned. */
function ghostKey(state: Subject): string | null {
  const { rollout, pinned } = state
  if (pinned === null || rollout?.tokens[pinned]?.source !== 'student') return null
  return `${inspectionKey(state, viewOf(state).context)}|${pinned}`
}

/** The pinned token's ghost as far as it is known. */
export function ghostOf(state: Subject & Pick<AppState, 'ghost'>): GhostState | null {
  const key = ghostKey(state)
  return key !== null && state.ghost.key === key ? state.ghost : null
}

/** The step size in force; null while a fitted one waits for its prediction. */
export function ghostRateOf(state: Subject & Pick<AppState, 'ghost'>): number | null {
  const { ghostRate } = state.settings
  if (ghostRate !== FITTED) return Math.max(ghostRate, GHOST_RATES.min)
  const known = ghostOf(state)
  return known?.ghost ? fittedRate(known.ghost) : null
}

declare module '../../store/app.ts' {
  interface Services {
    readonly ghosting: Ghosting
  }
}

function queryKey(key: string, rate: number | null): QueryKey {
  return `step|${key}|${rate ?? 'predicted'}`
}

/** The prediction where `rate` is null, else the step of this size; null while there is no score to speak of. */
function stepQuery(state: AppState, rate: number | null): Query<NextStepPrediction> | null {
  const { rollout, settings, pinned } = state
  const { context, shown } = viewOf(state)
  const key = ghostKey(state)
  if (key === null || !rollout?.result || pinned === null || !shown) return null
  const { teacher } = settings
  const divergence = inspectedChoice(state)
  const request = { rollout: rollout.result, teacher, context, divergence, topK: INSPECTED_TOP, index: pinned, rate }
  return {
    key: queryKey(key, rate),
    models: [rollout.student, teacher],
    ask: (engine, signal) => engine.predictStep(request, { signal }),
    keep: (store, step) =>
      store.setState(({ ghost }) => {
        if (rate === null) return { ghost: { ...NO_GHOST, key, ghost: step } }
        return ghost.key === key ? { ghost: { ...ghost, taken: { rate, ghost: step } } } : {}
      }),
    failed: 'The step could not be computed.',
  }
}

/** Why the pinned token's step is not there, or null: the prediction, or the step that was to be taken. */
export function ghostFailure(state: Subject & Pick<AppState, 'ghost' | 'failures'>): string | null {
  const key = ghostKey(state)
  if (key === null) return null
  const failure = failureOf(state, queryKey(key, null)) ?? failureOf(state, queryKey(key, ghostRateOf(state)))
  return failure?.message ?? null
}

export const PREDICTION_WATCH: Watch = {
  reads: ['rollout', 'settings', 'pinned', 'ghost'],
  missing(state) {
    const query = ghostOf(state) ? null : stepQuery(state, null)
    return query ? [query] : []
  },
}

function createGhosting({ store, queries }: ServiceParts): Ghosting {
  return {
    async take() {
      const state = store.getState()
      const known = ghostOf(state)
      const rate = ghostRateOf(state)
      const query = stepQuery(state, rate)
      if (!known || known.taking || rate === null || !query) return
      const setTaking = (taking: boolean): void =>
        store.setState(({ ghost }) => (ghost.key === known.key ? { ghost: { ...ghost, taking } } : {}))
      setTaking(true)
      // A failure stands with all others.
      await queries.ask(query).catch(() => {})
      setTaking(false)
    },
  }
}

export const NEXT_STEP_SERVICE: ServiceDefinition<Ghosting> = { create: createGhosting }
