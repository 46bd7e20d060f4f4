/**
 * @file A decoder as the engine sees it: batches of ids in, logits out, a key-value cache between calls. Owns its ONNX
 * Runtime session: creates it under the runtime's mutex, and again after any failed run, because a failed run leaves an
 * IO-bound session broken for good.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { deviceLost, EngineError, throwIfCancelled, toEngineError } from './errors.ts'
import type { DecoderShape } from './model-config.ts'
import type { Device, Runtime } from './runtime.ts'

/** Keys and values of all layers, [B, KV, P, D] each, in the order key 0, value 0, key 1, ... Used up by `forward`. */
export interface KvCache {
  readonly tensors: readonly Tensor[]
  readonly batch: number
  /** P: columns held for each row, padding included. */
  readonly length: number
  /** The very ONNX Runtime session that made it; a cache on the device dies with it. */
  readonly owner: InferenceSession
}

export interface ForwardInput {
  readonly batch: number
  /** S: new columns of each row. */
  readonly columns: number
  /** [B, S] */
  readonly ids: BigInt64Array
  /** [B, P + S]: 1 for real tokens, 0 for padding. */
  readonly mask: BigInt64Array
  /** [B, S] */
  readonly positions: BigInt64Array
  /** Null at the start of a sequence. Disposed by the call, whatever comes of it. */
  readonly cache: KvCache | null
  /** False spares the copies of keys and values when no decode step follows. */
  readonly keepCache: boolean
}

export interface ForwardOutput {
  /** [B, S, V], row-major. */
  readonly logits: Float32Array
  readonly cache: KvCache | null
}

export interface DecoderSession {
  readonly shape: DecoderShape
  /**
   * One forward pass.
   * @throws EngineError 'cancelled', 'device-lost', 'out-of-memory' or 'session-failed'; the next call starts from a
   * fresh session
   */
  forward(input: ForwardInput, signal?: AbortSignal): Promise<ForwardOutput>
  /** Whether `selectRows` works here: not where the cache lies on a graphics device. */
  readonly selectsRows: boolean
  /** The cache with only the given rows, in order, repeated at will; null where it cannot be cut. Uses `cache` up. */
  selectRows(cache: KvCache, rows: readonly number[]): KvCache | null
  /** Gives a cache back that no further call will use. */
  releaseCache(cache: KvCache): Promise<void>
  /** Creates the session if there is none, from bytes that the caller has already read. */
  prepare(weights: Uint8Array, signal?: AbortSignal): Promise<void>
  /** Frees the session. Later calls fail with 'session-failed'. */
  close(): Promise<void>
}

export interface DecoderSessionOptions {
  readonly model: string
  readonly runtime: Runtime
  readonly shape: DecoderShape
  /** Reads the ONNX file again when the session must be made anew, so that no second copy stays in memory. */
  readonly readWeights: (signal?: AbortSignal) => Promise<Uint8Array>
  /** For a graph whose weights are an input, `params`: the weights to run with, asked for at every run. */
  readonly params?: () => Tensor
}

interface OpenSession {
  readonly session: InferenceSession
  readonly device: Device
}

