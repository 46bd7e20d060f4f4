/** @file A decoder as the engine sees it: batches of ids in, logits out, a key-value cache between calls. */
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import type { DecoderShape } from './model-config.ts'

/** A file with constants of a graph, under the name that the graph has for it. */
export interface ExternalFile {
  readonly path: string
  readonly data: Uint8Array
}

/** Keys and values of all layers, [B, KV, P, D] each, in the order key 0, value 0, key 1, ... Used up by `forward`. */
export interface KvCache {
  readonly tensors: readonly Tensor[]
  readonly batch: number
  /** P: columns held for each row, padding included. */
  readonly length: number
  /** The very ONNX Runtime session that made it; a cache on the device dies with it. */
  readonly owner: InferenceSession
}

/** One pass over a batch, B rows of S columns. */
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
  /** Indices into [B * S]: the columns whose logits are wanted, each at most once. Default: all. */
  readonly logitRows?: readonly number[]
}

export interface ForwardOutput {
  /** [B, S, V], row-major; [rows, V] where only some columns were asked for. */
  readonly logits: Float32Array
  readonly cache: KvCache | null
}

/** K tokens for every row in one run, see `buildSampler`. */
export interface BlockInput {
  readonly batch: number
  /** [B]: each row's newest token, not yet in the cache, and its position (at most maxPositions - K). */
  readonly ids: Int32Array
  readonly positions: Int32Array
  /** [B, P]: 1 for real tokens of the cache, 0 for padding. */
  readonly mask: Int32Array
  /** Disposed by the call, whatever comes of it. */
  readonly cache: KvCache
  /** Numbers in [0, 1), [B, K], and a temperature > 0; null for the most likely tokens. */
  readonly noise: { readonly uniform: Float32Array; readonly temperature: number } | null
}

export interface BlockOutput {
  /** [B, K] */
  readonly ids: Int32Array
  /** Log-probabilities at temperature 1, [B, K]; NaN where the logits were. */
  readonly logps: Float32Array
  /** P + K columns. */
  readonly cache: KvCache
}

export interface BlockWriter {
  /** K */
  readonly tokens: number
  /** @throws as `DecoderSession.forward` does */
  write(input: BlockInput, signal?: AbortSignal): Promise<BlockOutput>
}

/** A decoder that is open on a runtime. */
export interface DecoderSession {
  readonly shape: DecoderShape
  /**
   * One forward pass.
   * @throws EngineError 'cancelled', 'device-lost', 'out-of-memory' or 'session-failed'; the next call starts from a
   * fresh session
   */
  forward(input: ForwardInput, signal?: AbortSignal): Promise<ForwardOutput>
  /** Null where every token needs a run of its own. */
  readonly blocks: BlockWriter | null
  /** Whether `logitRows` spare work and memory, rather than only the copying. */
  readonly choosesRows: boolean
  /** Whether `selectRows` works here: not where the cache lies on a graphics device. */
  readonly selectsRows: boolean
  /** The cache with only the given rows, in order, repeated at will; null where it cannot be cut. Uses `cache` up. */
  selectRows(cache: KvCache, rows: readonly number[]): KvCache | null
  /** Gives a cache back that no further call will use. */
  releaseCache(cache: KvCache): Promise<void>
  /** Creates the session if there is none, from bytes that the caller has already read, if it has. */
  prepare(weights: Uint8Array | undefined, signal?: AbortSignal): Promise<void>
  /** Frees the session. Later calls fail with 'session-failed'. */
  close(): Promise<void>
}
