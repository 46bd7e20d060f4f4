/** @file The next step in float64, on a tiny network of our own graphs. */
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { divergenceById, divergenceIds } from '../divergence/registry.ts'
import type { DecoderConfig } from '../network/config.ts'
import { initialWeights } from '../network/initialize.ts'
import { buildPullback, buildRowLogits } from '../network/pullback.ts'
import { serialize } from '../onnx/model.ts'
import { logSoftmax } from './distribution.ts'
import { moved, type PositionNetwork, predictionError, predictStep, type Vector } from './next-step.ts'

const TINY: DecoderConfig = {
  vocabSize: 9,
  hiddenSize: 8,
  layers: 2,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  ffnSize: 10,
  maxPositions: 16,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
const WEIGHTS = Float64Array.from(initialWeights(TINY, 3), (x) => 4 * x)
const IDS = [1, 4, 6, 3]
const TEACHER = Array.from({ length: TINY.vocabSize }, (_, v) => 2 * Math.sin(3 * v + 1))

async function tinyNetwork(): Promise<PositionNetwork> {
  // The runtime's own fusions have no kernels in float64.
  const open = (bytes: Uint8Array) =>
    ort.InferenceSession.create(bytes, { graphOptimizationLevel: 'disabled', intraOpNumThreads: 1 })
  const forward = await open(serialize(buildRowLogits(TINY, 'float64')))
  const backward = await open(serialize(buildPullback(TINY, 'float64')))
  const grid = (data: readonly number[]) => new ort.Tensor('int32', Int32Array.from(data), [1, IDS.length])
  const double = (data: Vector, dims: readonly number[]) => new ort.Tensor('float64', Float64Array.from(data), dims)
  const feeds = (weights: Vector) => ({
    params: double(weights, [weights.length]),
    input_ids: grid(IDS),
    attention_mask: grid(IDS.map(() => 1)),
    position_ids: grid(IDS.map((_, i) => i)),
    loss_rows: new ort.Tensor('int32', Int32Array.of(IDS.length - 1), [1]),
  })
  const numbers = (value: ort.OnnxValue | undefined) => Float64Array.from((value as ort.Tensor).data as Float64Array)
  return {
    logits: async (weights) => numbers((await forward.run(feeds(weights))).row_logits),
    pullback: async (weights, d) =>
      numbers((await backward.run({ ...feeds(weights), logit_gradient: double(d, [1, d.length]) })).gradient),
  }
}

const lossOf = (id: string) => {
  const at = (logits: ArrayLike<number>) =>
    divergenceById(id).evaluate({ studentLogits: logits, teacherLogits: TEACHER, token: 2 })
  return {
    value: (logits: ArrayLike<number>) => at(logits).value,
    gradient: (logits: ArrayLike<number>) => at(logits).gradLogits,
  }
}

describe('the next step', () => {
  it.each(['forward-kl', 'reverse-kl', 'jsd', 'k2'])('pulls %s back to the weights', async (id) => {
    const network = await tinyNetwork()
    const loss = lossOf(id)
    const { gradient, norm } = await predictStep(network, WEIGHTS, loss.gradient)
    expect(norm).toBeCloseTo(Math.hypot(...gradient), 12)
    for (const i of [0, 17, 40, WEIGHTS.length - 3]) {
      const nudged = async (by: number) =>
        loss.value(await network.logits(WEIGHTS.map((weight, j) => (i === j ? weight + by : weight))))
      expect(((await nudged(1e-5)) - (await nudged(-1e-5))) / 2e-5).toBeCloseTo(gradient[i]!, 7)
    }
  })

  it.each(divergenceIds())(
    'is predicted to first order: under %s the error shrinks quadratically with the step',
    async (id) => {
      const network = await tinyNetwork()
      const prediction = await predictStep(network, WEIGHTS, lossOf(id).gradient, 1e-4)
      const errorAt = async (rate: number): Promise<number> => {
        const after = logSoftmax(await network.logits(moved(WEIGHTS, prediction.gradient, rate)))
        return predictionError(prediction, rate, after)
      }
      const first = 0.002 / prediction.norm ** 2
      const errors: number[] = []
      for (let halving = 0; halving <= 3; halving++) errors.push(await errorAt(first / 2 ** halving))
      for (let i = 1; i < errors.length; i++) {
        const ratio = errors[i - 1]! / errors[i]!
        expect(ratio).toBeGreaterThan(3.8)
        expect(ratio).toBeLessThan(4.2)
      }
    },
  )

  it('goes nowhere where the loss is flat', async () => {
    const network = await tinyNetwork()
    const flat = (logits: ArrayLike<number>) => new Float64Array(logits.length)
    const { slope, norm } = await predictStep(network, WEIGHTS, flat)
    expect(norm).toBe(0)
    expect([...slope]).toEqual(TEACHER.map(() => 0))
  })
})
