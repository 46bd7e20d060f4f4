/**
 * @file A decoder on ONNX Runtime. Owns its session: creates it under the runtime's mutex, and again after any failed run, because a
 * failed run leaves an IO-bound session broken for good.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { message } from '../message/message.ts'
import type {
  BlockInput,
  BlockOutput,
  DecoderSession,
  ExternalFile,
  ForwardInput,
  ForwardOutput,
  KvCache,
} from './decoder.ts'
import { cacheNames, checkSignature, sessionOptions, untilLost } from './decoder-signature.ts'
import { deviceLost, EngineError, throwIfCancelled, toEngineError } from './errors.ts'
import type { DecoderShape } from './model-config.ts'
import type { Device, Runtime } from './runtime.ts'

export interface DecoderSessionOptions {
  readonly model: string
  readonly runtime: Runtime
  readonly shape: DecoderShape
  /** The graph has the input `logit_rows`. */
  readonly choosesRows?: boolean
  /** Files beside the graph's that hold its weights: read whenever the session is made. */
  readonly readExternal?: (signal?: AbortSignal) => Promise<readonly ExternalFile[]>
  /** Reads the ONNX file again when the session must be made anew, so that no second copy stays in memory. */
  readonly readWeights: (signal?: AbortSignal) => Promise<Uint8Array>
  /** For a graph whose weights are inputs: the weights to run with, asked for at every run. */
  readonly params?: () => Readonly<Record<string, Tensor>>
  /** Graphs of `buildSampler` for the same weights, each built when it is first used. */
  readonly sampler?: { readonly tokens: number; readonly build: (greedy: boolean) => Uint8Array }
}

interface OpenGraphs {
  readonly session: InferenceSession
  readonly device: Device
  /** By whether they are greedy. */
  readonly samplers: Map<boolean, InferenceSession>
}

/** Wraps one model on one runtime; nothing is loaded before the first call. */
export function createDecoderSession(options: DecoderSessionOptions): DecoderSession {
  const { runtime, shape, sampler } = options
  const graphs = new DecoderGraphs(options)
  const { mutex, cacheLocation } = runtime
  /** Work that uses up the cache that goes into it. */
  const usingUp = <T>(
    cache: KvCache | null,
    signal: AbortSignal | undefined,
    work: (open: OpenGraphs) => Promise<T>,
  ): Promise<T> => mutex.run(() => graphs.run(cache, signal, work).finally(() => cache && disposeCache(cache)))
  return {
    shape,
    choosesRows: options.choosesRows ?? false,
    selectsRows: cacheLocation === 'cpu',
    forward: (input, signal) => usingUp(input.cache, signal, (open) => graphs.forward(input, open)),
    blocks: sampler
      ? {
          tokens: sampler.tokens,
          write: (input, signal) =>
            usingUp(input.cache, signal, (open) => graphs.sampleBlock(input, sampler.tokens, open)),
        }
      : null,
    selectRows: (cache, rows) => (cacheLocation === 'cpu' ? selectedRows(runtime, shape, cache, rows) : null),
    releaseCache: (cache) => mutex.run(() => disposeCache(cache)),
    prepare: (weights, signal) => mutex.run(() => graphs.prepare(weights, signal)),
    close: () => mutex.run(() => graphs.close()),
  }
}

/** A model's graphs on its runtime. Every method runs inside the runtime's mutex. */
class DecoderGraphs {
  #open: OpenGraphs | null = null
  #closed = false

  constructor(private readonly options: DecoderSessionOptions) {}

  async prepare(weights: Uint8Array | undefined, signal: AbortSignal | undefined): Promise<void> {
    await this.#opened(signal, weights)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#discard()
  }

  /** `work` on open graphs that made the cache; they are thrown away if the work fails. */
  async run<T>(
    cache: KvCache | null,
    signal: AbortSignal | undefined,
    work: (open: OpenGraphs) => Promise<T>,
  ): Promise<T> {
    const { model } = this.options
    const open = await this.#opened(signal)
    if (cache && cache.owner !== open.session) {
      throw new EngineError(
        'session-failed',
        message('The model "{model}" was reloaded during a rollout.', { model }),
        'Run it again.',
      )
    }
    throwIfCancelled(signal)
    try {
      return await work(open)
    } catch (error) {
      await this.#discard()
      if (open.device.lost !== null) throw deviceLost(open.device.lost, { cause: error })
      throw toEngineError(error, {
        code: 'session-failed',
        message: message('The model "{model}" could not be run.', { model }),
        remedy: message('Run it again; if it fails again, choose another backend or reload the page.'),
      })
    }
  }

