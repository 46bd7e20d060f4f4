/**
 * @file The next-step ghost of the pinned token: predicted as soon as a token is pinned, one request at a time, the latest
 * pin first; taken on a copy of the weights when a person asks for it.
 */

import { isCancelled, toEngineError } from '../../engine/errors.ts'
import type { NextStepPrediction, NextStepRequest } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import type { Loader } from '../../store/model-loader.ts'
import { viewOf } from '../../store/scoring.ts'
import type { AppState, AppStore } from '../../store/state.ts'
import {
  askAgainIfItDied,
  engineCameBack,
  INSPECTED_TOP,
  inspectedChoice,
  inspectionKey,
} from './entry-contributions.ts'
import { FITTED, GHOST_RATES } from './settings.ts'
import { fittedRate } from './step-size.ts'

export interface GhostState {
  /** What it is about (see `ghostKey`). */
  readonly key: string
  /** The prediction, for every rate; null while it is computed. */
  readonly ghost: NextStepPrediction | null
  /** The step that was really taken, or null. */
  readonly taken: { readonly rate: number; readonly ghost: NextStepPrediction } | null
  readonly taking: boolean
  /** Why there is none, or null. It is tried again when a person asks, and when the engine comes back. */
  readonly failure: string | null
}

declare module '../../store/state.ts' {
  interface AppState {
    /** The next step at the pinned token. */
    readonly ghost: GhostState
  }
}

export const NO_GHOST: GhostState = { key: '', ghost: null, taken: null, taking: false, failure: null }

export interface Ghosting {
  /** Takes the step of the chosen size on a copy of the weights; the models stay as they are. */
  take(): Promise<void>
  /** Forgets a failure and predicts again. */
  retry(): void
  end(): void
}

type Subject = Pick<AppState, 'run' | 'settings' | 'pinned'>

/** Names a ghost, or null where no token of the student's is pinned. */
function ghostKey(state: Subject): string | null {
  const { run, pinned } = state
  if (pinned === null || run?.tokens[pinned]?.source !== 'student') return null
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

/** Watches the store from now on. */
export function startGhosting(store: AppStore, loader: Loader): Ghosting {
  let busy = false

  /** Changes the ghost while it is still the one that was asked for. */
  function update(key: string, part: Partial<GhostState>): void {
    store.setState(({ ghost }) => (ghost.key === key ? { ghost: { ...ghost, ...part } } : {}))
  }

  async function ask(key: string, request: NextStepRequest): Promise<NextStepPrediction | null> {
    try {
      return await askAgainIfItDied(async () => {
        const engine = await loader.ensure([request.rollout.student, request.teacher])
        return engine.predictStep(request)
      })
    } catch (error) {
      const { message } = toEngineError(error, {
        code: 'session-failed',
        message: 'The step could not be computed.',
        remedy: 'Pin the token again.',
      })
      update(key, { failure: isCancelled(error) ? mark('Stopped.') : message })
      return null
    }
  }

  async function predict(): Promise<void> {
    if (busy) return
    busy = true
    for (let job = nextJob(store.getState()); job; job = nextJob(store.getState())) {
      store.setState({ ghost: { ...NO_GHOST, key: job.key } })
      const ghost = await ask(job.key, job.request)
      if (ghost) update(job.key, { ghost })
    }
    busy = false
  }

  async function take(): Promise<void> {
    const state = store.getState()
    const known = ghostOf(state)
    const request = requestOf(state)
    if (!known?.ghost || known.taking || !request) return
    const { key } = known
    const rate = ghostRateOf(state)
    if (rate === null) return
    update(key, { taking: true, failure: null })
    const ghost = await ask(key, { ...request, rate })
    update(key, { taking: false, ...(ghost && { taken: { rate, ghost } }) })
  }

  function retry(): void {
    store.setState(({ ghost }) => (ghost.failure === null ? {} : { ghost: NO_GHOST }))
  }

  const end = store.subscribe((state, before) => {
    const parts = ['run', 'settings', 'activity', 'pinned'] as const
    const same = parts.every((part) => state[part] === before[part]) && state.engine.phase === before.engine.phase
    const forgotten = state.ghost === NO_GHOST && before.ghost !== NO_GHOST
    if (engineCameBack(state, before)) retry()
    if (!same || forgotten) queueMicrotask(() => void predict())
  })
  return { take, retry, end }
}

function nextJob(state: AppState): { readonly key: string; readonly request: NextStepRequest } | null {
  const key = ghostKey(state)
  const request = requestOf(state)
  if (key === null || state.ghost.key === key || !request) return null
  return state.activity === 'idle' && state.engine.phase === 'ready' ? { key, request } : null
}

/** The prediction alone; null while there is no score to speak of. */
function requestOf(state: AppState): NextStepRequest | null {
  const { run, settings, pinned } = state
  const { context, shown } = viewOf(state)
  if (!run?.rollout || pinned === null || !shown) return null
  const divergence = inspectedChoice(state)
  const { teacher } = settings
  return { rollout: run.rollout, teacher, context, divergence, topK: INSPECTED_TOP, index: pinned, rate: null }
}

export const NEXT_STEP_SERVICE: ServiceDefinition<Ghosting> = {
  create: startGhosting,
  dispose: (ghosting) => ghosting.end(),
}
