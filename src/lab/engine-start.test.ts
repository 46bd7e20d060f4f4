/** @file How the engine chooses its backend and finds its files, in Node. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEngine } from '../engine/engine.ts'
import type { Rollout, SampleRequest } from '../engine/types.ts'
import { createNodeEngine } from './node-engine.ts'
import { nodeFiles } from './node-files.ts'
import { nodeHardware } from './node-hardware.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const REQUEST: SampleRequest = {
  model: 'student',
  problem: { world: 'tally', difficulty: 2, problemSeed: 5 },
  sampling: { seed: 11, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 24 },
  n: 1,
  context: null,
}

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

const idsOf = (rollout: Rollout) => rollout.tokens.map(({ id }) => id)

describe('start', () => {
  it('measures where there is a choice, and keeps the winner', async () => {
    const { backends } = nodeHardware(1)
    const choice = backends
      .filter(({ backend }) => backend !== 'webgpu')
      .map((option) => ({ ...option, probe: async () => ({ available: true, software: false, reason: null }) }))
    const phases = new Set<string>()
    const other = createEngine({ hardware: { backends: choice }, files: nodeFiles(folder) })
    const info = await other.start('auto', { onProgress: ({ phase }) => phases.add(phase) })
    expect(info.chosen).toBe('measured')
    expect(info.measurements.map(({ backend, reason }) => [backend, reason])).toEqual([
      ['cpu', null],
      ['wasm', null],
    ])
    const times = info.measurements.map(({ milliseconds }) => milliseconds ?? Number.NaN)
    expect(Math.min(...times)).toBeGreaterThan(0)
    expect(info.measurements.find(({ backend }) => backend === info.backend)!.milliseconds).toBe(Math.min(...times))
    expect([...phases]).toEqual(['download', 'verify'])
    await other.dispose()
  })

  it('changes the backend on request, and the numbers hardly change', async () => {
    const other = createNodeEngine({ models: folder, threads: 1 })
    const phases: string[] = []
    expect((await other.start('wasm')).chosen).toBe('forced')
    await other.load('student', { onProgress: ({ phase }) => phases.push(phase) })
    expect([...new Set(phases)]).toEqual(['download', 'verify', 'compile', 'warm-up', 'ready'])
    const [onWasm] = await other.sample(REQUEST)
    expect((await other.start('cpu')).backend).toBe('cpu')
    const [onCpu] = await other.sample(REQUEST)
    expect([onWasm!.backend, onCpu!.backend]).toEqual(['wasm', 'cpu'])
    expect(idsOf(onWasm!)).toEqual(idsOf(onCpu!))
    onWasm!.tokens.forEach(({ logpStudent }, index) => {
      expect(Math.abs(logpStudent - onCpu!.tokens[index]!.logpStudent)).toBeLessThan(1e-3)
    })
    await other.unload('student')
    await other.dispose()
  })

  it('says which file is missing or damaged', async () => {
    await expect(createNodeEngine({ models: '/nowhere' }).models()).rejects.toMatchObject({ code: 'missing-file' })
    const damaged = createEngine({
      hardware: nodeHardware(1),
      files: {
        read: (path, options) =>
          path === 'manifest.json'
            ? nodeFiles(folder).read(path, options)
            : nodeFiles(folder).read(path, { ...options, expected: { bytes: 1, sha256: '0'.repeat(64) } }),
      },
    })
    await expect(damaged.load('student')).rejects.toMatchObject({ code: 'corrupt-file', message: /config\.json/ })
  })
})