  async forward(input: ForwardInput, open: OpenGraphs): Promise<ForwardOutput> {
    const { shape } = this.options
    const presents = input.keepCache ? cacheNames(shape, 'present') : []
    const outputs = await untilLost(
      open.device,
      open.session.run(this.#forwardFeeds(input, open.session), ['logits', ...presents]),
    )
    const logits = await numbersOf(open, outputs.logits, 'logits')
    const wanted = open.session.inputNames.includes('logit_rows') ? undefined : input.logitRows
    const length = (input.cache?.length ?? 0) + input.columns
    const tensors = presents.map((name) => outputs[name]!)
    return {
      logits: wanted ? rowsOf(logits, wanted, shape.vocabulary) : logits,
      cache: input.keepCache ? { tensors, batch: input.batch, length, owner: open.session } : null,
    }
  }

  async sampleBlock(input: BlockInput, tokens: number, open: OpenGraphs): Promise<BlockOutput> {
    const { runtime, shape } = this.options
    const { Tensor } = runtime.ort
    const { batch, cache, noise } = input
    const session = await this.#sampler(open, noise === null)
    const feeds = this.#pastFeeds(cache, batch)
    feeds.input_ids = new Tensor('int32', input.ids, [batch, 1])
    feeds.position_ids = new Tensor('int32', input.positions, [batch, 1])
    feeds.attention_mask = new Tensor('int32', input.mask, [batch, cache.length])
    if (noise) {
      feeds.uniform = new Tensor('float32', noise.uniform, [batch, tokens])
      feeds.temperature = new Tensor('float32', Float32Array.of(noise.temperature), [])
    }
    const outputs = await untilLost(open.device, session.run(feeds))
    const logps = await numbersOf(open, outputs.logps, 'logps')
    const ids = await untilLost(open.device, outputs.ids!.getData(true))
    if (!(ids instanceof Int32Array)) throw new Error(`ids are ${outputs.ids!.type}, expected int32`)
    const tensors = cacheNames(shape, 'present').map((name) => outputs[name]!)
    return { ids, logps, cache: { tensors, batch, length: cache.length + tokens, owner: open.session } }
  }

  /** The open graphs, made anew after a failure or a lost device. @param loaded the model's file, if it is at hand */
  async #opened(signal?: AbortSignal, loaded?: Uint8Array): Promise<OpenGraphs> {
    const { model, runtime, shape, readWeights } = this.options
    if (this.#closed) {
      throw new EngineError(
        'session-failed',
        message('The model "{model}" was unloaded while in use.', { model }),
        'Run it again.',
      )
    }
    if (this.#open && this.#open.device.lost === null) return this.#open
    if (this.#open) await this.#discard()
    const weights = loaded ?? (await readWeights(signal))
    const device = await runtime.device()
    throwIfCancelled(signal)
    try {
      const externalData = await this.options.readExternal?.(signal)
      const base = sessionOptions(runtime, device, shape)
      const options = externalData ? { ...base, externalData } : base
      const session = await runtime.ort.InferenceSession.create(weights, options)
      this.#open = { session, device, samplers: new Map() }
      checkSignature(model, session)
      return this.#open
    } catch (error) {
      await this.#discard()
      throw toEngineError(error, {
        code: 'session-failed',
        message: message('The model "{model}" could not be prepared on {backend}.', {
          model,
          backend: runtime.backend,
        }),
        remedy: message('Choose another backend, or fetch the model again.'),
      })
    }
  }

  async #discard(): Promise<void> {
    const old = this.#open
    this.#open = null
    // A broken session may refuse to be released; nothing more can be done about it then.
    for (const session of old ? [old.session, ...old.samplers.values()] : [])
      await session.release().catch(() => undefined)
  }

  async #sampler(open: OpenGraphs, greedy: boolean): Promise<InferenceSession> {
    const { model, runtime, shape, sampler } = this.options
    const known = open.samplers.get(greedy)
    if (known) return known
    if (!sampler) throw new RangeError(`the model "${model}" has no sampler`)
    const bytes = sampler.build(greedy)
    const session = await runtime.ort.InferenceSession.create(bytes, sessionOptions(runtime, open.device, shape))
    open.samplers.set(greedy, session)
    return session
  }

  #pastFeeds(cache: KvCache | null, batch: number): Record<string, Tensor> {
    const { runtime, shape, params } = this.options
    const { Tensor } = runtime.ort
    const feeds: Record<string, Tensor> = { ...params?.() }
    cacheNames(shape, 'past_key_values').forEach((name, index) => {
      feeds[name] =
        cache?.tensors[index] ?? new Tensor('float32', new Float32Array(0), [batch, shape.kvHeads, 0, shape.headDim])
    })
    return feeds
  }

  #forwardFeeds(input: ForwardInput, { inputNames }: InferenceSession): Record<string, Tensor> {
    const { Tensor } = this.options.runtime.ort
    const { batch, columns, cache } = input
    const past = cache?.length ?? 0
    const feeds = this.#pastFeeds(cache, batch)
    feeds.input_ids = new Tensor('int64', input.ids, [batch, columns])
    feeds.attention_mask = new Tensor('int64', input.mask, [batch, past + columns])
    if (inputNames.includes('position_ids')) feeds.position_ids = new Tensor('int64', input.positions, [batch, columns])
    if (inputNames.includes('logit_rows')) {
      const rows = Int32Array.from(input.logitRows ?? Array.from({ length: batch * columns }, (_, i) => i))
      feeds.logit_rows = new Tensor('int32', rows, [rows.length])
    }
    return feeds
  }
}

/** Some rows of a cache that lies in the processor's memory, as a copy. */
function selectedRows(runtime: Runtime, shape: DecoderShape, cache: KvCache, rows: readonly number[]): KvCache {
  const size = shape.kvHeads * cache.length * shape.headDim
  const tensors = cache.tensors.map((tensor) => {
    const data = rowsOf(tensor.data as Float32Array, rows, size)
    return new runtime.ort.Tensor('float32', data, [rows.length, shape.kvHeads, cache.length, shape.headDim])
  })
  return { ...cache, tensors, batch: rows.length }
}

function disposeCache(cache: KvCache): void {
  for (const tensor of cache.tensors) tensor.dispose()
}

async function numbersOf(open: OpenGraphs, tensor: Tensor | undefined, name: string): Promise<Float32Array> {
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
