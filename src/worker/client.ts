/**
 * @file The engine's own interface, spoken to a worker. Nothing is asked of a worker before it has said that its engine stands. One that
 * dies, stops answering, never gets its engine or loses it is replaced on the next call; what was waiting for it fails with a typed error.
 */
import { cancelled, EngineError, toEngineError } from '../engine/errors.ts'
import {
  allRequests,
  type CallOptions,
  type Engine,
  REQUESTS,
  type RequestArguments,
  type RequestName,
  type RequestResult,
} from '../engine/requests.ts'
import type { Backend, BroughtFolder, SampleEvent } from '../engine/types.ts'
import { message, type Sentence } from '../message/message.ts'
import type { CallMessage, ClientMessage, WorkerMessage } from './protocol.ts'

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
  /**
   * How long a worker that was told to stop may be silent before it counts as hung, milliseconds. On a slow or busy machine it is
   * more: see `WorkerConnection`.
   */
  readonly cancelGrace?: number
  /** How long a worker may take to answer `init` before it is told again. Milliseconds. */
  readonly initAgain?: number
}

interface PendingCall extends CallOptions {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: EngineError) => void
}

const CANCEL_GRACE_MS = 20_000

/** A worker cannot speak while it computes: one that has been silent for so many times its longest silence so far is hung. */
const SILENCES = 4

/** A browser may drop what is sent to a worker whose script does not listen yet; `init` said twice does no harm. */
const INIT_AGAIN_MS = 2000

/**
 * After so many, a minute in all, the worker counts as one that will not come. Its script is 150 kB, which a slow line brings in half of
 * that. They are counted, not timed: a page that was frozen in between has given its worker no time either.
 */
const INIT_TRIES = 30

const LISTENER_FAILED = {
  code: 'session-failed',
  message: message('The page could not take in what the engine sent.'),
  remedy: message('Try again; if it stays, reload the page.'),
} as const

const NOT_SENT = { ...LISTENER_FAILED, message: message('The engine failed.') } as const

function startWorker(): WorkerLike {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'engine' })
}

/**
 * An engine that lives in a worker. The worker is started by the first call.
 * @returns an engine whose calls also reject with code 'worker-crashed' when the worker dies or hangs
 */
export function createWorkerEngine({
  modelsUrl = new URL('models/', document.baseURI).href,
  createWorker = startWorker,
  cancelGrace = CANCEL_GRACE_MS,
  initAgain = INIT_AGAIN_MS,
}: WorkerEngineOptions = {}): Engine {
  const connection = new WorkerConnection({ modelsUrl, createWorker, cancelGrace, initAgain })
  const requests = allRequests(async (name, args, options) => connection.call(name, args, options))
  return {
    ...requests,
    start(backend, options) {
      // Only after the call, so that a worker which the call starts is not started twice.
      const started = requests.start(backend, options)
      connection.backend = backend
      return started
    },
    async dispose() {
      // Ending the worker frees its memory, which WebAssembly alone never gives back.
      connection.end(cancelled())
      connection.backend = null
    },
  }
}

/** The worker of the moment and the calls that wait for it. */
class WorkerConnection {
  /** The backend that was chosen: a worker that takes the place of another goes on with it. */
  backend: Backend | 'auto' | null = null
  #worker: WorkerLike | null = null
  /** What is said to the worker once its engine stands; null when it does. */
  #unsaid: ClientMessage[] | null = null
  #initAgain: ReturnType<typeof setInterval> | undefined
  #lastId = 0
  /** When the worker last spoke or was given work, and the longest that it has then taken to speak. Milliseconds. */
  #spoke = 0
  #longestSilence = 0
  readonly #pending = new Map<number, PendingCall>()
  /** Models that the visitor brought, by id: a worker that takes the place of another has to be given them again. */
  readonly #brought = new Map<string, BroughtFolder>()

  constructor(private readonly options: Required<WorkerEngineOptions>) {}

