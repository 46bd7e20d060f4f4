/**
 * @file Our graphs on the browser's own runtimes: every graph becomes a session whose nodes may not fall back to the CPU,
 * and the same inputs run on WebGPU and on WASM. Called from graphs.spec.ts.
 */
import * as ort from 'onnxruntime-web/webgpu'
import type { DecoderConfig } from '../../src/network/config.ts'
import { buildDecoder } from '../../src/network/decoder.ts'
import { initialWeights } from '../../src/network/initialize.ts'
import { ADAMW, buildTrainingStep } from '../../src/network/training.ts'
import { serialize } from '../../src/onnx/model.ts'
import { trainingBuffers } from './buffers.ts'
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

/** A ragged prefill, then one decoded token for each row; all logits of both. */
async function decode(graph: Uint8Array, provider: Provider, params: Feeds): Promise<number[]> {
  const session = await open(graph, provider)
  const past: Feeds = {}
  for (let l = 0; l < TINY.layers; l++)
    for (const kv of ['key', 'value'])
      past[`past_key_values.${l}.${kv}`] = float(new Float32Array(0), [2, TINY.kvHeads, 0, TINY.headDim])
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
  train,
  recipes,
  trainingBuffers,
}

declare global {
  interface Window {
    harness?: typeof harness
  }
}

window.harness = harness
