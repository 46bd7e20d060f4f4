/**
 * @file The work that a public model makes, the same on every runtime: a decoder of the shape of SmolLM2-135M with random weights in
 * bfloat16, which the runtime reads as a file beside the graph, as it reads a visitor's. Runs in Node and in the browser.
 */

import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { median } from '../src/divergence/stats.ts'
import { yieldToEventLoop } from '../src/engine/event-loop.ts'
import { scoreInSlices } from '../src/engine/score-tokens.ts'
import { loraOf } from '../src/engine/training/lora-choice.ts'
import type { DivergenceChoice } from '../src/engine/types.ts'
import { type DecoderConfig, parameters } from '../src/network/config.ts'
import { buildDecoder, frozenInput, type StoredTensors } from '../src/network/decoder.ts'
import { initialLora, withLora } from '../src/network/lora.ts'
import { buildTrainingStep } from '../src/network/training.ts'
import { serialize } from '../src/onnx/model.ts'
import { Random } from '../src/world/random.ts'
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

/** What else a visitor does with such a model, in milliseconds. */
export interface LargeRest {
  /** A token of one rollout, and one token of each of 16 rollouts that are written together; 128 tokens in the cache. */
  readonly single: number
  readonly batch: number
  /** A step of LoRA (rank 8, all projections) on 4 texts of 96 tokens, every one of which carries loss. */
  readonly lora: number
}

/** Scoring of logits that are there, over the whole vocabulary, in milliseconds. */
export interface LargeScoring {
  /** Three divergences of a token (forward KL, reverse KL, Jensen-Shannon). */
  readonly divergences: number
  /** All else of a token: log-probs, entropies, ranks, top 10. */
  readonly plain: number
  /** The longest time for which nothing else could be done on the thread. */
  readonly longest: number
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
  const all = upTo(TOKENS)
  const score = await usual(repeats, () => session.run(feeds(runtime, TOKENS, null, all), ['logits']))
  const decode = await usual(8 * repeats, async () => {
    outputs = await session.run(feeds(runtime, 1, outputs, [0]))
  })
  await session.release()
  return { session: made, first, score, decode }
}

/** @param wide `widened` weights, of which the graph of the step takes each for itself */
export async function timeLargeRest(
  runtime: LargeRuntime,
  data: Uint8Array,
  wide: Float32Array,
  repeats: number,
): Promise<LargeRest> {
  const graph = serialize(buildDecoder(SHAPE, { weights: tensors(), rows: 'input' }))
  const decoder = await runtime.create(graph, { path: FILE, data })
  const token = async (rows: number): Promise<number> => {
    const fed = feeds(runtime, 1, emptyCache(runtime, rows, TOKENS), upTo(rows), rows)
    return usual(4 * repeats, () => decoder.run(fed))
  }
  const [single, batch] = [await token(1), await token(16)]
  await decoder.release()
  return { single, batch, lora: await timeAdapter(runtime, wide, repeats) }
}

async function timeAdapter(runtime: LargeRuntime, wide: Float32Array, repeats: number): Promise<number> {
  const [texts, width] = [4, 96]
  const config = withLora(SHAPE, loraOf(8))
  const session = await runtime.create(serialize(buildTrainingStep(config)), { path: FILE, data: new Uint8Array(0) })
  const floats = (data: Float32Array, dims: readonly number[] = [data.length]) =>
    new runtime.Tensor('float32', data, dims)
  const int32 = (length: number, at: (i: number) => number, dims: readonly number[]) =>
    new runtime.Tensor(
      'int32',
      Int32Array.from({ length }, (_, i) => at(i)),
      dims,
    )
  const grid = (at: (i: number) => number) => int32(texts * width, at, [texts, width])
  const adapter = initialLora(config, 1)
  const learned = texts * width
  const fed: Record<string, Tensor> = {
    params: floats(adapter),
    moment1: floats(new Float32Array(adapter.length)),
    moment2: floats(new Float32Array(adapter.length)),
    input_ids: grid((i) => 3 + (i % 600)),
    attention_mask: grid(() => 1),
    position_ids: grid((i) => i % width),
    loss_rows: int32(learned, (i) => i, [learned]),
    targets: int32(learned, (i) => 4 + (i % 600), [learned]),
    row_weights: floats(new Float32Array(learned).fill(1)),
    learning_rate: floats(Float32Array.of(1e-4), []),
    correction1: floats(Float32Array.of(0.1), []),
    correction2: floats(Float32Array.of(0.001), []),
  }
  for (const { name, shape, offset, size } of parameters(SHAPE))
    fed[frozenInput(name)] = floats(wide.subarray(offset, offset + size), shape)
  const step = await usual(repeats, async () => {
    const { loss } = await session.run(fed)
    if (!Number.isFinite((loss?.data as Float32Array)[0])) throw new Error('the loss is not finite')
  })
  await session.release()
  return step
}

const THREE: readonly DivergenceChoice[] = ['forward-kl', 'reverse-kl', 'jsd'].map((id) => ({ id, key: id }))

/** Of this many tokens, on logits made up. */
export async function timeLargeScoring(count: number): Promise<LargeScoring> {
  const random = new Random(1, 'logits')
  const logits = () => Float32Array.from({ length: SHAPE.vocabSize }, () => 8 * random.next() - 4)
  const positions = Array.from({ length: count }, (_, id) => ({ id, student: logits(), teacher: logits() }))
  const score = (choices: readonly DivergenceChoice[]) => scoreInSlices(positions, choices, 10, String)
  await score(THREE)
  let [longest, last, running] = [0, performance.now(), true]
  const watch = async () => {
    while (running) {
      await yieldToEventLoop()
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
  }
  const watching = watch()
  const start = performance.now()
  await score([])
  const between = performance.now()
  await score(THREE)
  const end = performance.now()
  running = false
  await watching
  const plain = (between - start) / count
  return { divergences: (end - between) / count - plain, plain, longest }
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

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, i) => i)

/** As the outputs of a pass over so many tokens of each text. */
function emptyCache({ Tensor }: LargeRuntime, texts: number, tokens: number): Named {
  const dims = [texts, SHAPE.kvHeads, tokens, SHAPE.headDim]
  const zeros = new Float32Array(dims.reduce((a, b) => a * b))
  const names = upTo(SHAPE.layers).flatMap((layer) => [`present.${layer}.key`, `present.${layer}.value`])
  return Object.fromEntries(names.map((name) => [name, new Tensor('float32', zeros, dims)]))
}

/** @param before the outputs of the pass whose cache goes on */
function feeds(
  { Tensor }: LargeRuntime,
  width: number,
  before: Named | null,
  rows: readonly number[],
  texts = 1,
): Record<string, Tensor> {
  const past = before?.['present.0.key']?.dims[2] ?? 0
  const int64 = (length: number, at: (i: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length: texts * length }, (_, i) => BigInt(at(i % length))),
      [texts, length],
    )
  const fed: Record<string, Tensor> = {
    input_ids: int64(width, (i) => 3 + ((past + i) % 600)),
    attention_mask: int64(past + width, () => 1),
    position_ids: int64(width, (i) => past + i),
    logit_rows: new Tensor('int32', Int32Array.from(rows), [rows.length]),
  }
  const empty = [texts, SHAPE.kvHeads, 0, SHAPE.headDim]
  for (let layer = 0; layer < SHAPE.layers; layer++)
    for (const part of ['key', 'value'])
      fed[`past_key_values.${layer}.${part}`] =
        before?.[`present.${layer}.${part}`] ?? new Tensor('float32', new Float32Array(0), empty)
  return fed
}
