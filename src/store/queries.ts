/**
 * @file Asking the engine. A query is one question: a key that names its subject fully, the models that it needs, how it is asked and
 * where its answer goes. Questions with equal keys share one request, and every failure stands in `AppState.failures` by its key.
 * A watch tells which answers the page lacks; those are asked for one at a time, the most needed first.
 */
import { CancelledError, QueryClient } from '@tanstack/query-core'
import { waitFor } from '../engine/abort.ts'
import { cancelled, EngineError, isCancelled, throwIfCancelled, toEngineError } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import { message, type Sentence } from '../message/message.ts'
import type { Loader } from './model-loader.ts'
import type { AppState, AppStore } from './state.ts'

/** Why a question has no answer, and what to do about it: a sentence each. */
export interface Failure {
  readonly message: Sentence
  readonly remedy: Sentence
}

type Failures = Readonly<Record<string, Failure>>

declare module './state.ts' {
  interface AppState {
    /** By key of the query. None is asked again by itself until a person asks for it or the engine comes back. */
    readonly failures: Failures
  }
}

export const NO_FAILURES: Failures = {}

/** Kinds of questions, of which a person can ask the failed ones again. */
export type QueryKind = 'score' | 'measure' | 'inspect' | 'step' | 'compare' | 'draw'

/** `kind|subject`, where the subject holds all that the answer depends on: equal keys stand for equal numbers. */
export type QueryKey = `${QueryKind}|${string}`

/** One question to the engine. */
export interface Query<T> {
  readonly key: QueryKey
  /** Models that must be ready, in the order in which they are loaded. */
  readonly models: readonly string[]
  /** Must pass the signal on. */
  ask(engine: Engine, signal: AbortSignal): Promise<T>
  /** Puts the answer where views find it. Never called for a question that was aborted. */
  keep(store: AppStore, answer: T): void
  /** What is said of a failure that brings no words of its own, one sentence. */
  readonly failed: string
}

/** Tells what the page lacks. */
export interface Watch {
  /** The parts of the state that it depends on; nobody looks where none of them has changed. */
  readonly reads: readonly (keyof AppState)[]
  /** All that is wanted and not there, the most needed first; what failed is among it. */
  missing(state: AppState): readonly Query<unknown>[]
  /** Whether an answer on its way is still of use. Default: as long as it is missing. */
  useful?(state: AppState, key: QueryKey): boolean
}

export interface Queries {
  /**
   * Asks, and keeps the answer. Whoever asks the same meanwhile gets the same answer; the engine is told to stop when nobody waits
   * any more. An engine that died starts anew at the next call, so it is asked once more.
   * @throws EngineError, which is in `failures` too; 'cancelled', which is not, when the signal is aborted
   */
  ask<T>(query: Query<T>, signal?: AbortSignal): Promise<T>
  /** From now on what is missing is asked for while the engine is ready and the page at rest. Earlier watches are more urgent. */
  watch(...watches: readonly Watch[]): void
  /** Stops every question and ends every watch. */
  dispose(): void
}

/** Forgets the failures of these kinds, so that what is still missing is asked for again. */
export function forgetFailures(store: AppStore, ...kinds: readonly QueryKind[]): void {
  store.setState(({ failures }) => {
    const kept = Object.entries(failures).filter(([key]) => !kinds.some((kind) => isOf(key, kind)))
    return kept.length === Object.keys(failures).length ? {} : { failures: Object.fromEntries(kept) }
  })
}

/** Has a question of one of these kinds failed? */
export function hasFailed({ failures }: Pick<AppState, 'failures'>, ...kinds: readonly QueryKind[]): boolean {
  return Object.keys(failures).some((key) => kinds.some((kind) => isOf(key, kind)))
}

function isOf(key: string, kind: QueryKind): boolean {
  return key.startsWith(`${kind}|`)
}

/** Why a question has no answer, or null. */
export function failureOf({ failures }: Pick<AppState, 'failures'>, key: QueryKey | null): Failure | null {
  return (key !== null && failures[key]) || null
}

/**
 * The query layer of one page. It mounts nothing and sets no timer. An answer lives here only while somebody waits for it: views
 * read it from the state, where it stands with the rollout that it is about.
 */