  async call<K extends RequestName>(
    name: K,
    args: RequestArguments<K>,
    options: CallOptions,
  ): Promise<RequestResult<K>> {
    if (REQUESTS[name].frees && !this.#worker) return undefined as RequestResult<K>
    this.#run()
    const stream = options.onEvent !== undefined
    const message: { type: RequestName; requestId: number; args: readonly unknown[]; stream: boolean } = {
      type: name,
      requestId: ++this.#lastId,
      args,
      stream,
    }
    // The table has arguments and result of every name; from here to the answer the compiler cannot follow them.
    const answer = (await this.#ask(message as CallMessage, options)) as RequestResult<K>
    this.#remember(message as CallMessage)
    return answer
  }

  #remember({ type, args }: CallMessage): void {
    if (type === 'bring') this.#brought.set(args[0].id, args[0])
    if (type === 'dismiss') this.#brought.delete(args[0])
  }

  /** Ends the worker; what waits for it fails with the error. */
  end(error: EngineError): void {
    clearInterval(this.#initAgain)
    this.#worker?.terminate()
    this.#worker = null
    this.#unsaid = null
    const waiting = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of waiting) reject(error)
  }

  /** Sends a call and waits for its answer. */
  #ask(call: CallMessage, options: CallOptions): Promise<unknown> {
    const worker = this.#worker
    const { requestId } = call
    const { signal } = options
    return new Promise((resolve, reject) => {
      let hung: ReturnType<typeof setTimeout> | undefined
      const cancel = () => {
        if (this.#worker !== worker) return
        this.#say({ type: 'cancel', requestId: ++this.#lastId, target: requestId })
        const told = performance.now()
        const look = (): void => {
          if (this.#worker !== worker) return
          // Whatever it says, it is alive; and it may be as slow as it has been before.
          const grace = Math.max(this.options.cancelGrace, SILENCES * this.#longestSilence)
          const left = Math.max(told, this.#spoke) + grace - performance.now()
          if (left > 0) hung = setTimeout(look, left)
          else this.#bury(message('The engine did not stop in time and was ended.'))
        }
        look()
      }
      const settled = () => {
        clearTimeout(hung)
        signal?.removeEventListener('abort', cancel)
      }
      this.#pending.set(requestId, {
        ...options,
        resolve(value) {
          settled()
          resolve(value)
        },
        reject(error) {
          settled()
          reject(error)
        },
      })
      if (this.#pending.size === 1) this.#spoke = performance.now()
      this.#say(call)
      if (signal?.aborted) cancel()
      else signal?.addEventListener('abort', cancel, { once: true })
    })
  }

  /** To the worker, in order; what comes before its engine waits for it. */
  #say(message: ClientMessage): void {
    if (this.#unsaid) this.#unsaid.push(message)
    else this.#post(message)
  }

  /** What cannot be copied fails alone. */
  #post(message: ClientMessage): void {
    try {
      this.#worker?.postMessage(message)
    } catch (thrown) {
      const id = message.type === 'seen' ? message.target : message.requestId
      const call = this.#pending.get(id)
      if (!call) throw thrown
      this.#pending.delete(id)
      call.reject(toEngineError(thrown, NOT_SENT))
    }
  }

  #run(): void {
    if (this.#worker) return
    const worker = this.options.createWorker()
    this.#worker = worker
    this.#spoke = performance.now()
    this.#longestSilence = 0
    const isCurrent = () => this.#worker === worker
    worker.onmessage = ({ data }) => {
      if (isCurrent()) this.#receive(data)
    }
    worker.onerror = (event) => {
      if (isCurrent())
        this.#bury(message("The engine's worker stopped ({why}).", { why: event.message || 'it could not be loaded' }))
    }
    worker.onmessageerror = () => {
      if (isCurrent()) this.#bury(message('A message from the worker could not be read.'))
    }
    this.#initialise(worker)
    if (this.backend !== null) {
      this.#say({ type: 'start', requestId: ++this.#lastId, args: [this.backend], stream: false })
    }
    for (const folder of this.#brought.values())
      this.#say({ type: 'bring', requestId: ++this.#lastId, args: [folder], stream: false })
  }

  /** Tells the worker where the models are until it answers, and then what has been kept back. */
  #initialise(worker: WorkerLike): void {
    const requestId = ++this.#lastId
    const init = { type: 'init', requestId, modelsUrl: this.options.modelsUrl } as const
    let tries = 1
    this.#unsaid = []
    this.#initAgain = setInterval(() => {
      if (tries++ === INIT_TRIES) this.#bury(message('The engine did not start.'))
      else worker.postMessage(init)
    }, this.options.initAgain)
    this.#pending.set(requestId, {
      resolve: () => {
        clearInterval(this.#initAgain)
        const unsaid = this.#unsaid ?? []
        this.#unsaid = null
        for (const message of unsaid) this.#post(message)
      },
      // Without an engine the worker is of no use: whatever waits for it fails for the same reason, and the next call starts anew.
      reject: (error) => this.end(error),
    })
    worker.postMessage(init)
  }

  #bury(message: Sentence): void {
    this.end(new EngineError('worker-crashed', message, 'Try again: the engine starts anew.'))
  }

  #receive(message: WorkerMessage): void {
    const now = performance.now()
    this.#longestSilence = Math.max(this.#longestSilence, now - this.#spoke)
    this.#spoke = now
    const call = this.#pending.get(message.requestId)
    if (!call) return
    if (message.type === 'progress') call.onProgress?.(message.progress)
    else if (message.type === 'event') this.#handOn(message.requestId, message.event, call)
    // It has lost its engine, and with it all models and runs: nothing that waits for it will be answered.
    else if (message.type === 'error' && message.error.code === 'worker-crashed')
      this.end(EngineError.from(message.error))
    else {
      this.#pending.delete(message.requestId)
      if (message.type === 'error') call.reject(EngineError.from(message.error))
      else call.resolve(message.value)
    }
  }

  /** Hands an event to its listener, and confirms it to the worker when the listener is done. A listener that fails ends the call. */
  async #handOn(requestId: number, event: SampleEvent, { onEvent, reject }: PendingCall): Promise<void> {
    const source = this.#worker
    const reply = (message: ClientMessage) => source === this.#worker && source?.postMessage(message)
    try {
      await onEvent?.(event)
      if (event.type === 'token') reply({ type: 'seen', target: requestId })
    } catch (thrown) {
      this.#pending.delete(requestId)
      reply({ type: 'cancel', requestId: ++this.#lastId, target: requestId })
      reject(toEngineError(thrown, LISTENER_FAILED))
    }
  }
}
