/**
 * @file Our graphs on the browser's own runtimes: every graph becomes a session whose nodes may not fall back to the CPU,
 * and the same inputs run on WebGPU and on WASM. Called from graphs.spec.ts.
 */
import * as ort from 'onnxruntime-web/webgpu'
import type { DecoderConfig } from '../../src/network/config.ts'
import { buildDecoder } from '../../src/network/decoder.ts'
import { initialWeights } from '../../src/network/initialize.ts'
import { buildSampler } from '../../src/network/sampler.ts'
import { ADAMW, buildTrainingStep } from '../../src/network/training.ts'
import { serialize } from '../../src/onnx/model.ts'
import { trainingBuffers } from './buffers.ts'
import { ghost } from './ghost.ts'
import { recipes } from './recipes.ts'
import { open, type Provider } from './sessions.ts'

const TINY: DecoderConfig = {
  vocabSize: 19,
  hiddenSize: 16,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  ffnSize: 24,
  maxPositions: 32,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
const WEIGHTS = initialWeights(TINY, 11)

type Feeds = Record<string, ort.Tensor>

const int64 = (data: readonly number[], dims: readonly number[]) =>
  new ort.Tensor('int64', BigInt64Array.from(data, BigInt), dims)
const int32 = (data: readonly number[], dims: readonly number[]) => new ort.Tensor('int32', Int32Array.from(data), dims)
const float = (data: Float32Array, dims: readonly number[]) => new ort.Tensor('float32', data, dims)

function numbers(value: ort.OnnxValue | undefined): number[] {
  return value instanceof ort.Tensor ? Array.from(value.data as Float32Array) : []
}

/** Keys and values of some columns of two rows. */
function madeUpPast(columns: number): Feeds {
  const past: Feeds = {}
  const size = 2 * TINY.kvHeads * columns * TINY.headDim
  for (let l = 0; l < TINY.layers; l++)
    for (const [shift, kv] of ['key', 'value'].entries()) {
      const data = Float32Array.from({ length: size }, (_, i) => Math.sin(i * 1.7 + l + shift))
      past[`past_key_values.${l}.${kv}`] = float(data, [2, TINY.kvHeads, columns, TINY.headDim])
    }
  return past
}

/** A ragged prefill, then one decoded token for each row; all logits of both. */
async function decode(graph: Uint8Array, provider: Provider, params: Feeds): Promise<number[]> {
  const session = await open(graph, provider)
  const past = madeUpPast(0)
  const prefill = await session.run({
    ...params,
    ...past,
    input_ids: int64([1, 5, 9, 1, 4, 0], [2, 3]),
    attention_mask: int64([1, 1, 1, 1, 1, 0], [2, 3]),
    position_ids: int64([0, 1, 2, 0, 1, 0], [2, 3]),
  })
  const next: Feeds = {}
  for (const [name, value] of Object.entries(prefill))
    if (name.startsWith('present.') && value instanceof ort.Tensor)
      next[name.replace('present', 'past_key_values')] = value
  const step = await session.run({
    ...params,
    ...next,
    input_ids: int64([7, 2], [2, 1]),
    attention_mask: int64([1, 1, 1, 1, 1, 1, 0, 1], [2, 4]),
    position_ids: int64([3, 2], [2, 1]),
  })
  const logits = [...numbers(prefill.logits), ...numbers(step.logits)]
  await session.release()
  // The padded position's logits mean nothing.
  return logits.filter((_, i) => Math.floor(i / TINY.vocabSize) !== 5)
}

/** The logits of each row's last token in a ragged batch, and nothing else. */
async function prefillRows(provider: Provider): Promise<number[]> {
  const session = await open(serialize(buildDecoder(TINY, { weights: WEIGHTS, rows: 'input' })), provider)
  const past = madeUpPast(0)
  const out = await session.run({
    ...past,
    input_ids: int64([1, 5, 9, 1, 4, 0], [2, 3]),
    attention_mask: int64([1, 1, 1, 1, 1, 0], [2, 3]),
    position_ids: int64([0, 1, 2, 0, 1, 0], [2, 3]),
    logit_rows: int32([2, 4], [2]),
  })
  await session.release()
  return numbers(out.logits)
}

/** Two blocks of tokens for two ragged rows, with weights as an input; the second goes on from the first one's cache. */
async function sample(provider: Provider, greedy: boolean): Promise<{ ids: number[]; logps: number[] }> {
  const tokens = 7
  const session = await open(serialize(buildSampler(TINY, { tokens, greedy, weights: 'input' })), provider)
  // The newest of 3 and of 2 tokens; the cache holds the others, made up, and the shorter row's padding.
  const columns = 2
  let past = madeUpPast(columns)
  const found = { ids: [] as number[], logps: [] as number[] }
  let newest = [5, 9]
  for (const block of [0, 1]) {
    const added = block * tokens
    const noise = Float32Array.from({ length: 2 * tokens }, (_, i) => (i * 0.37 + block * 0.11) % 1)
    const out = await session.run({
      params: float(WEIGHTS, [WEIGHTS.length]),
      ...past,
      input_ids: int32(newest, [2, 1]),
      position_ids: int32([2 + added, 1 + added], [2, 1]),
      attention_mask: int32(
        [1, 1, ...Array.from({ length: added }, () => 1), 1, 0, ...Array.from({ length: added }, () => 1)],
        [2, columns + added],
      ),
      ...(greedy ? {} : { uniform: float(noise, [2, tokens]), temperature: float(Float32Array.of(0.8), []) }),
    })
    past = Object.fromEntries(
      Object.keys(past).map((name) => [name, out[name.replace('past_key_values', 'present')] as ort.Tensor]),
    )
    const ids = numbers(out.ids)
    newest = [ids[tokens - 1] ?? 0, ids[2 * tokens - 1] ?? 0]
    found.ids.push(...ids)
    found.logps.push(...numbers(out.logps))
  }
  await session.release()
  return found
}

/** Losses and final weights of a few training steps. */
async function train(provider: Provider, steps: number): Promise<{ losses: number[]; params: number[] }> {
  const session = await open(serialize(buildTrainingStep(TINY)), provider)
  const count = WEIGHTS.length
  let state = [WEIGHTS, new Float32Array(count), new Float32Array(count)]
  const losses: number[] = []
  for (let t = 1; t <= steps; t++) {
    const [params, moment1, moment2] = state.map((x) => float(Float32Array.from(x), [count])) as [
      ort.Tensor,
      ort.Tensor,
      ort.Tensor,
    ]
    const out = await session.run({
      params,
      moment1,
      moment2,
      input_ids: int32([1, 4, 6, 1, 5, 0], [2, 3]),
      attention_mask: int32([1, 1, 1, 1, 1, 0], [2, 3]),
      position_ids: int32([0, 1, 2, 0, 1, 0], [2, 3]),
      loss_rows: int32([0, 1, 2, 4], [4]),
      targets: int32([4, 6, 3, 2], [4]),
      row_weights: float(Float32Array.of(1, 1, 1, 0.5), [4]),
      learning_rate: float(Float32Array.of(0.01), []),
      correction1: float(Float32Array.of(1 - ADAMW.beta1 ** t), []),
      correction2: float(Float32Array.of(1 - ADAMW.beta2 ** t), []),
    })
    losses.push(...numbers(out.loss))
    state = ['next_params', 'next_moment1', 'next_moment2'].map((name) => Float32Array.from(numbers(out[name])))
  }
  await session.release()
  return { losses, params: Array.from(state[0] ?? []) }
}

const harness = {
  decodeConstant: (provider: Provider) => decode(serialize(buildDecoder(TINY, { weights: WEIGHTS })), provider, {}),
  decodeHalf: (provider: Provider) =>
    decode(serialize(buildDecoder(TINY, { weights: WEIGHTS, precision: 'float16' })), provider, {}),
  decodeTrained: (provider: Provider) =>
    decode(serialize(buildDecoder(TINY, { weights: 'input' })), provider, { params: float(WEIGHTS, [WEIGHTS.length]) }),
  prefillRows,
  sample,
  train,
  recipes,
  trainingBuffers,
  ghost: (provider: Provider) =>
    ghost(
      provider,
      TINY,
      WEIGHTS.map((weight) => 4 * weight),
    ),
}

declare global {
  interface Window {
    harness?: typeof harness
  }
}

window.harness = harness
