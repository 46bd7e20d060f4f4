/**
 * @file What the chosen divergence makes of every shown vocabulary entry, for all tokens at once: hovering only looks it up.
 * Asked for anew when run, teacher, context, divergence or parameters change; the engine reads its kept logits.
 */

import { EngineError, type EngineErrorCode, isCancelled, toEngineError } from '../../engine/errors.ts'
import type { DivergenceChoice, Inspection, InspectRequest } from '../../engine/types.ts'
import { conditionKey } from '../../settings/scoring-keys.ts'
import type { ServiceDefinition } from '../../store/app.ts'
import { choiceOf, paramsOf } from '../../store/divergence-values.ts'
import type { Loader } from '../../store/model-loader.ts'
import { wantedContexts } from '../../store/scoring.ts'
import type { AppState, AppStore } from '../../store/state.ts'
import type { ContextKind } from '../../world/types.ts'

/** Entries of each model's distribution that are asked for: as many as can be listed, and room for the other context's. */
export const INSPECTED_TOP = 24

export interface Inspected {
  /** By `inspectionKey`, one inspection a token. */
  readonly found: Readonly<Record<string, readonly Inspection[]>>
  /** What could not be computed and why, by `inspectionKey`: tried again when a person asks, and when the engine comes back. */
  readonly failures: Readonly<Record<string, string>>
}

declare module '../../store/state.ts' {
  interface AppState {
    /** What the chosen divergence makes of every shown vocabulary entry. */
    readonly inspected: Inspected
  }
}

export const NOTHING_INSPECTED: Inspected = { found: {}, failures: {} }

type Subject = Pick<AppState, 'run' | 'settings'>

/** The chosen divergence with its parameters, over the full vocabulary. */
export function inspectedChoice({ settings }: Pick<AppState, 'settings'>): DivergenceChoice {
  return choiceOf(settings.divergence, settings, 'full')
}

/** Names an inspection: numbers of one are never shown for another. */
export function inspectionKey(state: Subject, context: ContextKind | null): string {
  const { run, settings } = state
  const choice = inspectedChoice(state)
  return `${run?.id ?? ''}|${run?.student ?? ''}|${conditionKey(settings.teacher, context)}|${choice.id}|${paramsOf(choice)}`
}

/** The inspections of the run on the stage under a context, or null while they are not there. */
export function inspectionsOf(
  state: Subject & Pick<AppState, 'inspected'>,
  context: ContextKind | null,
): readonly Inspection[] | null {
  return state.inspected.found[inspectionKey(state, context)] ?? null
}

/** Why there is no inspection of the run on the stage under a context, or null. */
export function inspectionFailure(
  state: Subject & Pick<AppState, 'inspected'>,
  context: ContextKind | null,
): string | null {
  return state.inspected.failures[inspectionKey(state, context)] ?? null
}

/** Has an engine that could not be used become ready? */
export function engineCameBack(state: AppState, before: AppState): boolean {
  return state.engine.phase === 'ready' && before.engine.phase !== 'ready'
}

/** Forgets what failed, so that it is tried again. */
export function forgetFailures(store: AppStore): void {
  store.setState(({ inspected }) =>
    Object.keys(inspected.failures).length === 0 ? {} : { inspected: { ...inspected, failures: {} } },
  )
}

const PASSING: readonly EngineErrorCode[] = ['worker-crashed', 'device-lost']

/** An engine that died starts anew at the next call: one more try costs a person nothing. */
export async function askAgainIfItDied<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof EngineError && PASSING.includes(error.code)) return ask()
    throw error
  }
}

declare module '../../store/app.ts' {
  interface Services {
    /** Ends the watch over the shown vocabulary entries. */
    readonly contributions: () => void
  }
}

/** Watches the store from now on. @returns a function that ends it */
export function startInspecting(store: AppStore, loader: Loader): () => void {
  let busy = false

  async function inspect(): Promise<void> {
    if (busy) return
    busy = true
    let job = nextJob(store.getState())
    try {
      for (; job; job = nextJob(store.getState())) keep(job.key, await answer(job))
    } catch (error) {
      if (job && !isCancelled(error)) fail(job.key, error)
    } finally {
      busy = false
    }
  }

  function answer({ request }: Job): Promise<readonly Inspection[]> {
    return askAgainIfItDied(async () => {
      const engine = await loader.ensure([request.rollout.student, request.teacher])
      return engine.inspect(request)
    })
  }

  function keep(key: string, tokens: readonly Inspection[]): void {
    store.setState((state) => {
      const wanted = wantedContexts(state.settings).map((context) => inspectionKey(state, context))
      const kept = Object.entries(state.inspected.found).filter(([name]) => wanted.includes(name))
      return {
        inspected: { found: { ...Object.fromEntries(kept), [key]: tokens }, failures: state.inspected.failures },
      }
    })
  }

  function fail(key: string, error: unknown): void {
    const { message } = toEngineError(error, {
      code: 'session-failed',
      message: 'The contributions could not be computed.',
      remedy: 'Try again.',
    })
    store.setState(({ inspected }) => ({
      inspected: { ...inspected, failures: { ...inspected.failures, [key]: message } },
    }))
  }

  return store.subscribe((state, before) => {
    const same = (['run', 'settings', 'activity', 'inspected'] as const).every((part) => state[part] === before[part])
    if (engineCameBack(state, before)) forgetFailures(store)
    if (same && state.engine.phase === before.engine.phase) return
    // An action that scores by itself says so before its turn ends.
    queueMicrotask(() => void inspect())
  })
}

interface Job {
  readonly key: string
  readonly request: InspectRequest
}

/** What to ask for now, the visible context first, or null. */
function nextJob(state: AppState): Job | null {
  const { run, settings, activity, engine, inspected } = state
  if (!run?.rollout || activity !== 'idle' || engine.phase !== 'ready') return null
  const { rollout } = run
  const { teacher } = settings
  const divergence = inspectedChoice(state)
  return (
    wantedContexts(settings)
      .filter((context) => run.scores[conditionKey(teacher, context)])
      .map((context) => ({
        key: inspectionKey(state, context),
        request: { rollout, teacher, context, divergence, topK: INSPECTED_TOP },
      }))
      .find(({ key }) => !inspected.found[key] && !(key in inspected.failures)) ?? null
  )
}

export const CONTRIBUTION_SERVICE: ServiceDefinition<() => void> = { create: startInspecting, dispose: (end) => end() }
