/**
 * @file Starts the engine and loads models, once each, with progress in the store. A failure is forgotten, so that the
 * next call tries again; a cancel stops every download and leaves the page as it is.
 */
import { cancelled, isCancelled } from '../engine/errors.ts'
import type { Engine } from '../engine/types.ts'
import { notify } from './notices.ts'
import { type AppStore, type EngineState, IDLE_ENGINE } from './state.ts'

export interface Loader {
  /** Resolves with an engine that has these models ready. Rejects with an EngineError; 'cancelled' after `cancel`. */
  ensure(models: readonly string[], signal?: AbortSignal): Promise<Engine>
  /** `ensure` for the chosen student and teacher; a failure becomes a notice instead. */
  loadChosen(): Promise<void>
  /** Stops every load in progress. */
  cancel(): void
  /** Throws the engine away and forgets its models, for another backend or a fresh start. */
  reset(): Promise<void>
}

interface Started {
  readonly engine: Engine
  readonly ready: Promise<void>
  readonly abort: AbortController
  readonly loads: Map<string, Promise<unknown>>
  /** Loads wait for one another: the student, needed first, must not share the line with a larger teacher. */
  queue: Promise<unknown>
  pending: number
}

/** Nothing is created before the first `ensure`. */
export function createLoader(store: AppStore, createEngine: () => Engine): Loader {
  let engine: Engine | null = null
  let current: Started | null = null

  const setEngine = (change: Partial<EngineState>): void =>
    store.setState((state) => ({ engine: { ...state.engine, ...change } }))

  function begin(): Started {
    engine ??= createEngine()
    setEngine({ phase: 'starting' })
    const ready = start(engine)
    ready.catch(() => {})
    return { engine, ready, abort: new AbortController(), loads: new Map(), queue: ready, pending: 0 }
  }

  async function start(engine: Engine): Promise<void> {
    setEngine({ models: await engine.models() })
    setEngine({ info: await engine.start({ backend: store.getState().settings.backend }) })
  }

  function load(started: Started, model: string): Promise<unknown> {
    const known = started.loads.get(model)
    if (known) return known
    const { engine, abort, loads } = started
    started.pending++
    const promise = started.queue.then(() => {
      setEngine({ phase: 'loading' })
      return engine.load(model, { signal: abort.signal, onProgress: (progress) => report(model, progress) })
    })
    loads.set(model, promise)
    started.queue = promise.then(
      () => {
        if (--started.pending === 0 && started === current) setEngine({ phase: 'ready' })
      },
      (error) => {
        started.pending--
        loads.delete(model)
        if (started === current) fail(error)
      },
    )
    return promise
  }

  function report(model: string, progress: EngineState['progress'][string]): void {
    store.setState(({ engine }) => ({ engine: { ...engine, progress: { ...engine.progress, [model]: progress } } }))
  }

  function fail(error: unknown): void {
    setEngine({ phase: isCancelled(error) ? 'cancelled' : 'failed' })
  }

  async function ensure(models: readonly string[], signal?: AbortSignal): Promise<Engine> {
    current ??= begin()
    const started = current
    const loads = models.map((model) => load(started, model))
    // Each load reports its own failure below; without this, those after the first to fail would count as unhandled.
    for (const promise of loads) promise.catch(() => {})
    try {
      await until(started.ready, signal, started.abort.signal)
      for (const promise of loads) await until(promise, signal, started.abort.signal)
    } catch (error) {
      // A start that failed, or a cancel, is final for this attempt: the next one begins anew with the same engine.
      if (started === current && (started.abort.signal.aborted || !store.getState().engine.info)) current = null
      throw error
    }
    return started.engine
  }

  return {
    ensure,
    async loadChosen() {
      const { student, teacher } = store.getState().settings
      try {
        await ensure([student, teacher])
      } catch (error) {
        if (!isCancelled(error)) notify(store, error, 'load')
      }
    },
    cancel() {
      current?.abort.abort()
      current = null
      setEngine({ phase: 'cancelled' })
    },
    async reset() {
      const old = engine
      current?.abort.abort()
      current = null
      engine = null
      store.setState({ engine: IDLE_ENGINE })
      await old?.dispose()
    },
  }
}

/** The promise's outcome, or 'cancelled' as soon as one of the signals is aborted. */
function until<T>(promise: Promise<T>, ...signals: readonly (AbortSignal | undefined)[]): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(cancelled())
    const settle = (): void => {
      for (const signal of signals) signal?.removeEventListener('abort', stop)
    }
    for (const signal of signals) {
      if (signal?.aborted) stop()
      signal?.addEventListener('abort', stop, { once: true })
    }
    promise.then(resolve, reject).then(settle)
  })
}
