/**
 * @file Starts the engine and loads models, once each, with progress in the store. A failure is forgotten, so that the
 * next call tries again; a cancel stops every download and leaves the page as it is.
 */
import { cancelled, EngineError, isCancelled } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { BroughtFolder, LoadProgress, ModelPlan } from '../engine/types.ts'
import { message } from '../message/message.ts'
import { notify, overcome } from './notices.ts'
import { modelById } from './scoring.ts'
import { type AppStore, type EngineState, IDLE_ENGINE } from './state.ts'

export interface Loader {
  /** Resolves with an engine that has these models ready. Rejects with an EngineError; 'cancelled' after `cancel`. */
  ensure(models: readonly string[], signal?: AbortSignal): Promise<Engine>
  /** `ensure` for the chosen student and teacher; a failure becomes a notice instead. */
  loadChosen(): Promise<void>
  /**
   * Takes in a model that the visitor brings; no weight is read for it. An engine that takes this one's place is given it again.
   * Rejects with an EngineError that says what is wrong with it.
   */
  bring(folder: BroughtFolder, signal?: AbortSignal): Promise<ModelPlan>
  /** Forgets a model that was brought, and frees its memory. */
  dismiss(model: string): Promise<void>
  /** Stops every load in progress. */
  cancel(): void
  /** Throws the engine away and forgets its models, for another backend or a fresh start. */
  reset(): Promise<void>
}

/** One life of the engine, from its start to a cancel, a failed start or a reset. */
interface Life {
  readonly engine: Engine
  readonly ready: Promise<void>
  readonly abort: AbortController
  readonly loads: Map<string, Promise<unknown>>
  /** Calls of `ensure` and loads that are under way; the phase is decided when there are none. */
  busy: number
  failed: boolean
}

/** Nothing is created before the first `ensure`. */
export function createLoader(store: AppStore, createEngine: () => Engine): Loader {
  let engine: Engine | null = null
  let current: Life | null = null
  const brought = new Map<string, BroughtFolder>()

  const setEngine = (change: Partial<EngineState>): void =>
    store.setState((state) => ({ engine: { ...state.engine, ...change } }))

  function begin(): Life {
    engine ??= createEngine()
    setEngine({ phase: 'starting' })
    const ready = start(engine)
    // Whoever awaits it hears of a failure; nobody may be awaiting it after a cancel.
    ready.catch(() => {})
    return { engine, ready, abort: new AbortController(), loads: new Map(), busy: 0, failed: false }
  }

  async function start(engine: Engine): Promise<void> {
    const models = await engine.models()
    // Until those that were brought are here again, none is missed.
    if (brought.size === 0) setEngine({ models })
    const { backend } = store.getState().settings
    // To measure, the engine may have to fetch the smallest student first: that is progress, too.
    const info = await engine.start(backend, { onProgress: (progress) => report(progress) })
    for (const folder of brought.values()) await bringAgain(engine, folder)
    setEngine({ info, ...(brought.size > 0 && { models: await engine.models() }) })
  }

  /** Another backend may have no room for it: then it is told of, and gone. */
  async function bringAgain(engine: Engine, folder: BroughtFolder): Promise<void> {
    try {
      await engine.bring(folder)
    } catch (error) {
      brought.delete(folder.id)
      notify(store, error, null)
    }
  }

  function load(life: Life, model: string): Promise<unknown> {
    const known = life.loads.get(model)
    if (known) return known
    setEngine({ phase: 'loading' })
    life.busy++
    const promise = life.engine.load(model, { signal: life.abort.signal, onProgress: report })
    life.loads.set(model, promise)
    promise
      .catch((error) => {
        life.loads.delete(model)
        life.failed ||= !isCancelled(error)
      })
      .finally(() => settle(life))
    return promise
  }

  /** A trace may name a model of another page. That it is not here is no failure of the engine. */
  function checkListed(id: string): void {
    if (modelById(store.getState().engine.models, id)) return
    throw new EngineError(
      'unknown-model',
      message('There is no model called “{id}” here.', { id }),
      'Choose another model.',
    )
  }

  function report(progress: LoadProgress): void {
    store.setState(({ engine }) => ({
      engine: { ...engine, progress: { ...engine.progress, [progress.model]: progress } },
    }))
  }

  function settle(life: Life): void {
    life.busy--
    if (life !== current || life.busy > 0) return
    setEngine({ phase: life.failed ? 'failed' : 'ready' })
    if (!life.failed) overcome(store, 'load')
  }

  const ensure = (models: readonly string[], signal?: AbortSignal): Promise<Engine> => ensureThose(() => models, signal)

  /** The models are named once the list of all models is here: a link's choice may have changed by it. */
  async function ensureThose(models: () => readonly string[], signal?: AbortSignal): Promise<Engine> {
    current ??= begin()
    const life = current
    life.busy++
    life.failed = false
    if (store.getState().engine.phase === 'failed') setEngine({ phase: 'loading' })
    try {
      await until(life.ready, signal, life.abort.signal)
      // One after the other: the student, which is needed first, must not share the line with a larger teacher.
      for (const model of models()) {
        checkListed(model)
        await until(load(life, model), signal, life.abort.signal)
      }
      return life.engine
    } catch (error) {
      if (!store.getState().engine.info && !isCancelled(error)) {
        // The start failed: the next call begins a new life with the same engine.
        life.failed = true
        if (life === current) {
          current = null
          setEngine({ phase: 'failed' })
        }
      }
      throw error
    } finally {
      settle(life)
    }
  }

  return {
    ensure,
    async loadChosen() {
      const chosen = (): readonly string[] => {
        const { settings, engine } = store.getState()
        return [settings.student, settings.teacher].filter((id) => modelById(engine.models, id))
      }
      try {
        await ensureThose(chosen)
      } catch (error) {
        if (!isCancelled(error)) notify(store, error, 'load')
      }
    },
    async bring(folder, signal) {
      const engine = await ensure([], signal)
      const plan = await engine.bring(folder, { ...(signal && { signal }) })
      brought.set(folder.id, folder)
      setEngine({ models: await engine.models() })
      return plan
    },
    async dismiss(model) {
      brought.delete(model)
      current?.loads.delete(model)
      const engine = await ensure([])
      await engine.dismiss(model)
      const { [model]: _gone, ...progress } = store.getState().engine.progress
      setEngine({ models: await engine.models(), progress })
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