/** Wraps one model on one runtime; nothing is loaded before the first call. */
export function createDecoderSession(options: DecoderSessionOptions): DecoderSession {
  const { model, runtime, shape } = options
  const { Tensor } = runtime.ort
  let current: OpenSession | null = null
  let closed = false

  const failure = {
    code: 'session-failed',
    message: `The model "${model}" could not be run.`,
    remedy: 'Run it again; if it fails again, choose another backend or reload the page.',
  } as const

  /** Runs inside the mutex. */
  async function openSession(signal?: AbortSignal, loaded?: Uint8Array): Promise<OpenSession> {
    if (closed) {
      throw new EngineError('session-failed', `The model "${model}" was unloaded while in use.`, 'Run it again.')
    }
    if (current && current.device.lost === null) return current
    if (current) await discard()
    const weights = loaded ?? (await options.readWeights(signal))
    const device = await runtime.device()
    throwIfCancelled(signal)
    try {
      const session = await runtime.ort.InferenceSession.create(weights, sessionOptions(runtime, device, shape))
      current = { session, device }
      checkSignature(model, session)
      return current
    } catch (error) {
      await discard()
      throw toEngineError(error, {
        code: 'session-failed',
        message: `The model "${model}" could not be prepared on ${runtime.backend}.`,
        remedy: 'Choose another backend, or fetch the model again.',
      })
    }
  }

  /** Runs inside the mutex. */
  async function discard(): Promise<void> {
    const old = current
    current = null
    // A broken session may refuse to be released; nothing more can be done about it then.
    await old?.session.release().catch(() => undefined)
  }

  function feeds(input: ForwardInput, session: InferenceSession): Record<string, Tensor> {
    const { batch, columns, cache } = input
    const past = cache?.length ?? 0
    const feed: Record<string, Tensor> = {
      input_ids: new Tensor('int64', input.ids, [batch, columns]),
      attention_mask: new Tensor('int64', input.mask, [batch, past + columns]),
    }
    if (options.params) feed.params = options.params()
    if (session.inputNames.includes('position_ids')) {
      feed.position_ids = new Tensor('int64', input.positions, [batch, columns])
    }
    cacheNames(shape, 'past_key_values').forEach((name, index) => {
      feed[name] =
        cache?.tensors[index] ?? new Tensor('float32', new Float32Array(0), [batch, shape.kvHeads, 0, shape.headDim])
    })
    return feed
  }

  async function run(input: ForwardInput, signal?: AbortSignal): Promise<ForwardOutput> {
    const open = await openSession(signal)
    if (input.cache && input.cache.owner !== open.session) {
      throw new EngineError('session-failed', `The model "${model}" was reloaded during a rollout.`, 'Run it again.')
    }
    throwIfCancelled(signal)
    const presents = input.keepCache ? cacheNames(shape, 'present') : []
    try {
      const outputs = await untilLost(
        open.device,
        open.session.run(feeds(input, open.session), ['logits', ...presents]),
      )
      const logits = await untilLost(open.device, outputs.logits!.getData(true))
      if (!(logits instanceof Float32Array)) throw new Error(`logits are ${outputs.logits!.type}, expected float32`)
      if (!input.keepCache) return { logits, cache: null }
      const tensors = presents.map((name) => outputs[name]!)
      const length = (input.cache?.length ?? 0) + input.columns
      return { logits, cache: { tensors, batch: input.batch, length, owner: open.session } }
    } catch (error) {
      await discard()
      throw open.device.lost === null ? toEngineError(error, failure) : deviceLost(open.device.lost, { cause: error })
    }
  }

  return {
    shape,
    selectsRows: runtime.cacheLocation === 'cpu',
    forward(input, signal) {
      return runtime.mutex.run(async () => {
        try {
          return await run(input, signal)
        } finally {
          if (input.cache) disposeCache(input.cache)
        }
      })
    },
    selectRows(cache, rows) {
      if (runtime.cacheLocation !== 'cpu') return null
      const size = shape.kvHeads * cache.length * shape.headDim
      const tensors = cache.tensors.map((tensor) => {
        const source = tensor.data as Float32Array
        const data = new Float32Array(rows.length * size)
        rows.forEach((row, index) => {
          data.set(source.subarray(row * size, (row + 1) * size), index * size)
        })
        return new Tensor('float32', data, [rows.length, shape.kvHeads, cache.length, shape.headDim])
      })
      return { ...cache, tensors, batch: rows.length }
    },
    releaseCache(cache) {
      return runtime.mutex.run(() => disposeCache(cache))
    },
    async prepare(weights, signal) {
      await runtime.mutex.run(() => openSession(signal, weights))
    },
    close() {
      closed = true
      return runtime.mutex.run(discard)
    },
  }
}

function sessionOptions(runtime: Runtime, device: Device, shape: DecoderShape): InferenceSession.SessionOptions {
  const base: InferenceSession.SessionOptions = {
    executionProviders: device.providers,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    intraOpNumThreads: runtime.threads,
  }
  if (runtime.cacheLocation === 'cpu') return base
  // Logits stay out of this list: they are always wanted on the processor.
  const locations = Object.fromEntries(cacheNames(shape, 'present').map((name) => [name, runtime.cacheLocation]))
  return { ...base, preferredOutputLocation: locations }
}

function cacheNames(shape: DecoderShape, prefix: 'past_key_values' | 'present'): string[] {
  return Array.from({ length: shape.layers }, (_, layer) => [
    `${prefix}.${layer}.key`,
    `${prefix}.${layer}.value`,
  ]).flat()
}

function checkSignature(model: string, session: InferenceSession): void {
  const cache = session.inputMetadata.find((input) => input.name === 'past_key_values.0.key')
  const logits = session.outputNames.includes('logits')
  if (logits && session.inputNames.includes('input_ids') && cache?.isTensor && cache.type === 'float32') return
  throw new EngineError(
    'unsupported-model',
    `The model "${model}" is not a decoder with input_ids, a float32 key-value cache and logits.`,
    'Use the 32-bit ONNX export of a decoder in Hugging Face layout.',
  )
}

function disposeCache(cache: KvCache): void {
  for (const tensor of cache.tensors) tensor.dispose()
}

/** Settles with the work, or rejects as soon as the device is lost: a run on a lost device may never settle. */
function untilLost<T>(device: Device, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = device.onLost((reason) => reject(deviceLost(reason)))
    work.then(resolve, reject).finally(stop)
  })
}
