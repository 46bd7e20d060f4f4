/** @file An export's inputs and outputs are read from its file alone, and what does not fit is named before anything runs. */
import { describe, expect, it } from 'vitest'
import { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { DType, Shape } from '../../onnx/types.ts'
import { checkEmbedded } from './memory.ts'
import { planOf, readOutsideModel } from './model.ts'
import { readOnnxHeader } from './onnx-header.ts'
import { type Files, graphBytes, jsonBytes, memoryFolder, TINY_CONFIGS, tinyExport } from './tiny-folder.test-helper.ts'
import { trainableOf } from './trainable.ts'

type Ports = Record<string, readonly [dtype: DType, shape: Shape]>

const INPUTS: Ports = {
  input_ids: ['int64', ['batch', 'sequence']],
  attention_mask: ['int64', ['batch', 'total']],
  'past_key_values.0.key': ['float32', ['batch', 2, 'past', 4]],
  'past_key_values.0.value': ['float32', ['batch', 2, 'past', 4]],
}
const OUTPUTS: Ports = {
  logits: ['float32', ['batch', 'sequence', 264]],
  'present.0.key': ['float32', ['batch', 2, 'total', 4]],
  'present.0.value': ['float32', ['batch', 2, 'total', 4]],
}

/** A graph with these ports and nothing in it. */
function graphOf(inputs: Ports, outputs: Ports): Uint8Array<ArrayBuffer> {
  const g = new Graph('decoder', '')
  for (const [name, [dtype, shape]] of Object.entries(inputs)) g.input(name, dtype, shape)
  for (const [name, [dtype, shape]] of Object.entries(outputs))
    g.output(name, o.cast(g, { name: `of ${name}`, dtype: 'float32', shape }, dtype))
  return graphBytes(g)
}

/** A folder whose config.json speaks of one layer, after some change. */
function folderOf(onnx: Uint8Array<ArrayBuffer>, change: (files: Files) => void = () => undefined) {
  const files = tinyExport('qwen2', false)
  files.set('config.json', jsonBytes({ ...TINY_CONFIGS.qwen2, num_hidden_layers: 1 }))
  files.set('onnx/model.onnx', onnx)
  change(files)
  return readOutsideModel(memoryFolder(files, 'mine'), 'mine')
}

const without = (ports: Ports, name: string): Ports =>
  Object.fromEntries(Object.entries(ports).filter(([other]) => other !== name))

describe('an ONNX export', () => {
  it.each([false, true])('says what it is without its weights being read (in a file beside it: %s)', async (beside) => {
    const files = tinyExport('qwen2', beside)
    const model = await readOutsideModel(memoryFolder(files, 'mine'), 'mine')
    expect(model.files.shape).toMatchObject({ layers: 2, kvHeads: 2, headDim: 4, vocabulary: 264, maxPositions: 64 })
    const bytes = ['onnx/model.onnx', 'onnx/model.onnx_data'].reduce(
      (sum, path) => sum + (files.get(path)?.length ?? 0),
      0,
    )
    expect(model.files.info).toMatchObject({ role: 'own', bytes })
    const plan = planOf(model, 'wasm')
    expect(plan).toMatchObject({ architecture: 'qwen2', layers: 2, stored: 'ONNX', chats: true })
    // 264 x 16 of the embedding and 2 layers; the tables of positions are constants too.
    expect(plan.info.parameters).toBeGreaterThan(8000)
    expect(plan.memory).toBeCloseTo(0.5e9 + plan.info.parameters * 4 * 1.3 * (beside ? 1 : 3), 0)
    await expect(trainableOf(model)).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringMatching(/cannot be trained/),
    })
  })

  it('with its weights inside is refused where three copies do not fit, with the sum', () => {
    expect(() => checkEmbedded('big', 200e6, 'wasm')).toThrow(
      /needs about 3\.6 GB, because its weights stand in the ONNX file/,
    )
    expect(() => checkEmbedded('big', 135e6, 'wasm')).not.toThrow()
    expect(() => checkEmbedded('big', 200e6, 'webgpu')).not.toThrow()
  })

  it('needs no positions, nor a config.json that knows the architecture', async () => {
    const { files } = await folderOf(graphOf(INPUTS, OUTPUTS), (all) => {
      all.set('config.json', jsonBytes({ model_type: 'gemma9', vocab_size: 264, max_position_embeddings: 90 }))
    })
    expect(files.shape).toMatchObject({ layers: 1, kvHeads: 2, headDim: 4, vocabulary: 264, maxPositions: 90 })
  })

  it.each<[string, Ports, Ports, RegExp]>([
    ['no mask', without(INPUTS, 'attention_mask'), OUTPUTS, /no input attention_mask/],
    ['no logits', INPUTS, without(OUTPUTS, 'logits'), /no output logits/],
    [
      'no cache',
      { input_ids: INPUTS.input_ids!, attention_mask: INPUTS.attention_mask! },
      OUTPUTS,
      /no inputs past_key/,
    ],
    ['half a cache', without(INPUTS, 'past_key_values.0.value'), OUTPUTS, /no input past_key_values\.0\.value/],
    ['a cache that does not grow', INPUTS, without(OUTPUTS, 'present.0.key'), /no output present\.0\.key/],
    ['short ids', { ...INPUTS, input_ids: ['int32', ['batch', 'sequence']] }, OUTPUTS, /input_ids is int32, not int64/],
    [
      'a cache in half precision',
      { ...INPUTS, 'past_key_values.0.key': ['float16', ['batch', 2, 'past', 4]] },
      OUTPUTS,
      /past_key_values\.0\.key is float16, not float32/,
    ],
    ['one row alone', { ...INPUTS, input_ids: ['int64', [1, 'sequence']] }, OUTPUTS, /made for 1 entries along axis 0/],
    ['ids without rows', { ...INPUTS, input_ids: ['int64', ['sequence']] }, OUTPUTS, /has 1 dimensions, not 2/],
    ['a branch', { ...INPUTS, use_cache_branch: ['bool', [1]] }, OUTPUTS, /an input use_cache_branch/],
    [
      'more layers',
      { ...INPUTS, 'past_key_values.1.key': INPUTS.input_ids!, 'past_key_values.1.value': INPUTS.input_ids! },
      OUTPUTS,
      /past_key_values\.1\.key is int64/,
    ],
    [
      'another vocabulary',
      INPUTS,
      { ...OUTPUTS, logits: ['float32', ['batch', 'sequence', 300]] },
      /300 entries of the vocabulary, config\.json says 264/,
    ],
  ])('with %s is refused by name', async (_, inputs, outputs, why) => {
    await expect(folderOf(graphOf(inputs, outputs))).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringMatching(why),
    })
  })

  it('that is cut short, is none, or lacks its data says so', async () => {
    const whole = graphOf(INPUTS, OUTPUTS)
    await expect(folderOf(whole.slice(0, whole.length / 2))).rejects.toThrow(
      /onnx\/model\.onnx is cut short or damaged/,
    )
    await expect(folderOf(new TextEncoder().encode('no graph at all'))).rejects.toThrow(/damaged/)
    await expect(folderOf(new Uint8Array())).rejects.toThrow(/it holds no ONNX graph/)
    const files = tinyExport('qwen2', true)
    files.delete('onnx/model.onnx_data')
    await expect(readOutsideModel(memoryFolder(files, 'mine'), 'mine')).rejects.toThrow(/lacks onnx\/model\.onnx_data/)
    files.delete('onnx/model.onnx')
    files.set('onnx/model_q4.onnx', whole)
    await expect(readOutsideModel(memoryFolder(files, 'mine'), 'mine')).rejects.toThrow(
      /in onnx\/model_q4\.onnx, an ONNX/,
    )
  })
})

describe('the header of an ONNX file', () => {
  it('is read in pieces that hold little more than itself', async () => {
    const file = tinyExport('qwen2', false).get('onnx/model.onnx')!
    let most = 0
    const { inputs, within } = await readOnnxHeader(async (start, end) => {
      most = Math.max(most, end - start)
      return file.slice(start, end)
    }, file.length)
    expect(inputs.map(({ name }) => name)).toContain('past_key_values.1.value')
    expect(most).toBeLessThanOrEqual(1 << 16)
    expect(within).toBeGreaterThan(file.length / 2)
  })
})
