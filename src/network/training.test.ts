import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { serialize } from '../onnx/model.ts'
import { type DecoderConfig, parameters } from './config.ts'
import { initialWeights } from './initialize.ts'
import { referenceLogits, referenceLogProbs } from './reference.test-helper.ts'
import { ADAMW, buildTrainingStep } from './training.ts'

const TINY: DecoderConfig = {
  vocabSize: 7,
  hiddenSize: 4,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  ffnSize: 5,
  maxPositions: 16,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
const START = Float64Array.from(initialWeights(TINY, 3))

/** Two rows, the second padded; each learns to write its last tokens. */
const ROWS = [
  { ids: [1, 4, 6, 3], learn: [1, 2, 3], weight: 1 },
  { ids: [1, 5, 2], learn: [2], weight: 0.5 },
]

/** The loss by plain loops: weighted mean of -log p(next token). */
function referenceLoss(flat: Float64Array): number {
  let sum = 0
  let weights = 0
  for (const { ids, learn, weight } of ROWS) {
    const rows = referenceLogits(TINY, flat, ids)
    for (const t of learn) {
      sum -= weight * (referenceLogProbs(rows[t - 1] ?? [])[ids[t] ?? 0] ?? Number.NaN)
      weights += weight
    }
  }
  return sum / weights
}

function feeds(state: readonly Float64Array[], step: number): Record<string, ort.Tensor> {
  const int32 = (data: readonly number[], dims: readonly number[]) =>
    new ort.Tensor('int32', Int32Array.from(data), dims)
  const double = (data: Float64Array, dims: readonly number[]) => new ort.Tensor('float64', data, dims)
  const [params, moment1, moment2] = state.map((x) => double(x, [x.length]))
  return {
    ...(params && moment1 && moment2 ? { params, moment1, moment2 } : {}),
    input_ids: int32([1, 4, 6, 1, 5, 0], [2, 3]),
    attention_mask: int32([1, 1, 1, 1, 1, 0], [2, 3]),
    position_ids: int32([0, 1, 2, 0, 1, 0], [2, 3]),
    loss_rows: int32([0, 1, 2, 4], [4]),
    targets: int32([4, 6, 3, 2], [4]),
    row_weights: double(Float64Array.of(1, 1, 1, 0.5), [4]),
    learning_rate: double(Float64Array.of(0.01), []),
    correction1: double(Float64Array.of(1 - ADAMW.beta1 ** step), []),
    correction2: double(Float64Array.of(1 - ADAMW.beta2 ** step), []),
  }
}

const numbers = (tensor: ort.OnnxValue | undefined) => Float64Array.from((tensor as ort.Tensor).data as Float64Array)

describe('the training step', () => {
  it('agrees with a double-precision network by loops, finite differences and AdamW by hand, over three steps', async () => {
    const session = await ort.InferenceSession.create(serialize(buildTrainingStep(TINY, ADAMW, 'float64')), {
      intraOpNumThreads: 1,
    })
    const decays = (i: number) =>
      parameters(TINY).some((p) => p.shape.length === 2 && i >= p.offset && i < p.offset + p.size)
    let graph: readonly Float64Array[] = [START, new Float64Array(START.length), new Float64Array(START.length)]
    let own = graph
    for (let step = 1; step <= 3; step++) {
      const out = await session.run(feeds(graph, step))
      expect(numbers(out.loss)[0]).toBeCloseTo(referenceLoss(graph[0] as Float64Array), 10)

      const [params, m, v] = own as [Float64Array, Float64Array, Float64Array]
      const gradient = params.map((_, i) => {
        const moved = (by: number) => params.map((x, j) => (j === i ? x + by : x))
        return (referenceLoss(moved(1e-5)) - referenceLoss(moved(-1e-5))) / 2e-5
      })
      const norm = Math.hypot(...gradient)
      expect(numbers(out.gradient_norm)[0]).toBeCloseTo(norm, 7)
      const g = gradient.map((x) => x * Math.min(1, 1 / (norm + 1e-6)))
      const m1 = m.map((x, i) => 0.9 * x + 0.1 * (g[i] ?? 0))
      const v1 = v.map((x, i) => 0.98 * x + 0.02 * (g[i] ?? 0) ** 2)
      const p1 = params.map((x, i) => {
        const update = (m1[i] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((v1[i] ?? 0) / (1 - 0.98 ** step)) + 1e-8)
        return x * (decays(i) ? 1 - 0.01 * 0.05 : 1) - 0.01 * update
      })
      graph = [numbers(out.next_params), numbers(out.next_moment1), numbers(out.next_moment2)]
      own = [p1, m1, v1]
      // A gradient of exactly zero (an unused token) makes Adam's quotient sensitive to the last digit.
      graph[0]?.forEach((x, i) => {
        if (Math.abs(g[i] ?? 0) > 1e-6) expect(Math.abs(x - (p1[i] ?? 0))).toBeLessThan(1e-6)
      })
    }
  }, 60_000)

  it('names shapes and documents itself', () => {
    const g = buildTrainingStep(TINY)
    expect(g.doc).toMatch(/cross-entropy/)
    expect(g.outputs.map(({ name }) => name)).toEqual([
      'next_params',
      'next_moment1',
      'next_moment2',
      'loss',
      'gradient_norm',
    ])
  })
})
