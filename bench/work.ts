/**
 * @file The work that is timed, the same on every runtime: a scoring pass, decoding with the cache, and a training step of
 * a student-sized decoder with random weights. Runs in Node and in the browser.
 */

import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { median } from '../src/divergence/stats.ts'
import { buildDecoder } from '../src/network/decoder.ts'
import { initialWeights } from '../src/network/initialize.ts'
import { buildTrainingStep } from '../src/network/training.ts'
import { serialize } from '../src/onnx/model.ts'
import { STUDENT } from './workload.ts'

/** What a runtime must offer; onnxruntime-node and onnxruntime-web both do. */
export interface Runtime {
  readonly Tensor: typeof Tensor
  create(model: Uint8Array): Promise<InferenceSession>
}

export interface Times {
  /** Milliseconds, medians: one pass over 8 x 128 tokens; one decoded token; one training step of 8 x 64 tokens. */
  readonly score: number
  readonly decode: number
  readonly train: number
}

const REPEATS = 7

export async function timeWork(runtime: Runtime): Promise<Times> {
  const weights = initialWeights(STUDENT, 1)
  const decoder = await runtime.create(serialize(buildDecoder(STUDENT, { weights })))
  const trainer = await runtime.create(serialize(buildTrainingStep(STUDENT)))
  const times = {
    score: await usual(() => decoder.run(decoderFeeds(runtime, 8, 128, 0))),
    decode: await usual(() => decoder.run(decoderFeeds(runtime, 1, 1, 100))),
    train: await usual(() => trainer.run(trainingFeeds(runtime, weights))),
  }
  await decoder.release()
  await trainer.release()
  return times
}

async function usual(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times)
}

type Feeds = Record<string, Tensor>

function decoderFeeds({ Tensor }: Runtime, rows: number, width: number, past: number): Feeds {
  const int64 = (length: number, at: (i: number) => number, dims: number[]) =>
    new Tensor(
      'int64',
      BigInt64Array.from({ length }, (_, i) => BigInt(at(i))),
      dims,
    )
  const feeds: Feeds = {
    input_ids: int64(rows * width, (i) => 3 + (i % 600), [rows, width]),
    attention_mask: int64(rows * (past + width), () => 1, [rows, past + width]),
    position_ids: int64(rows * width, (i) => past + (i % width), [rows, width]),
  }
  const dims = [rows, STUDENT.kvHeads, past, STUDENT.headDim]
  for (let l = 0; l < STUDENT.layers; l++)
    for (const part of ['key', 'value'])
      feeds[`past_key_values.${l}.${part}`] = new Tensor(
        'float32',
        new Float32Array(dims.reduce((a, b) => a * b)),
        dims,
      )
  return feeds
}

function trainingFeeds({ Tensor }: Runtime, weights: Float32Array): Feeds {
  const [rows, width] = [8, 64]
  const int32 = (length: number, at: (i: number) => number, dims: number[]) =>
    new Tensor(
      'int32',
      Int32Array.from({ length }, (_, i) => at(i)),
      dims,
    )
  const floats = (data: Float32Array) => new Tensor('float32', data, [data.length])
  const scalar = (x: number) => new Tensor('float32', Float32Array.of(x), [])
  const learned = rows * 32
  return {
    params: floats(weights),
    moment1: floats(new Float32Array(weights.length)),
    moment2: floats(new Float32Array(weights.length)),
    input_ids: int32(rows * width, (i) => 3 + (i % 600), [rows, width]),
    attention_mask: int32(rows * width, () => 1, [rows, width]),
    position_ids: int32(rows * width, (i) => i % width, [rows, width]),
    loss_rows: int32(learned, (i) => 2 * i, [learned]),
    targets: int32(learned, (i) => 3 + (i % 600), [learned]),
    row_weights: floats(new Float32Array(learned).fill(1)),
    learning_rate: scalar(1e-3),
    correction1: scalar(0.1),
    correction2: scalar(0.02),
  }
}
