/**
 * @file A decoder on ONNX Runtime. Owns its session: creates it under the runtime's mutex, and again after any failed run, because a
 * failed run leaves an IO-bound session broken for good.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import type { BlockInput, BlockOutput, DecoderSession, ForwardInput, ForwardOutput, KvCache } from './decoder.ts'
import { cacheNames, checkSignature, sessionOptions, untilLost } from './decoder-signature.ts'
import { deviceLost, EngineError, throwIfCancelled, toEngineError } from './errors.ts'
import type { DecoderShape } from './model-config.ts'
import type { Device, Runtime } from './runtime.ts'

export interface DecoderSessionOptions {
  readonly model: string
  readonly runtime: Runtime
  readonly shape: DecoderShape
  /** Reads the ONNX file again when the session must be made anew, so that no second copy stays in memory. */
  readonly readWeights: (signal?: AbortSignal) => Promise<Uint8Array>
  /** For a graph whose weights are an input, `params`: the weights to run with, asked for at every run. */
  readonly params?: () => Tensor
  /** Graphs of `buildSampler` for the same weights, each built when it is first used. */
  readonly sampler?: { readonly tokens: number; readonly build: (greedy: boolean) => Uint8Array }
}

interface OpenSession {
  readonly session: InferenceSession
  readonly device: Device
  /** By whether they are greedy. */
  readonly samplers: Map<boolean, InferenceSession>
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
      current = { session, device, samplers: new Map() }
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
    for (const session of old ? [old.session, ...old.samplers.values()] : [])
      await session.release().catch(() => undefined)
  }

  /** Runs inside the mutex. */
  async function openSampler(open: OpenSession, greedy: boolean): Promise<InferenceSession> {
    const known = open.samplers.get(greedy)
    if (known) return known
    if (!options.sampler) throw new RangeError(`the model "${model}" has no sampler`)
    const bytes = options.sampler.build(greedy)
    const session = await runtime.ort.InferenceSession.create(bytes, sessionOptions(runtime, open.device, shape))
    open.samplers.set(greedy, session)
    return session
  }

  function pastFeeds(cache: KvCache | null, batch: number): Record<string, Tensor> {
    const feed: Record<string, Tensor> = options.params ? { params: options.params() } : {}
    cacheNames(shape, 'past_key_values').forEach((name, index) => {
      feed[name] =
        cache?.tensors[index] ?? new Tensor('float32', new Float32Array(0), [batch, shape.kvHeads, 0, shape.headDim])
    })
    return feed
  }

  function feeds(input: ForwardInput, session: InferenceSession): Record<string, Tensor> {
    const { batch, columns, cache } = input
    const past = cache?.length ?? 0
    const feed = pastFeeds(cache, batch)
    feed.input_ids = new Tensor('int64', input.ids, [batch, columns])
    feed.attention_mask = new Tensor('int64', input.mask, [batch, past + columns])
    if (session.inputNames.includes('position_ids')) {
      feed.position_ids = new Tensor('int64', input.positions, [batch, columns])
    }
    if (session.inputNames.includes('logit_rows')) {
      const rows = Int32Array.from(input.logitRows ?? Array.from({ length: batch * columns }, (_, i) => i))
      feed.logit_rows = new Tensor('int32', rows, [rows.length])
    }
    return feed
  }

  /** Runs inside the mutex: `work` on an open session that made the cache, thrown away if the work fails. */
  async function withSession<T>(
    cache: KvCache | null,
    signal: AbortSignal | undefined,
    work: (open: OpenSession) => Promise<T>,
  ): Promise<T> {
    const open = await openSession(signal)
    if (cache && cache.owner !== open.session) {
      throw new EngineError('session-failed', `The model "${model}" was reloaded during a rollout.`, 'Run it again.')
    }
    throwIfCancelled(signal)
    try {
      return await work(open)
    } catch (error) {
      await discard()
      throw open.device.lost === null ? toEngineError(error, failure) : deviceLost(open.device.lost, { cause: error })
    }
  }

  async function forward(input: ForwardInput, open: OpenSession): Promise<ForwardOutput> {
    const presents = input.keepCache ? cacheNames(shape, 'present') : []
    const outputs = await untilLost(open.device, open.session.run(feeds(input, open.session), ['logits', ...presents]))
    const logits = await numbersOf(open, outputs.logits, 'logits')
    const wanted = open.session.inputNames.includes('logit_rows') ? undefined : input.logitRows
    const length = (input.cache?.length ?? 0) + input.columns
    const tensors = presents.map((name) => outputs[name]!)
    return {
      logits: wanted ? rowsOf(logits, wanted, shape.vocabulary) : logits,
      cache: input.keepCache ? { tensors, batch: input.batch, length, owner: open.session } : null,
    }
  }

  async function write(input: BlockInput, tokens: number, open: OpenSession): Promise<BlockOutput> {
    const { batch, cache, noise } = input
    const session = await openSampler(open, noise === null)
    const feed = pastFeeds(cache, batch)
    feed.input_ids = new Tensor('int32', input.ids, [batch, 1])
    feed.position_ids = new Tensor('int32', input.positions, [batch, 1])
    feed.attention_mask = new Tensor('int32', input.mask, [batch, cache.length])
    if (noise) {
      feed.uniform = new Tensor('float32', noise.uniform, [batch, tokens])
      feed.temperature = new Tensor('float32', Float32Array.of(noise.temperature), [])
    }
    const outputs = await untilLost(open.device, session.run(feed))
    const logps = await numbersOf(open, outputs.logps, 'logps')
    const ids = await untilLost(open.device, outputs.ids!.getData(true))
    if (!(ids instanceof Int32Array)) throw new Error(`ids are ${outputs.ids!.type}, expected int32`)
    const tensors = cacheNames(shape, 'present').map((name) => outputs[name]!)
    return { ids, logps, cache: { tensors, batch, length: cache.length + tokens, owner: open.session } }
  }

  function usingUp<T>(
    cache: KvCache | null,
    signal: AbortSignal | undefined,
    work: (open: OpenSession) => Promise<T>,
  ): Promise<T> {
    return runtime.mutex.run(() =>
      withSession(cache, signal, work).finally(() => {
        if (cache) disposeCache(cache)
      }),
    )
  }

  const { sampler } = options
  return {
    shape,
    selectsRows: runtime.cacheLocation === 'cpu',
    forward: (input, signal) => usingUp(input.cache, signal, (open) => forward(input, open)),
    blocks: sampler
      ? {
          tokens: sampler.tokens,
          write: (input, signal) => usingUp(input.cache, signal, (open) => write(input, sampler.tokens, open)),
        }
      : null,
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

function disposeCache(cache: KvCache): void {
  for (const tensor of cache.tensors) tensor.dispose()
}

async function numbersOf(open: OpenSession, tensor: Tensor | undefined, name: string): Promise<Float32Array> {
  const data = await untilLost(open.device, tensor!.getData(true))
  if (!(data instanceof Float32Array)) throw new Error(`${name} are ${tensor!.type}, expected float32`)
  return data
}

/** Some rows of [rows, width], as a copy that lets the rest go. */
function rowsOf(data: Float32Array, rows: readonly number[], width: number): Float32Array {
  const chosen = new Float32Array(rows.length * width)
  rows.forEach((row, i) => {
    chosen.set(data.subarray(row * width, (row + 1) * width), i * width)
  })
  return chosen
}
