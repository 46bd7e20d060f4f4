/**
 * @file The work that a public model makes, the same on every runtime: a decoder of the shape of SmolLM2-135M with random weights in
 * bfloat16, which the runtime reads as a file beside the graph, as it reads a visitor's. Runs in Node and in the browser.
 */

import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { median } from '../src/divergence/stats.ts'
import { type DecoderConfig, parameters } from '../src/network/config.ts'
import { buildDecoder, type StoredTensors } from '../src/network/decoder.ts'
import { serialize } from '../src/onnx/model.ts'
import { createProducts, operations, type Product, type ProductRuntime, productsOf } from './products.ts'

/** HuggingFaceTB/SmolLM2-135M, config.json: 134.5 million parameters. */
export const SHAPE: DecoderConfig = {
  vocabSize: 49_152,
  hiddenSize: 576,
  layers: 30,
  heads: 9,
  kvHeads: 3,
  headDim: 64,
  ffnSize: 1536,
  maxPositions: 2048,
  ropeTheta: 100_000,
  normEpsilon: 1e-5,
}

export const TOKENS = 128
/** As transformers.js calls the data of `model.onnx`; any name would do for us. */
export const FILE = 'model.onnx_data'

export interface LargeRuntime {
  readonly Tensor: typeof Tensor
  create(model: Uint8Array, external: { readonly path: string; readonly data: Uint8Array }): Promise<InferenceSession>
}

/** Milliseconds. */
export interface LargeTimes {
  /** To the session, and to the first token behind a prompt of 128, from the weights in hand. */
  readonly session: number
  readonly first: number
  /** Medians: logits of 128 tokens in one pass; one decoded token with 128 and more in the cache. */
  readonly score: number
  readonly decode: number
}

/** The same weights in 32 bits: the runtime that transformers.js brings along cannot widen bfloat16. */
export function widened(weights: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bits = new Uint16Array(weights.buffer)
  const wide = new Uint32Array(bits.length)
  for (let i = 0; i < bits.length; i++) wide[i] = (bits[i] ?? 0) << 16
  return new Uint8Array(wide.buffer)
}

/** The whole graph as a file for others: logits of every token, 32-bit weights in a file beside it. */
export const largeExport = (): Uint8Array => serialize(buildDecoder(SHAPE, { weights: tensors('float32') }))

/** The matrix products of the pass over 128 tokens. */
function scoreProducts(): readonly Product[] {
  const groups = SHAPE.heads / SHAPE.kvHeads
  const sizes = {
    batch: 1,
    sequence: TOKENS,
    rows: TOKENS,
    group_rows: groups * TOKENS,
    past_sequence: 0,
    total_sequence: TOKENS,
  }
  return productsOf(buildDecoder(SHAPE, { weights: tensors(), rows: 'input' }), sizes)
}

/** Single-precision operations of them, in 10^9. */
export const scoreOperations = (): number => operations(scoreProducts()) / 1e9

/** Milliseconds, the median: these products alone, on any numbers. */
export async function timeScoreProducts(runtime: ProductRuntime, repeats: number): Promise<number> {
  const products = await createProducts(runtime, scoreProducts(), 'constants')
  const taken: number[] = []
  await products()
  for (let i = 0; i < repeats; i++) taken.push((await products()).milliseconds)
  return median(taken)
}

/** Where each tensor lies among the weights. */
function tensors(dtype: 'bfloat16' | 'float32' = 'bfloat16'): StoredTensors {
  const width = dtype === 'float32' ? 4 : 2
  return new Map(
    parameters(SHAPE).map(({ name, shape, offset, size }) => [
      name,
      {
        dtype,
        shape: name.endsWith('_proj.weight') ? shape.toReversed() : shape,
        location: FILE,
        offset: width * offset,
        bytes: width * size,
      },
    ]),
  )
}

/** Random weights of a size that keeps 30 layers finite; gains are 1. */
export function largeWeights(): Uint8Array<ArrayBuffer> {
  const layout = parameters(SHAPE)
  const bits = new Uint16Array(layout.reduce((sum, { size }) => sum + size, 0))
  let state = 1
  for (let i = 0; i < bits.length; i++) {
    // Xorshift32 (Marsaglia 2003): sign and fraction at random, exponents of 2^-6 to 2^-5.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bits[i] = (state & 0x807f) | 0x3c80
  }
  for (const { name, offset, size } of layout)
    if (name.endsWith('norm.weight')) bits.fill(0x3f80, offset, offset + size)
  return new Uint8Array(bits.buffer)
}

/** @param repeats of the pass over 128 tokens; eight times as many tokens are decoded */
export async function timeLarge(runtime: LargeRuntime, data: Uint8Array, repeats: number): Promise<LargeTimes> {
  const start = performance.now()
  const graph = serialize(buildDecoder(SHAPE, { weights: tensors(), rows: 'input' }))
  const session = await runtime.create(graph, { path: FILE, data })
  const made = performance.now() - start
  let outputs = await session.run(feeds(runtime, TOKENS, null, [TOKENS - 1]))
  const first = performance.now() - start
  if (!(outputs.logits?.data as Float32Array).every(Number.isFinite)) throw new Error('the logits are not finite')
  const all = Array.from({ length: TOKENS }, (_, i) => i)
  const score = await usual(repeats, () => session.run(feeds(runtime, TOKENS, null, all), ['logits']))
  const decode = await usual(8 * repeats, async () => {
    outputs = await session.run(feeds(runtime, 1, outputs, [0]))
  })
  await session.release()
  return { session: made, first, score, decode }
}

async function usual(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await work()
    taken.push(performance.now() - start)
  }
  return median(taken)
}

type Named = Readonly<Record<string, Tensor>>

/** @param before the outputs of the pass whose cache goes on */
function feeds(
  { Tensor }: LargeRuntime,
  width: number,
  before: Named | null,
  rows: readonly number[],
): Record<string, Tensor> {
  const past = before?.['present.0.key']?.dims[2] ?? 0
  const int64 = (length: number, at: (i: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length }, (_, i) => BigInt(at(i))),
      [1, length],
    )
  const fed: Record<string, Tensor> = {
    input_ids: int64(width, (i) => 3 + ((past + i) % 600)),
    attention_mask: int64(past + width, () => 1),
    position_ids: int64(width, (i) => past + i),
    logit_rows: new Tensor('int32', Int32Array.from(rows), [rows.length]),
  }
  const empty = [1, SHAPE.kvHeads, 0, SHAPE.headDim]
  for (let layer = 0; layer < SHAPE.layers; layer++)
    for (const part of ['key', 'value'])
      fed[`past_key_values.${layer}.${part}`] =
        before?.[`present.${layer}.${part}`] ?? new Tensor('float32', new Float32Array(0), empty)
  return fed
}
