import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { readConstants, serialize } from '../onnx/model.ts'
import { type DecoderConfig, parameterCount } from './config.ts'
import { buildDecoder } from './decoder.ts'
import { fromHuggingFace, toHuggingFace } from './hugging-face.ts'
import { initialWeights } from './initialize.ts'
import { referenceLogits } from './reference.test-helper.ts'

const TINY: DecoderConfig = {
  vocabSize: 11,
  hiddenSize: 8,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 4,
  ffnSize: 12,
  maxPositions: 32,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}
const WEIGHTS = initialWeights(TINY, 7).map((x) => x * 2)

const int64 = (rows: readonly (readonly number[])[]) =>
  new ort.Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]?.length ?? 0])

type Cache = Record<string, ort.Tensor>

const emptyPast = (rows: number): Cache => {
  const none = () => new ort.Tensor('float32', new Float32Array(0), [rows, TINY.kvHeads, 0, TINY.headDim])
  return Object.fromEntries([0, 1].flatMap((l) => ['key', 'value'].map((kv) => [`past_key_values.${l}.${kv}`, none()])))
}

const pastFrom = (out: ort.InferenceSession.OnnxValueMapType): Cache =>
  Object.fromEntries(
    Object.entries(out).flatMap(([name, value]) =>
      name.startsWith('present.') ? [[name.replace('present', 'past_key_values'), value as ort.Tensor]] : [],
    ),
  )

/** Logits of one position. */
const at = (out: ort.InferenceSession.OnnxValueMapType, row: number, t: number): number[] => {
  const tensor = out.logits as ort.Tensor
  const from = (row * (tensor.dims[1] ?? 0) + t) * TINY.vocabSize
  return Array.from((tensor.data as Float32Array).subarray(from, from + TINY.vocabSize))
}

function expectClose(found: readonly number[], wanted: readonly number[] | undefined, digits = 4): void {
  expect(found).toHaveLength(wanted?.length ?? -1)
  for (const [i, x] of found.entries()) expect(x).toBeCloseTo(wanted?.[i] ?? Number.NaN, digits)
}

const A = [1, 5, 9, 2, 7, 3]
const B = [1, 4, 4]

describe('the decoder graph', () => {
  const model = () =>
    ort.InferenceSession.create(serialize(buildDecoder(TINY, { weights: WEIGHTS })), { intraOpNumThreads: 1 })

  it('agrees with plain loops in double precision, ragged rows right-padded', async () => {
    const session = await model()
    const out = await session.run({
      input_ids: int64([A, [...B, 0, 0, 0]]),
      attention_mask: int64([A.map(() => 1), [1, 1, 1, 0, 0, 0]]),
      position_ids: int64([A.map((_, t) => t), [0, 1, 2, 0, 0, 0]]),
      ...emptyPast(2),
    })
    referenceLogits(TINY, WEIGHTS, A).forEach((row, t) => {
      expectClose(at(out, 0, t), row)
    })
    referenceLogits(TINY, WEIGHTS, B).forEach((row, t) => {
      expectClose(at(out, 1, t), row)
    })
  })

  it('prefills a padded batch and decodes on from it', async () => {
    const session = await model()
    const prefill = await session.run({
      input_ids: int64([A.slice(0, 4), [...B, 0]]),
      attention_mask: int64([
        [1, 1, 1, 1],
        [1, 1, 1, 0],
      ]),
      position_ids: int64([
        [0, 1, 2, 3],
        [0, 1, 2, 0],
      ]),
      ...emptyPast(2),
    })
    const step = await session.run({
      input_ids: int64([[A[4] ?? 0], [8]]),
      attention_mask: int64([
        [1, 1, 1, 1, 1],
        [1, 1, 1, 0, 1],
      ]),
      position_ids: int64([[4], [3]]),
      ...pastFrom(prefill),
    })
    expectClose(at(step, 0, 0), referenceLogits(TINY, WEIGHTS, A)[4])
    expectClose(at(step, 1, 0), referenceLogits(TINY, WEIGHTS, [...B, 8])[3])
  })

  it('reads trained weights from an input as well as from constants', async () => {
    const session = await ort.InferenceSession.create(serialize(buildDecoder(TINY, { weights: 'input' })), {
      intraOpNumThreads: 1,
    })
    const out = await session.run({
      params: new ort.Tensor('float32', WEIGHTS, [WEIGHTS.length]),
      input_ids: int64([A]),
      attention_mask: int64([A.map(() => 1)]),
      position_ids: int64([A.map((_, t) => t)]),
      ...emptyPast(1),
    })
    expectClose(at(out, 0, 5), referenceLogits(TINY, WEIGHTS, A)[5])
  })

  it('stores weights in half precision at half the size', async () => {
    const half = serialize(buildDecoder(TINY, { weights: WEIGHTS, precision: 'float16' }))
    const stored = readConstants(half).filter(({ dtype }) => dtype === 'float16')
    expect(stored.reduce((n, { bytes }) => n + bytes.length, 0)).toBe(2 * parameterCount(TINY))
    const session = await ort.InferenceSession.create(half, { intraOpNumThreads: 1 })
    const out = await session.run({
      input_ids: int64([A]),
      attention_mask: int64([A.map(() => 1)]),
      position_ids: int64([A.map((_, t) => t)]),
      ...emptyPast(1),
    })
    expectClose(at(out, 0, 5), referenceLogits(TINY, WEIGHTS, A)[5], 1)
  })

  it('refuses weights that do not fit', () => {
    expect(() => buildDecoder(TINY, { weights: new Float32Array(3) })).toThrow(/has \d+ parameters, not 3/)
    expect(() => parameterCount({ ...TINY, kvHeads: 3 })).toThrow(/cannot share/)
  })

  it('writes and reads config.json', () => {
    expect(fromHuggingFace(JSON.parse(JSON.stringify(toHuggingFace(TINY))))).toEqual(TINY)
    expect(() => fromHuggingFace({ model_type: 'llama', num_attention_heads: 1 })).toThrow(
      /hidden_size must be a positive number/,
    )
  })
})
