import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import GOLDEN from '../engine/outside/golden.fixture.json'
import {
  jsonBytes,
  memoryFolder,
  safetensors,
  TINY_CONFIGS,
  TINY_TOKENIZER,
  type TinyKind,
  tinyExport,
  tinyFiles,
  tinyTensors,
} from '../engine/outside/tiny-folder.test-helper.ts'
import type { OwnText, SampleRequest } from '../engine/types.ts'
import { createNodeEngine } from './node-engine.ts'

const DTYPES = ['F32', 'F16', 'BF16'] as const
type Id = keyof typeof GOLDEN.models

/** Qwen2's weights with more logits than the tokenizer has tokens, as public models are padded. */
function padded() {
  const files = tinyFiles('qwen2')
  const rows = 272
  files.set('config.json', jsonBytes({ ...TINY_CONFIGS.qwen2, vocab_size: rows }))
  const tensors = new Map(tinyTensors('qwen2'))
  const { data } = tensors.get('model.embed_tokens.weight')!
  const wide = new Float32Array(rows * 16).fill(0.25)
  wide.set(data)
  tensors.set('model.embed_tokens.weight', { shape: [rows, 16], data: wide })
  files.set('model.safetensors', safetensors(tensors))
  return files
}

function foreign() {
  const files = tinyFiles('llama')
  const [start, end] = TINY_TOKENIZER.added_tokens
  files.set('tokenizer.json', jsonBytes({ ...TINY_TOKENIZER, added_tokens: [start, { ...end, content: '<|stop|>' }] }))
  return files
}

let engine: LocalEngine

beforeAll(async () => {
  const folders = new Map<string, ModelFolder>(
    (Object.keys(TINY_CONFIGS) as TinyKind[]).flatMap((kind) =>
      DTYPES.map((dtype) => [`${kind}-${dtype}`, memoryFolder(tinyFiles(kind, dtype))] as const),
    ),
  )
  folders.set('export', memoryFolder(tinyExport('qwen2', false), 'export'))
  folders.set('export-beside', memoryFolder(tinyExport('qwen2', true)))
  folders.set('padded', memoryFolder(padded()))
  folders.set('foreign', memoryFolder(foreign()))
  const manifest = new TextEncoder().encode('{"version":1,"models":[]}')
  engine = createNodeEngine({ models: { read: async () => manifest }, folders, threads: 1 })
  await engine.start('cpu')
})
afterAll(() => engine.dispose())

const request = (model: string, own: OwnText, maxTokens = 10): SampleRequest => ({
  model,
  problem: { world: 'tally', difficulty: 1, problemSeed: 0, own },
  sampling: { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens },
  n: 1,
  context: null,
})

const asGiven = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 4))

const EXPORTED = ['export', 'export-beside'].map((id) => [id, GOLDEN.models['qwen2-F32']] as const)

describe.each([...Object.entries(GOLDEN.models), ...EXPORTED])(
  '%s, against an independent pass in double precision',
  (id, golden) => {
    it('writes the same greedy tokens with the same log-probs', async () => {
      const [rollout] = await engine.sample(request(id, { prompt: { ids: GOLDEN.prompt } }))
      expect(rollout!.tokens.map((token) => token.id)).toEqual(golden.greedy)
      expect(rollout!.tokens.map((token) => token.logpStudent)).toEqual(asGiven(golden.logps))
    })

    it('reads a given text as student and, told more, as teacher', async () => {
      const own: OwnText = {
        prompt: { ids: GOLDEN.prompt },
        notes: { document: { text: 'more', prompt: { ids: GOLDEN.note } } },
      }
      const rollout = await engine.rolloutOf(request(id, own), { ids: GOLDEN.text })
      const divergences = ['forward-kl', 'reverse-kl'].map((key) => ({ key, id: key }))
      const { tokens } = await engine.score({ rollout, teacher: id, context: 'document', divergences, topK: 3 })
      const { student, teacher, forward_kl, reverse_kl, entropy_student } = golden.score
      expect(tokens.map(({ logpStudent }) => logpStudent)).toEqual(asGiven(student))
      expect(tokens.map(({ logpTeacher }) => logpTeacher)).toEqual(asGiven(teacher))
      expect(tokens.map((token) => token.divergences['forward-kl'])).toEqual(asGiven(forward_kl))
      expect(tokens.map((token) => token.divergences['reverse-kl'])).toEqual(asGiven(reverse_kl))
      expect(tokens.map(({ entropyStudent }) => entropyStudent)).toEqual(asGiven(entropy_student))
    })
  },
)

describe('a model from a folder', () => {
  it('reads a prompt with the special tokens in it, and messages by its template', async () => {
    const [text] = await engine.sample(request('qwen2-F32', { prompt: { text: '<|start|>Hhello world' } }))
    expect(text!.tokens.map((token) => token.id)).toEqual(GOLDEN.models['qwen2-F32'].greedy)
    const chat = [{ role: 'user', content: 'hey' }]
    const [rollout] = await engine.sample(request('qwen2-F32', { prompt: { chat } }, 1))
    expect(rollout!.prompt).toBe('<|start|>user:hey<|end|><|start|>assistant:')
    expect(rollout!.verdict.status).toBe('unchecked')
  })

  it('is compared with a padded one over the common entries, renormalised', async () => {
    const own: OwnText = { prompt: { ids: GOLDEN.prompt } }
    const rollout = await engine.rolloutOf(request('qwen2-F32', own), { ids: GOLDEN.text })
    const divergences = [{ key: 'kl', id: 'reverse-kl' }]
    const scored = await engine.score({ rollout, teacher: 'padded', context: null, divergences, topK: 0 })
    expect(scored.compared).toEqual({ student: 264, teacher: 272, common: 264 })
    // The padding has the same weights but for the rows that are cut: nothing is left between the two.
    for (const { gap, divergences: found } of scored.tokens) {
      expect(gap).toBeCloseTo(0, 5)
      expect(found.kl).toBeCloseTo(0, 5)
    }
  })

  it('in an ONNX export reads what one in safetensors wrote as its own', async () => {
    const own: OwnText = { prompt: { ids: GOLDEN.prompt } }
    const rollout = await engine.rolloutOf(request('qwen2-F32', own), { ids: GOLDEN.text })
    const divergences = [{ key: 'kl', id: 'reverse-kl' }]
    const scored = await engine.score({ rollout, teacher: 'export', context: null, divergences, topK: 0 })
    for (const { gap, divergences: found } of scored.tokens) {
      expect(gap).toBeCloseTo(0, 5)
      expect(found.kl).toBeCloseTo(0, 5)
    }
  })

  it('is not compared with one whose tokens mean something else', async () => {
    const rollout = await engine.rolloutOf(request('llama-F32', { prompt: { text: 'a' } }), { text: 'b' })
    await expect(
      engine.score({ rollout, teacher: 'foreign', context: null, divergences: [], topK: 0 }),
    ).rejects.toMatchObject({
      code: 'wrong-vocabulary',
      message: expect.stringContaining('id 258 is "<|end|>" in one and "<|stop|>" in the other'),
    })
  })

  it('refuses tokens that it does not have, and prompts without any', async () => {
    const sample = (own: OwnText, id: Id = 'llama-F32') => engine.sample(request(id, own))
    await expect(sample({ prompt: { ids: [264] } })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(sample({ prompt: { text: '' } })).rejects.toThrow('no tokens')
    await expect(sample({ prompt: { ids: Array(64).fill(1) } })).rejects.toMatchObject({ code: 'too-long' })
  })
})
