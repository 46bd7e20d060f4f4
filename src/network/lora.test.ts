import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { serialize } from '../onnx/model.ts'
import { type DecoderConfig, parameterCount, parameters, trainedParameters } from './config.ts'
import { frozenInput } from './decoder.ts'
import { initialWeights } from './initialize.ts'
import { initialLora, mergedWeights, withLora } from './lora.ts'
import { buildPullback, buildRowLogits } from './pullback.ts'

const BASE: DecoderConfig = {
  ...{ vocabSize: 7, hiddenSize: 6, layers: 2, heads: 2, kvHeads: 1, headDim: 4, ffnSize: 5, maxPositions: 16 },
  ...{ ropeTheta: 100, normEpsilon: 1e-5, untied: true, qkvBias: true, qkNorm: true },
}
const CONFIG = withLora(BASE, { rank: 2, alpha: 3, modules: ['q_proj', 'v_proj', 'o_proj', 'down_proj'] })
const FROZEN = initialWeights(BASE, 3)
/** Not at the start, where B is zero and A would have no gradient. */
const ADAPTER = Float64Array.from(initialLora(CONFIG, 5), (x, i) => x + 0.3 * Math.sin(i))

const int32 = (values: readonly number[], dims: readonly number[]) =>
  new ort.Tensor('int32', Int32Array.from(values), dims)
const float64 = (values: ArrayLike<number>, dims: readonly number[]) =>
  new ort.Tensor('float64', Float64Array.from(values), dims)

const TEXT = {
  input_ids: int32([1, 4, 2, 6, 3], [1, 5]),
  attention_mask: int32([1, 1, 1, 1, 1], [1, 5]),
  position_ids: int32([0, 1, 2, 3, 4], [1, 5]),
  loss_rows: int32([2, 4], [2]),
}
const frozenFeeds = Object.fromEntries(
  parameters(BASE).map(({ name, shape, offset, size }) => [
    frozenInput(name),
    float64(FROZEN.subarray(offset, offset + size), shape),
  ]),
)
const open = (g: Parameters<typeof serialize>[0]) =>
  // One of the runtime's fusions has no kernel in double precision.
  ort.InferenceSession.create(serialize(g), { logSeverityLevel: 3, graphOptimizationLevel: 'disabled' })

describe('a low-rank adapter', () => {
  it('has the gradient that finite differences have, every entry of it', async () => {
    const up = Float64Array.from({ length: 14 }, (_, i) => Math.cos(i))
    const [forward, pullback] = [
      await open(buildRowLogits(CONFIG, 'float64')),
      await open(buildPullback(CONFIG, 'float64')),
    ]
    const loss = async (params: Float64Array) => {
      const out = await forward.run({ params: float64(params, [params.length]), ...frozenFeeds, ...TEXT })
      return (out.row_logits!.data as Float64Array).reduce((sum, x, i) => sum + x * up[i]!, 0)
    }
    const { gradient } = await pullback.run({
      params: float64(ADAPTER, [ADAPTER.length]),
      ...frozenFeeds,
      ...TEXT,
      logit_gradient: float64(up, [2, 7]),
    })
    const found = gradient!.data as Float64Array
    expect(found).toHaveLength(ADAPTER.length)
    for (let i = 0; i < ADAPTER.length; i++) {
      const moved = (h: number) => ADAPTER.map((x, j) => (j === i ? x + h : x))
      const numeric = ((await loss(moved(1e-5))) - (await loss(moved(-1e-5)))) / 2e-5
      expect(found[i], `entry ${i}`).toBeCloseTo(numeric, 6)
    }
  })

  it('is the network with its product added to the weights, and nothing at its start', async () => {
    const [adapted, whole] = [await open(buildRowLogits(CONFIG)), await open(buildRowLogits(BASE))]
    const single = Object.fromEntries(
      Object.entries(frozenFeeds).map(([name, { data, dims }]) => [
        name,
        new ort.Tensor('float32', Float32Array.from(data as Float64Array), dims),
      ]),
    )
    const run = async (session: ort.InferenceSession, params: Float32Array, feeds: object) => {
      const tensor = new ort.Tensor('float32', params, [params.length])
      return [...((await session.run({ params: tensor, ...feeds, ...TEXT })).row_logits!.data as Float32Array)]
    }
    const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4))
    const adapter = Float32Array.from(ADAPTER)
    const merged = await run(whole, mergedWeights(CONFIG, FROZEN, adapter), {})
    expect(await run(adapted, adapter, single)).toEqual(close(merged))
    const plain = await run(whole, FROZEN, {})
    expect(await run(adapted, initialLora(CONFIG, 1), single)).toEqual(close(plain))
    expect(merged).not.toEqual(close(plain))
  })

  it('trains few numbers, in the modules that it is given', () => {
    const names = trainedParameters(CONFIG).map(({ name }) => name)
    expect(names).toHaveLength(2 * 4 * 2)
    expect(names[0]).toBe('model.layers.0.self_attn.q_proj.lora_A')
    expect(ADAPTER.length).toBeLessThan(parameterCount(BASE))
    expect(() => withLora(BASE, { rank: 1, alpha: 1, modules: ['lm_head'] })).toThrow(/no module lm_head/)
  })
})
