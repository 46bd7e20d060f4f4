/** @file "Save weights": a folder that our own loader of public models opens, and that writes what the student of the run writes. */
import { readFile } from 'node:fs/promises'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../../engine/engine.ts'
import type { RunSetup } from '../../engine/training/types.ts'
import { fileOfZip, isZip, zipOf } from '../../formats/zip.ts'
import { createNodeEngine } from '../../lab/node-engine.ts'
import { nodeFiles } from '../../lab/node-files.ts'
import { trainingSetup } from '../../settings/run-setup.ts'
import { DEFAULTS } from '../../testing/app.ts'
import { weightsFolder, weightsZip } from './weights-zip.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let engine: LocalEngine
beforeAll(async () => {
  engine = createNodeEngine({ models: nodeFiles('models'), threads: 1 })
  await engine.start('cpu')
})
afterAll(() => engine.dispose())

const read = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(`models/${path}`))

describe('saved weights', () => {
  it('open again as a folder, with the same log-probs, and by themselves out of the zip', async () => {
    const setup: RunSetup = trainingSetup({ ...DEFAULTS, rolloutsPerStep: 2, steps: 1 })
    const { run } = await engine.openRun(setup)
    const saved = { run: { setup, name: 'Mine' }, at: 0, bytes: await engine.saveRun(run) }
    await engine.closeRun(run)
    // The teacher's configuration does not fit, the student's does.
    const files = await weightsFolder(saved, ['teacher', 'student'], read)
    const zip = zipOf('gkd-step-1', files ?? {})
    const folder = Object.entries(unzipSync(zip)).map(([path, bytes]) => ({
      path: path.replace('gkd-step-1/', ''),
      data: new Blob([new Uint8Array(bytes)]),
    }))
    expect(folder.map(({ path }) => path).sort()).toEqual([
      ...['README.md', 'card.json', 'config.json', 'generation_config.json', 'model.safetensors'],
      ...['tokenizer.json', 'tokenizer_config.json'],
    ])
    const { info, architecture } = await engine.bring({ id: 'own-1', name: 'mine', files: folder })
    expect(architecture).toBe('llama')
    const write = async (model: string) => {
      const own = { prompt: { ids: [1, 20, 33, 47] } }
      const [rollout] = await engine.sample({
        ...{ model, n: 1, context: null, problem: { world: 'tally', difficulty: 1, problemSeed: 0, own } },
        sampling: { seed: 3, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 6 },
      })
      return rollout!.tokens
    }
    const [again, first] = [await write(info.id), await write('student')]
    expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
    for (const [i, { logpStudent }] of again.entries()) expect(logpStudent).toBeCloseTo(first[i]!.logpStudent, 4)
    expect(isZip(zip)).toBe(true)
    expect(Buffer.compare(fileOfZip(zip, 'model.safetensors') ?? zip, saved.bytes)).toBe(0)
  })

  it('are saved alone, and say so, where nothing of the page fits them or its files do not come', async () => {
    vi.stubGlobal('fetch', async () => ({ ok: false, status: 404 }))
    vi.stubGlobal('document', { baseURI: 'http://localhost/' })
    const setup = trainingSetup(DEFAULTS)
    const bytes = Uint8Array.from([2, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7d])
    const state = { engine: { models: [] } } as unknown as Parameters<typeof weightsZip>[1]
    const { name, data, says } = await weightsZip({ run: { setup, name: 'Mine' }, at: 4, bytes }, state)
    vi.unstubAllGlobals()
    expect(name).toMatch(/-step-4\.safetensors$/)
    expect(data).toBe(bytes)
    expect(says).toMatch(/saved alone/)
  })
})
