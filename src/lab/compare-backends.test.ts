/** @file The same models on two backends of this machine, by the whole engine on untrained decoders. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { largestDifference } from '../engine/compare-backends.ts'
import { createEngine, type LocalEngine } from '../engine/engine.ts'
import type { Hardware, Runtime } from '../engine/runtime.ts'
import type { Rollout } from '../engine/types.ts'
import { nodeFiles } from './node-files.ts'
import { nodeHardware } from './node-hardware.ts'
import { TINY, tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000 })

let remove: () => void
let engine: LocalEngine
let rollout: Rollout
/** Runtimes that are open, and sessions that are. */
const open = { runtimes: 0, sessions: 0 }

/** Counts what is opened and given back. */
function counted(runtime: Runtime): Runtime {
  open.runtimes++
  const create: Runtime['ort']['InferenceSession']['create'] = async (...given) => {
    const session = await runtime.ort.InferenceSession.create(...given)
    open.sessions++
    const release = session.release.bind(session)
    session.release = () => {
      open.sessions--
      return release()
    }
    return session
  }
  return {
    ...runtime,
    ort: { InferenceSession: { create }, Tensor: runtime.ort.Tensor },
    dispose() {
      open.runtimes--
      return runtime.dispose()
    },
  }
}

beforeAll(async () => {
  const models = await tinyModels(TINY)
  remove = models.remove
  const { backends } = nodeHardware(1)
  const hardware: Hardware = {
    backends: backends.map((option) => ({ ...option, open: async () => counted(await option.open()) })),
  }
  engine = createEngine({ hardware, files: nodeFiles(models.folder) })
  const sampling = { seed: 3, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 12 }
  const problem = { world: 'tally', difficulty: 2, problemSeed: 5 } as const
  rollout = (await engine.sample({ model: 'student', problem, sampling, n: 1, context: null }))[0]!
  await engine.load('teacher')
}, 60_000)

afterAll(async () => {
  await engine.dispose()
  remove()
})

describe('two backends of one machine', () => {
  it('are compared over the whole vocabulary at every token, and the second one is given back', async () => {
    const before = { ...open }
    const request = { rollout, teacher: 'teacher', context: 'trace', against: 'wasm' } as const
    const difference = await engine.compareBackends(request)
    expect(difference.backends).toEqual(['cpu', 'wasm'])
    expect(difference.vocabulary).toBeGreaterThan(100)
    for (const numbers of [difference.student, difference.teacher]) {
      expect(numbers).toHaveLength(rollout.tokens.length)
      // Two runtimes add in another order: the same to float32, and not the same numbers read twice.
      expect(Math.max(...numbers)).toBeLessThan(1e-3)
      expect(Math.max(...numbers)).toBeGreaterThan(0)
    }
    expect(open).toEqual(before)
  })

  it('gives the second one back when it is stopped midway, and stops at once', async () => {
    const before = { ...open }
    const stop = new AbortController()
    const work = engine.compareBackends(
      { rollout, teacher: 'teacher', context: null, against: 'wasm' },
      { signal: stop.signal },
    )
    setTimeout(() => stop.abort(), 5)
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    await vi.waitFor(() => expect(open).toEqual(before), { timeout: 20_000 })
  })

  it('says which backend is missing', async () => {
    const unknown = { rollout, teacher: 'teacher', context: null, against: 'nothing' as 'webgpu' }
    await expect(engine.compareBackends(unknown)).rejects.toMatchObject({ code: 'backend-unavailable' })
  })
})

describe('the largest difference', () => {
  it('is of log-probs: a shift of all logits is none, a masked entry on one side alone is infinite', () => {
    expect(largestDifference([1, 2, 3], [11, 12, 13])).toBeCloseTo(0, 12)
    expect(largestDifference([0, Math.log(3)], [0, 0])).toBeCloseTo(Math.log(2), 12)
    expect(largestDifference([0, Number.NEGATIVE_INFINITY], [0, Number.NEGATIVE_INFINITY])).toBe(0)
    expect(largestDifference([0, Number.NEGATIVE_INFINITY], [0, -50])).toBe(Number.POSITIVE_INFINITY)
  })
})
