/** @file The next-step ghost's graphs on the browser's runtimes: prediction, and a step and half of it on a copy. Called from graphs.spec.ts. */
import * as ort from 'onnxruntime-web/webgpu'
import { divergenceById } from '../../src/divergence/registry.ts'
import { logSoftmax } from '../../src/engine/distribution.ts'
import { moved, type PositionNetwork, predictionError, predictStep, type Vector } from '../../src/engine/next-step.ts'
import type { DecoderConfig } from '../../src/network/config.ts'
import { buildPullback, buildRowLogits } from '../../src/network/pullback.ts'
import { serialize } from '../../src/onnx/model.ts'
import { open, type Provider } from './sessions.ts'

const IDS = [1, 5, 9, 4]

export interface HarnessGhost {
  readonly slope: readonly number[]
  readonly norm: number
  /** Largest error of the prediction after a step, and after half of it. Nats. */
  readonly errors: readonly [whole: number, half: number]
}

/** Reverse KL at the end of a short text. @param weights far enough from zero that the distribution bends */
export async function ghost(provider: Provider, config: DecoderConfig, weights: Float32Array): Promise<HarnessGhost> {
  const forward = await open(serialize(buildRowLogits(config)), provider)
  const backward = await open(serialize(buildPullback(config)), provider)
  const int32 = (data: readonly number[], dims: readonly number[]) =>
    new ort.Tensor('int32', Int32Array.from(data), dims)
  const float = (data: Vector, dims: readonly number[]) => new ort.Tensor('float32', Float32Array.from(data), dims)
  const text = {
    input_ids: int32(IDS, [1, IDS.length]),
    attention_mask: int32(
      IDS.map(() => 1),
      [1, IDS.length],
    ),
    position_ids: int32(
      IDS.map((_, i) => i),
      [1, IDS.length],
    ),
    loss_rows: int32([IDS.length - 1], [1]),
  }
  const numbers = (value: ort.OnnxValue | undefined): Float32Array =>
    value instanceof ort.Tensor ? Float32Array.from(value.data as Float32Array) : new Float32Array()
  const network: PositionNetwork = {
    logits: async (params) =>
      numbers((await forward.run({ ...text, params: float(params, [params.length]) })).row_logits),
    pullback: async (params, d) =>
      numbers(
        (
          await backward.run({
            ...text,
            params: float(params, [params.length]),
            logit_gradient: float(d, [1, d.length]),
          })
        ).gradient,
      ),
  }
  const teacherLogits = Array.from({ length: config.vocabSize }, (_, v) => 2 * Math.sin(3 * v + 1))
  const prediction = await predictStep(
    network,
    weights,
    (studentLogits) => divergenceById('reverse-kl').evaluate({ studentLogits, teacherLogits, token: 2 }).gradLogits,
  )
  const errorAt = async (rate: number): Promise<number> =>
    predictionError(prediction, rate, logSoftmax(await network.logits(moved(weights, prediction.gradient, rate))))
  const rate = 0.3 / Math.max(...prediction.slope.map(Math.abs))
  const errors = [await errorAt(rate), await errorAt(rate / 2)] as const
  await forward.release()
  await backward.release()
  return { slope: [...prediction.slope], norm: prediction.norm, errors }
}
