/** @file Inspections and next steps by the whole engine on untrained decoders. */
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { NextStepRequest, Rollout } from '../engine/types.ts'
import { TINY, withTinyEngine } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000 })

let engine: LocalEngine
let rollout: Rollout

withTinyEngine(TINY, (opened) => {
  engine = opened
})

beforeAll(async () => {
  const sampling = { seed: 3, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 12 }
  const problem = { world: 'tally', difficulty: 2, problemSeed: 5 } as const
  rollout = (await engine.sample({ model: 'student', problem, sampling, n: 1, context: null }))[0]!
}, 60_000)

const about = (id: string) => ({ rollout, teacher: 'teacher', context: null, divergence: { key: id, id }, topK: 3 })
const ghost = (id: string, more: Partial<NextStepRequest> = {}) =>
  engine.predictStep({ ...about(id), index: 5, rate: null, ...more })

describe('an inspection', () => {
  it.each(['forward-kl', 'reverse-kl', 'jsd', 'k1'])('adds up to the score under %s', async (id) => {
    const tokens = await engine.inspect(about(id))
    const score = await engine.score({ ...about(id), divergences: [{ key: id, id }] })
    for (const [i, { entries, tail }] of tokens.entries()) {
      const total = (of: 'contribution' | 'gradient') => entries.reduce((sum, entry) => sum + entry[of], tail[of])
      expect(total('contribution')).toBeCloseTo(score.tokens[i]!.divergences[id]!, 9)
      // A softmax does not feel a shift of all logits.
      expect(total('gradient')).toBeCloseTo(0, 9)
      expect(entries.reduce((sum, { logpStudent }) => sum + Math.exp(logpStudent), tail.student)).toBeCloseTo(1, 9)
      expect(entries.map((entry) => entry.id)).toContain(rollout.tokens[i]!.id)
    }
  })
})

describe('a ghost', () => {
  it('shows the inspected entries as the loaded student gives them', async () => {
    const { entries, error } = await ghost('reverse-kl')
    const inspected = (await engine.inspect(about('reverse-kl')))[5]!
    expect(entries.map(({ id }) => id)).toEqual(inspected.entries.map(({ id }) => id))
    for (const [i, { logp, after }] of entries.entries()) {
      expect(logp).toBeCloseTo(inspected.entries[i]!.logpStudent, 4)
      expect(after).toBeNull()
    }
    expect(error).toBeNull()
  })

  it.each(['forward-kl', 'reverse-kl', 'jsd', 'tvd', 'alpha', 'renyi', 'akl', 'k1', 'k3'])(
    'goes where it said under %s, and a shorter step closer',
    async (id) => {
      const { entries, gradientNorm } = await ghost(id)
      expect(gradientNorm).toBeGreaterThan(0)
      const rate = 0.02 / Math.max(...entries.map(({ slope }) => Math.abs(slope)))
      const [long, short] = [await ghost(id, { rate }), await ghost(id, { rate: rate / 2 })]
      expect(long.error!).toBeLessThan(0.01)
      expect(long.error! / short.error!).toBeGreaterThan(2.5)
    },
  )

  it('leaves the model where it was', async () => {
    const before = await engine.score({ ...about('reverse-kl'), divergences: [] })
    await ghost('reverse-kl', { rate: 1 })
    await engine.unload('student')
    const [again] = await engine.sample({
      model: 'student',
      problem: rollout.problem,
      sampling: rollout.sampling,
      n: 1,
      context: null,
    })
    expect(again!.tokens).toEqual(rollout.tokens)
    expect(await engine.score({ ...about('reverse-kl'), divergences: [] })).toEqual(before)
  })

  it('refuses what there is not', async () => {
    await expect(ghost('reverse-kl', { index: 99 })).rejects.toThrow('The index of the token is 99.')
    await expect(ghost('reverse-kl', { rate: 0 })).rejects.toThrow('The size of the step is 0.')
    await expect(ghost('nothing')).rejects.toThrow('nothing')
  })
})
