/** @file The one backend that is open, and the models that are loaded on it, once each. */
import { waitFor } from './abort.ts'
import { measure, withTimeLimit } from './backend-trial.ts'
import { EngineError, throwIfCancelled } from './errors.ts'
import { type LoadedModel, type LoadOptions, openModel } from './loader.ts'
import type { ModelLibrary } from './model-library.ts'
import { createMutex, type Mutex } from './mutex.ts'
import type { Hardware, Runtime } from './runtime.ts'
import { selectBackend, TRIAL_LIMIT_MS, type Trial } from './select-backend.ts'
import type { Backend, EngineInfo } from './types.ts'

/** A place for one model: its lock keeps loading and unloading apart. */
interface ModelSlot {
  readonly lock: Mutex
  model: LoadedModel | null
}

/** A backend that is open, with its models. */
export interface OpenBackend {
  readonly wanted: Backend | 'auto'
  readonly runtime: Runtime
  readonly info: EngineInfo
  readonly slots: Map<string, ModelSlot>
}

/** Opens nothing before the first call. */
export class BackendHost {
  #open: OpenBackend | null = null
  /** Around opening and closing. */
  readonly #lifecycle = createMutex()

  /** @param beforeClose frees whatever else lives on the backend, before its models and itself go */
  constructor(
    private readonly hardware: Hardware,
    private readonly library: ModelLibrary,
    private readonly beforeClose: () => Promise<void>,
  ) {}

  /** The backend that is open, or the one that would be tried first. */
  get backend(): Backend {
    return this.#open?.info.backend ?? this.hardware.backends[0]!.backend
  }

  /** Opens the wanted backend, unless it is the open one. @throws EngineError 'backend-unavailable' */
  start(wanted: Backend | 'auto', onProgress?: LoadOptions['onProgress']): Promise<OpenBackend> {
    return this.#lifecycle.run(() => this.#start(wanted, onProgress))
  }

  /** The open backend; chooses one when there is none. */
  opened(): Promise<OpenBackend> {
    return this.#lifecycle.run(() => this.#open ?? this.#start('auto'))
  }

  /**
   * A model on the open backend, loaded by the first who asks.
   * @throws EngineError as `ModelLibrary.filesOf` and `openModel`; 'session-failed' when the backend was changed meanwhile
   */
  async load(id: string, options: LoadOptions = {}): Promise<{ model: LoadedModel; host: OpenBackend }> {
    throwIfCancelled(options.signal)
    await this.library.require(id)
    const host = await waitFor(this.opened(), options.signal)
    const slot = host.slots.get(id) ?? { lock: createMutex(), model: null }
    host.slots.set(id, slot)
    const task = slot.lock.run(async () => {
      throwIfCancelled(options.signal)
      if (slot.model) return slot.model
      const model = await openModel(await this.library.filesOf(id, options), host.runtime, options)
      if (this.#open !== host) {
        await model.session.close()
        throw new EngineError(
          'session-failed',
          'The backend was changed while the model was loading.',
          'Load it again.',
        )
      }
      slot.model = model
      return model
    })
    return { model: await waitFor(task, options.signal), host }
  }

  /** Frees a model's memory on the backend. @param forget called with the model, if it was loaded */
  async unload(id: string, forget: (model: LoadedModel) => void): Promise<void> {
    const slot = this.#open?.slots.get(id)
    await slot?.lock.run(async () => {
      const { model } = slot
      slot.model = null
      if (model) forget(model)
      await model?.session.close()
    })
  }

  close(): Promise<void> {
    return this.#lifecycle.run(() => this.#close())
  }

  /** Runs inside the lifecycle's mutex. */
  async #start(wanted: Backend | 'auto', onProgress?: LoadOptions['onProgress']): Promise<OpenBackend> {
    if (this.#open?.wanted === wanted) return this.#open
    await this.#close()
    const { runtime, info } = await selectBackend(this.hardware, wanted, () => this.#prepareTrial(onProgress))
    this.#open = { wanted, runtime, info, slots: new Map() }
    return this.#open
  }

  /** Runs inside the lifecycle's mutex. */
  async #close(): Promise<void> {
    const old = this.#open
    this.#open = null
    await this.beforeClose()
    if (!old) return
    for (const { model } of old.slots.values()) await model?.session.close()
    await old.runtime.dispose()
  }

  /** Reads the smallest student, which the trial then runs on each backend. */
  async #prepareTrial(onProgress: LoadOptions['onProgress']): Promise<Trial> {
    const files = await this.library.smallestStudent({ onProgress })
    if (!files) return async () => null
    return (runtime) => {
      const run = openModel(files, runtime).then(({ session }) => measure(session).finally(() => session.close()))
      return runtime.backend === 'webgpu' ? withTimeLimit(run, TRIAL_LIMIT_MS, 'The trial on WebGPU') : run
    }
  }
}
