/**
 * @file The engine's own interface, spoken to a worker. A worker that dies or stops answering is replaced on the next
 * call; what was waiting for it fails with a typed error.
 */
import { cancelled, EngineError, toEngineError } from '../engine/errors.ts'
import type { Engine } from '../engine/requests.ts'
import type { Backend, LoadProgress, SampleEvent } from '../engine/types.ts'
import type { CallMessage, Calls, ClientMessage, Method, ResultMessage, Results, WorkerMessage } from './protocol.ts'

/** The part of `Worker` that is used. */
export interface WorkerLike {
  postMessage(message: ClientMessage): void
  terminate(): void
  onmessage: ((event: MessageEvent<WorkerMessage>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
  onmessageerror: ((event: MessageEvent) => void) | null
}

export interface WorkerEngineOptions {
  /** Absolute URL of the models folder. Default: "models/" beside the page. */
  readonly modelsUrl?: string
  /** Default: the real worker of this app. */
  readonly createWorker?: () => WorkerLike
  /** How long a cancelled call may take to answer before the worker counts as hung. Milliseconds. */
  readonly cancelGrace?: number
}

interface CallOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: LoadProgress) => void
  readonly onEvent?: (event: SampleEvent) => unknown
}

interface Pending extends CallOptions {
  readonly settle: (message: ResultMessage) => void
  readonly reject: (error: EngineError) => void
}

const CANCEL_GRACE_MS = 20_000

const LISTENER_FAILED = {
  code: 'session-failed',
  message: 'The page could not take in what the engine sent.',
  remedy: 'Try again; if it stays, reload the page.',
} as const

function startWorker(): WorkerLike {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'engine' })
}

/** An engine that lives in a worker. The worker is started by the first call. */
export function createWorkerEngine(options: WorkerEngineOptions = {}): Engine {
  const { modelsUrl = new URL('models/', document.baseURI).href, cancelGrace = CANCEL_GRACE_MS } = options
  const createWorker = options.createWorker ?? startWorker
  const pending = new Map<number, Pending>()
  let worker: WorkerLike | null = null
  let lastId = 0
  let wanted: Backend | 'auto' | null = null

  function bury(message: string): void {
    const error = new EngineError('worker-crashed', message, 'Try again: the engine starts anew.')
    stop(error)
  }

  function stop(error: EngineError): void {
    worker?.terminate()
    worker = null
    const waiting = [...pending.values()]
    pending.clear()
    for (const { reject } of waiting) reject(error)
  }

  function receive(message: WorkerMessage): void {
    const call = pending.get(message.requestId)
    if (!call) return
    if (message.type === 'progress') {
      call.onProgress?.(message.progress)
    } else if (message.type === 'event') {
      hear(message.requestId, message.event, call)
    } else {
      pending.delete(message.requestId)
      if (message.type === 'error') call.reject(EngineError.from(message.error))
      else call.settle(message)
    }
  }

  /** Hands an event to its listener, and tells the worker when it has been taken in. A listener that fails ends the call. */
  async function hear(requestId: number, event: SampleEvent, { onEvent, reject }: Pending): Promise<void> {
    const source = worker
    const reply = (message: ClientMessage) => source === worker && source?.postMessage(message)
    try {
      await onEvent?.(event)
      if (event.type === 'token') reply({ type: 'seen', target: requestId })
    } catch (thrown) {
      pending.delete(requestId)
      reply({ type: 'cancel', requestId: ++lastId, target: requestId })
      reject(toEngineError(thrown, LISTENER_FAILED))
    }
  }

  function running(): WorkerLike {
    if (worker) return worker
    const fresh = createWorker()
    worker = fresh
    fresh.onmessage = ({ data }) => receive(data)
    fresh.onerror = (event) => {
      if (worker === fresh) bury(`The engine's worker stopped (${event.message || 'it could not be loaded'}).`)
    }
    fresh.onmessageerror = () => {
      if (worker === fresh) bury('A message from the worker could not be read.')
    }
    fresh.postMessage({ type: 'init', requestId: ++lastId, modelsUrl })
    // A worker that takes the place of another goes on with the backend that was chosen; its answer interests nobody.
    if (wanted !== null) fresh.postMessage({ type: 'start', requestId: ++lastId, backend: wanted })
    return fresh
  }

  function call<M extends Method>(method: M, payload: Calls[M], given: CallOptions = {}): Promise<Results[M]> {
    const { signal } = given
    return new Promise((resolve, reject) => {
      const target = running()
      const requestId = ++lastId
      let hung: ReturnType<typeof setTimeout> | undefined
      const cancel = () => {
        target.postMessage({ type: 'cancel', requestId: ++lastId, target: requestId })
        hung = setTimeout(() => {
          if (worker === target) bury('The engine did not stop in time and was ended.')
        }, cancelGrace)
      }
      const done = () => {
        clearTimeout(hung)
        signal?.removeEventListener('abort', cancel)
      }
      pending.set(requestId, {
        ...given,
        settle(message) {
          done()
          // `method` names the value's type; the worker answers every call by its own name.
          resolve(message.value as Results[M])
        },
        reject(error) {
          done()
          reject(error)
        },
      })
      target.postMessage({ type: method, requestId, ...payload } as CallMessage)
      if (signal?.aborted) cancel()
      else signal?.addEventListener('abort', cancel, { once: true })
    })
  }

  return {
    models: () => call('models', {}),
    start({ backend, onProgress }) {
      // Before the worker exists, so that a fresh one is not told twice.
      const started = call('start', { backend }, { onProgress })
      wanted = backend
      return started
    },
    load: (model, given) => call('load', { model }, given),
    sample: (request, given) => call('sample', { request, stream: given?.onEvent !== undefined }, given),
    score: (request, given) => call('score', { request }, given),
    draw: (request, given) => call('draw', { request }, given),
    inspect: (request, given) => call('inspect', { request }, given),
    ghost: (request, given) => call('ghost', { request }, given),
    compareBackends: (request, given) => call('compareBackends', { request }, given),
    async unload(model) {
      if (worker) await call('unload', { model })
    },
    openRun: (setup, given) => call('openRun', { setup }, given),
    stepRun: (run, given) => call('stepRun', { run }, given),
    evaluateRun: (run, { signal, ...options } = {}) => call('evaluateRun', { run, ...options }, { signal }),
    checkpointsOf: (run) => call('checkpointsOf', { run }),
    async rewindRun(run, step) {
      await call('rewindRun', { run, step })
    },
    saveRun: (run) => call('saveRun', { run }),
    adoptRun: (run, name) => call('adoptRun', { run, name }),
    adoptFile: (bytes, name, like) => call('adoptFile', { bytes, name, like }),
    async closeRun(run) {
      if (worker) await call('closeRun', { run })
    },
    async dispose() {
      // Ending the worker frees its memory, which WebAssembly alone never gives back.
      stop(cancelled())
      wanted = null
    },
  }
}
