/** @file Models that are brought to an engine that runs already, file by file as a browser gives them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import GOLDEN from '../engine/outside/golden.fixture.json'
import { checkMemory, checkProbe, checkTraining, memoryBudget } from '../engine/outside/memory.ts'
import { type Files, tinyFiles } from '../engine/outside/tiny-folder.test-helper.ts'
import type { BroughtFolder, OwnPrompt, SampleRequest } from '../engine/types.ts'
import { createNodeEngine } from './node-engine.ts'

const folder = (id: string, files: Files): BroughtFolder => ({
  id,
  name: 'mine',
  files: [...files].map(([path, bytes]) => ({ path, data: new Blob([bytes]) })),
})

const request = (model: string): SampleRequest => ({
  model,
  problem: { world: 'tally', difficulty: 1, problemSeed: 0, own: { prompt: { ids: GOLDEN.prompt } } },
  sampling: { seed: 0, temperature: 0, topK: 0, topP: 1, minP: 0, maxTokens: 10 },
  n: 1,
  context: null,
})

let engine: LocalEngine

beforeAll(async () => {
  const manifest = new TextEncoder().encode('{"version":1,"models":[]}')
  engine = createNodeEngine({ models: { read: async () => manifest }, threads: 1 })
  await engine.start('cpu')
})
afterAll(() => engine.dispose())

describe('a folder that is brought', () => {
  it('is planned without its weights, runs with the numbers of an independent pass, and is forgotten', async () => {
    const files = tinyFiles('qwen2', 'BF16')
    const reads: string[] = []
    const watched = folder('own-1', files)
    for (const { path, data } of watched.files) {
      const whole = data.arrayBuffer.bind(data)
      data.arrayBuffer = () => {
        reads.push(path)
        return whole()
      }
    }
    const plan = await engine.bring(watched)
    expect(plan).toMatchObject({ architecture: 'qwen2', layers: 2, vocabulary: 264, stored: 'bfloat16', chats: true })
    expect(plan.info).toMatchObject({ id: 'own-1', name: 'mine', role: 'own' })
    expect(reads).not.toContain('model.safetensors')
    const golden = GOLDEN.models['qwen2-BF16']
    const [rollout] = await engine.sample(request('own-1'))
    expect(rollout!.tokens.map(({ id }) => id)).toEqual(golden.greedy)
    expect(rollout!.tokens.map(({ logpStudent }) => logpStudent)).toEqual(
      golden.logps.map((value) => expect.closeTo(value, 4)),
    )
    await engine.dismiss('own-1')
    expect(await engine.models()).toEqual([])
    await expect(engine.sample(request('own-1'))).rejects.toMatchObject({ code: 'unknown-model' })
  })

  it('renders messages by its template; the rendered text, given as it is, is the same prompt', async () => {
    const files = tinyFiles('qwen2')
    files.set('generation_config.json', new TextEncoder().encode('{"eos_token_id":[]}'))
    await engine.bring(folder('own-5', files))
    const chat = [{ role: 'user', content: 'he' }]
    const { text, tokens } = await engine.render('own-5', { chat })
    expect(text).toBe('<|start|>user:he<|end|><|start|>assistant:')
    expect(tokens.join('')).toBe(text)
    expect(tokens[0]).toBe('<|start|>')
    const { problem, ...rest } = request('own-5')
    const of = (prompt: OwnPrompt) => engine.sample({ ...rest, problem: { ...problem, own: { prompt } } })
    const [[asChat], [asText]] = await Promise.all([of({ chat }), of({ text, whole: true })])
    expect(asText?.tokens).toEqual(asChat?.tokens)
    await engine.dismiss('own-5')
  })

  it('is refused as a whole, and nothing else is lost', async () => {
    await engine.bring(folder('own-2', tinyFiles('llama')))
    const broken = tinyFiles('llama')
    broken.set('model.safetensors', broken.get('model.safetensors')!.slice(0, 9000))
    await expect(engine.bring(folder('own-3', broken))).rejects.toMatchObject({ code: 'corrupt-file' })
    // Whoever brings the same again, and badly, keeps what was there.
    await expect(engine.bring(folder('own-2', broken))).rejects.toMatchObject({ code: 'corrupt-file' })
    expect((await engine.models()).map(({ id }) => id)).toEqual(['own-2'])
    expect((await engine.sample(request('own-2')))[0]!.tokens).toHaveLength(10)
  })

  it('of which a file is gone meanwhile says so', async () => {
    const gone = folder('own-4', tinyFiles('llama'))
    for (const { path, data } of gone.files)
      if (path === 'config.json') data.arrayBuffer = () => Promise.reject(new DOMException('moved', 'NotReadableError'))
    await expect(engine.bring(gone)).rejects.toThrow(/config\.json of "mine" can no longer be read/)
  })
})

describe('the memory that models take', () => {
  it('is refused with the sum, alone and together', () => {
    const billion = 1.1e9
    expect(() => checkMemory('big', billion, 0, 'wasm')).toThrow(/needs about 6\.2 GB \(1\.1 billion/)
    expect(() => checkMemory('big', billion, 0, 'webgpu')).not.toThrow()
    // 4 x 1.3 bytes each and half a gigabyte: 135 and 360 million fit together, a second pair does not.
    expect(() => checkMemory('pair', 360e6, 135e6, 'wasm')).not.toThrow()
    expect(() => checkMemory('pair', 360e6, 2 * 135e6, 'wasm')).toThrow(/already need about 3\.8 GB together/)
    expect(memoryBudget('cpu')).toBeNull()
  })

  it('is refused before training, with what would do', () => {
    const info = { id: 'x', name: 'x', role: 'own', bytes: 0, sha256: '', description: '' } as const
    const of = (parameters: number) => ({ ...info, parameters })
    expect(() => checkTraining(of(15e6), false, 'wasm')).not.toThrow()
    expect(() => checkTraining(of(135e6), false, 'wasm')).toThrow(/135 million weights; at most 30 million/)
    expect(() => checkTraining(of(135e6), true, 'wasm')).not.toThrow()
    expect(() => checkTraining(of(360e6), true, 'wasm')).toThrow(/needs about 4\.8 GB/)
    expect(() => checkProbe(of(15e6))).not.toThrow()
    expect(() => checkProbe(of(135e6))).toThrow(/at most 20 million/)
  })
})
