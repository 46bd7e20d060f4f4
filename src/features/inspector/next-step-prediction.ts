/**
 * @file The next-step ghost of the pinned token: predicted as soon as a token is pinned, one request at a time, the latest
 * pin first; taken on a copy of the weights when a person asks for it.
 */

import type { NextStepPrediction } from '../../engine/types.ts'
import { message, type Sentence } from '../../message/message.ts'
import type { ServiceDefinition, ServiceParts } from '../../store/app.ts'
import { failureOf, type Query, type QueryKey, type Watch } from '../../store/queries.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'
import { INSPECTED_TOP, inspectedChoice, inspectionKey } from './entry-contributions.ts'
import { FITTED, STEP_SIZES } from './settings.ts'
import { fittedRate } from './step-size.ts'

export interface NextStepState {
  /** What it is about (see `nextStepKey`). */
  readonly key: string
  /** The prediction, for every rate; null before the first. */
  readonly prediction: NextStepPrediction | null
  /** The step that was really taken, or null. */
  readonly taken: { readonly rate: number; readonly step: NextStepPrediction } | null
  readonly taking: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    /** The next step at the pinned token. */
    readonly nextStep: NextStepState
  }
}

export const NO_NEXT_STEP: NextStepState = { key: '', prediction: null, taken: null, taking: false }

export interface NextStepSession {
  /** Takes the step of the chosen size on a copy of the weights; the models stay as they are. */
  take(): Promise<void>
}

type Subject = Pick<AppState, 'rollout' | 'settings' | 'pinned'>

/** Names a prediction, or null where no token of the student's is pinned. */
function nextStepKey(state: Subject): string | null {
  const { rollout, pinned } = state
  if (pinned === null || rollout?.tokens[pinned]?.source !== 'student') return null
  return `${inspectionKey(state, viewOf(state).context)}|${pinned}`
}

/** The pinned token's next step as far as it is known. */
export function nextStepOf(state: Subject & Pick<AppState, 'nextStep'>): NextStepState | null {
  const key = nextStepKey(state)
  return key !== null && state.nextStep.key === key ? state.nextStep : null
}

/** The step size in force; null while a fitted one waits for its prediction. */
export function stepSizeOf(state: Subject & Pick<AppState, 'nextStep'>): number | null {
  const { stepSize } = state.settings
  if (stepSize !== FITTED) return Math.max(stepSize, STEP_SIZES.min)
  const known = nextStepOf(state)
  return known?.prediction ? fittedRate(known.prediction) : null
}

declare module '../../store/app.ts' {
  interface Services {
    readonly stepPrediction: NextStepSession
  }
}

function queryKey(key: string, rate: number | null): QueryKey {
  return `step|${key}|${rate ?? 'predicted'}`
}

/** The prediction where `rate` is null, else the step of this size; null while there is no score to speak of. */
function stepQuery(state: AppState, rate: number | null): Query<NextStepPrediction> | null {
  const { rollout, settings, pinned } = state
  const { context, shown } = viewOf(state)
  const key = nextStepKey(state)
  if (key === null || !rollout?.result || pinned === null || !shown) return null
  const { teacher } = settings
  const divergence = inspectedChoice(state)
  const request = { rollout: rollout.result, teacher, context, divergence, topK: INSPECTED_TOP, index: pinned, rate }
  return {
    key: queryKey(key, rate),
    models: [rollout.student, teacher],
    ask: (engine, signal) => engine.predictStep(request, { signal }),
    keep: (store, step) =>
      store.setState(({ nextStep }) => {
        if (rate === null) return { nextStep: { ...NO_NEXT_STEP, key, prediction: step } }
        return nextStep.key === key ? { nextStep: { ...nextStep, taken: { rate, step } } } : {}
      }),
    failed: message('The step could not be computed.'),
  }
}

/** Why the pinned token's step is not there, or null: the prediction, or the step that was to be taken. */
export function nextStepFailure(state: Subject & Pick<AppState, 'nextStep' | 'failures'>): Sentence | null {
  const key = nextStepKey(state)
  if (key === null) return null
  const failure = failureOf(state, queryKey(key, null)) ?? failureOf(state, queryKey(key, stepSizeOf(state)))
  return failure?.message ?? null
}

export const PREDICTION_WATCH: Watch = {
  reads: ['rollout', 'settings', 'pinned', 'nextStep'],
  missing(state) {
    const query = nextStepOf(state) ? null : stepQuery(state, null)
    return query ? [query] : []
  },
}

function createNextStepSession({ store, queries }: ServiceParts): NextStepSession {
  return {
    async take() {
      const state = store.getState()
      const known = nextStepOf(state)
      const rate = stepSizeOf(state)
      const query = stepQuery(state, rate)
      if (!known || known.taking || rate === null || !query) return
      const setTaking = (taking: boolean): void =>
        store.setState(({ nextStep }) => (nextStep.key === known.key ? { nextStep: { ...nextStep, taking } } : {}))
      setTaking(true)
      // A failure stands with all others.
      await queries.ask(query).catch(() => {})
      setTaking(false)
    },
  }
}

export const NEXT_STEP_SERVICE: ServiceDefinition<NextStepSession> = { create: createNextStepSession }