export function createQueries(store: AppStore, loader: Loader): Queries {
  const client = new QueryClient({
    defaultOptions: {
      // The engine is on this device: neither a lost connection nor a hidden tab is a reason to wait. The library's own retry waits
      // for a visible tab, so `answerOf` asks again instead.
      queries: {
        ...{ networkMode: 'always', retry: false },
        ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY, structuralSharing: false },
      },
    },
  })
  const waiting = new Map<QueryKey, number>()
  const watches: Watch[] = []
  let current: { readonly watch: Watch; readonly query: Query<unknown>; readonly abort: AbortController } | null = null

  async function ask<T>(query: Query<T>, signal?: AbortSignal): Promise<T> {
    throwIfCancelled(signal)
    const { key } = query
    setFailure(key, null)
    waiting.set(key, (waiting.get(key) ?? 0) + 1)
    let answer: T
    try {
      const request = client.fetchQuery({ queryKey: [key], queryFn: ({ signal }) => answerOf(query, signal) })
      answer = await waitFor(request, signal)
      throwIfCancelled(signal)
    } catch (thrown) {
      const error = errorOf(query, thrown)
      if (!isCancelled(error)) setFailure(key, error.sentences)
      throw error
    } finally {
      leave(key)
    }
    query.keep(store, answer)
    return answer
  }

  async function answerOf<T>(query: Query<T>, signal: AbortSignal): Promise<T> {
    const attempt = async () => query.ask(await loader.ensure(query.models, signal), signal)
    try {
      return await attempt()
    } catch (error) {
      if (!hasDied(error)) throw error
      return attempt()
    }
  }

  /** The last one to leave stops the request and forgets its answer. */
  function leave(key: QueryKey): void {
    const others = (waiting.get(key) ?? 1) - 1
    if (others > 0) waiting.set(key, others)
    else {
      waiting.delete(key)
      client.removeQueries({ queryKey: [key], exact: true })
    }
  }

  function setFailure(key: QueryKey, failure: Failure | null): void {
    const { failures } = store.getState()
    if (failure) store.setState({ failures: { ...failures, [key]: failure } })
    else if (key in failures) {
      const { [key]: _past, ...others } = failures
      store.setState({ failures: others })
    }
  }

  async function askWhatIsMissing(): Promise<void> {
    if (current) return
    for (let next = mostNeeded(); next; next = mostNeeded()) {
      const abort = new AbortController()
      current = { ...next, abort }
      try {
        await ask(next.query, abort.signal)
      } catch (error) {
        // Loading was cancelled: the next change of the state decides whether to go on.
        if (isCancelled(error) && !abort.signal.aborted) return
      } finally {
        current = null
      }
    }
  }

  function mostNeeded(): { readonly watch: Watch; readonly query: Query<unknown> } | null {
    const state = store.getState()
    if (state.activity !== 'idle' || state.engine.phase !== 'ready') return null
    for (const watch of watches) {
      const query = watch.missing(state).find(({ key }) => !(key in state.failures))
      if (query) return { watch, query }
    }
    return null
  }

  const end = store.subscribe((state, before) => {
    const cameBack = state.engine.phase === 'ready' && before.engine.phase !== 'ready'
    if (cameBack && state.failures !== NO_FAILURES) store.setState({ failures: NO_FAILURES })
    const changed = (part: keyof AppState): boolean => state[part] !== before[part]
    if (current?.watch.reads.some(changed) && !isUseful(current.watch, current.query.key, state)) current.abort.abort()
    const due =
      (['activity', 'failures'] as const).some(changed) ||
      state.engine.phase !== before.engine.phase ||
      watches.some(({ reads }) => reads.some(changed))
    // An action that scores by itself says so before its turn ends.
    if (due) queueMicrotask(() => void askWhatIsMissing())
  })

  return {
    ask,
    watch: (...more) => void watches.push(...more),
    dispose() {
      end()
      watches.length = 0
      client.clear()
    },
  }
}

function isUseful(watch: Watch, key: QueryKey, state: AppState): boolean {
  return watch.useful?.(state, key) ?? watch.missing(state).some((query) => query.key === key)
}

function hasDied(error: unknown): boolean {
  return error instanceof EngineError && (error.code === 'worker-crashed' || error.code === 'device-lost')
}

function errorOf({ failed }: Pick<Query<unknown>, 'failed'>, thrown: unknown): EngineError {
  if (thrown instanceof CancelledError) return cancelled()
  return toEngineError(thrown, {
    code: 'session-failed',
    message: failed,
    remedy: message('Try again; if it stays, reload the page.'),
  })
}
