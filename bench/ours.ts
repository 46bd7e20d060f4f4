/** @file Our side of the comparison with peers, the same on onnxruntime-node and onnxruntime-web. */
import type { InferenceSession, OnnxValue, Tensor } from 'onnxruntime-common'
import { createDecoderSession } from '../src/engine/decoder-session.ts'
import { generate } from '../src/engine/generate.ts'
import { createMutex } from '../src/engine/mutex.ts'
import type { RowPlan } from '../src/engine/rows.ts'
import { type OrtModule, processorDevice } from '../src/engine/runtime.ts'
import { readWeights } from '../src/engine/training/network-files.ts'
import { buildDecoder } from '../src/network/decoder.ts'
import { buildSampler } from '../src/network/sampler.ts'
import { buildTrainingStep } from '../src/network/training.ts'
import { serialize } from '../src/onnx/model.ts'
import { createProducts, productsOf } from './products.ts'
import { BATCH, promptIds, ROLLOUTS, type SampleTime, STUDENT, type StepTime, trainingTask } from './workload.ts'

/** Tokens of each row in one run, as in the training room. */
const BLOCK = 8

export interface Contestant {
  readonly ort: OrtModule
  readonly provider: 'cpu' | 'wasm'
  readonly threads: number
}

/** A function that does the next training step; weights and moments go from step to step as the session gave them. */
export async function createTraining({ ort, provider, threads }: Contestant): Promise<() => Promise<StepTime>> {
  const session = await ort.InferenceSession.create(serialize(buildTrainingStep(STUDENT)), {
    executionProviders: [provider],
    intraOpNumThreads: threads,
  })
  const { weights, ids, targets, optimizer } = trainingTask()
  const { rows, width, prompt, learned, rate } = BATCH
  const floats = (data: Float32Array, dims: readonly number[]) => new ort.Tensor('float32', data, dims)
  const grid = (at: (i: number) => number) =>
    new ort.Tensor(
      'int32',
      Int32Array.from({ length: rows * width }, (_, i) => at(i)),
      [rows, width],
    )
  const list = (data: Int32Array) => new ort.Tensor('int32', data, [data.length])
  const lossRows = targets.map((_, i) => Math.floor(i / learned) * width + prompt + (i % learned))
  const fixed = {
    input_ids: grid((i) => ids[i] ?? 0),
    attention_mask: grid(() => 1),
    position_ids: grid((i) => i % width),
    loss_rows: list(lossRows),
    targets: list(targets),
    row_weights: floats(new Float32Array(targets.length).fill(1), [targets.length]),
    learning_rate: floats(Float32Array.of(rate), []),
  }
  const vector = (data: Float32Array) => floats(data, [data.length])
  let state: Record<string, OnnxValue> = {
    params: vector(weights),
    moment1: vector(new Float32Array(weights.length)),
    moment2: vector(new Float32Array(weights.length)),
  }
  let t = 0
  return async () => {
    t += 1
    const start = performance.now()
    const out: InferenceSession.OnnxValueMapType = await session.run({
      ...fixed,
      ...state,
      correction1: floats(Float32Array.of(1 - optimizer.beta1 ** t), []),
      correction2: floats(Float32Array.of(1 - optimizer.beta2 ** t), []),
    })
    state = Object.fromEntries(Object.keys(state).map((name) => [name, out[`next_${name}`] as OnnxValue]))
    const milliseconds = performance.now() - start
    return { milliseconds, loss: number(out.loss), gradientNorm: number(out.gradient_norm) }
  }
}

/** The matrix products of that step alone, again and again. */
export function createTrainingProducts({ ort, provider, threads }: Contestant) {
  const { rows, width, learned } = BATCH
  const sizes = {
    batch: rows,
    sequence: width,
    batch_x_sequence: rows * width,
    rows: rows * learned,
    group_rows: (STUDENT.heads / STUDENT.kvHeads) * width,
  }
  const create = (model: Uint8Array) =>
    ort.InferenceSession.create(model, { executionProviders: [provider], intraOpNumThreads: threads })
  return createProducts({ Tensor: ort.Tensor, create }, productsOf(buildTrainingStep(STUDENT), sizes), 'inputs')
}

function number(value: OnnxValue | undefined): number {
  return ((value as Tensor | undefined)?.data as Float32Array | undefined)?.[0] ?? Number.NaN
}

/** A function that samples rollouts of some prompts with the exported model's weights and never stops one early. */
export async function createSampling(
  { ort, provider, threads }: Contestant,
  model: Uint8Array,
): Promise<(rows: number, prompts: number) => Promise<SampleTime>> {
  const { layers, kvHeads, headDim, vocabSize, maxPositions } = STUDENT
  const weights = readWeights(model, STUDENT, 'student')
  const decoder = serialize(buildDecoder(STUDENT, { weights, rows: 'input' }))
  const session = createDecoderSession({
    model: 'student',
    runtime: {
      backend: provider === 'wasm' ? 'wasm' : 'cpu',
      ort,
      threads,
      cacheLocation: 'cpu',
      mutex: createMutex(),
      device: async () => processorDevice([provider]),
      dispose: async () => undefined,
    },
    // No token ends a rollout, so that all write the same number of them.
    shape: { layers, kvHeads, headDim, vocabulary: vocabSize, maxPositions, bosId: 1, eosIds: [] },
    readWeights: async () => decoder,
    sampler: {
      tokens: BLOCK,
      build: (greedy) => serialize(buildSampler(STUDENT, { tokens: BLOCK, greedy, weights })),
    },
  })
  await session.prepare(decoder)
  let seed = 0
  return async (rows, prompts) => {
    seed += 1
    const sampling = { seed, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: ROLLOUTS.tokens }
    const plans = Array.from(
      { length: rows },
      (_, row): RowPlan => ({ prompt: promptIds(row % prompts), sampling, row }),
    )
    const start = performance.now()
    const results = await generate(session, plans)
    const milliseconds = performance.now() - start
    return { milliseconds, tokens: results.reduce((n, { tokens }) => n + tokens.length, 0) }
  }
}
