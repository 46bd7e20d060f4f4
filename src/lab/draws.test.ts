/** @file Draws by the whole engine on untrained decoders: they are what the student would write, and they add up. */
import { describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { DrawRequest, SampleRequest } from '../engine/types.ts'
import { TINY, withTinyEngine } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000 })

let engine: LocalEngine
withTinyEngine(TINY, (opened) => {
  engine = opened
})

const PROBLEM = { world: 'tally', difficulty: 2, problemSeed: 5 } as const
const CHOICES = (['k1', 'k2', 'k3', 'reverse-kl'] as const).map((id) => ({ key: id, id }))

const request = (seed: number, temperature = 1): SampleRequest => ({
  model: 'student',
  problem: PROBLEM,
  sampling: { seed, temperature, topK: 0, topP: 1, minP: 0, maxTokens: 12 },
  n: 1,
  context: null,
})

const sample = async (seed: number, temperature = 1) => (await engine.sample(request(seed, temperature)))[0]!

async function draws(change: Partial<DrawRequest> & Pick<DrawRequest, 'scope'>) {
  const usual = { teacher: 'teacher', context: null, temperature: 1, seed: 3, n: 4 }
  return engine.draw({ ...usual, ...change } as DrawRequest)
}

describe('draws at a position', () => {
  it('are the tokens that those seeds write there, in whatever portions they are asked for', async () => {
    const rollout = await sample(3)
    const prefix = rollout.tokens.slice(0, 5)
    const found = await draws({ scope: 'position', rollout, index: 5 })
    for (const [i, { id }] of found.entries()) {
      const [written] = await engine.sample({ ...request(3 + i), prefix })
      expect(id).toBe(written!.tokens[5]!.id)
    }
    expect(await draws({ scope: 'position', rollout, index: 5, seed: 5, n: 2 })).toEqual(found.slice(2))
  })

  it('have the values that a score gives', async () => {
    const rollout = await sample(3)
    const [own] = await draws({ scope: 'position', rollout, index: 5, n: 1 })
    const score = await engine.score({ rollout, teacher: 'teacher', context: null, divergences: CHOICES, topK: 1 })
    const { k1, k2, k3, 'reverse-kl': exact } = score.tokens[5]!.divergences
    const logp = score.tokens[5]!.logpStudent
    expect(own).toMatchObject({ id: rollout.tokens[5]!.id, tokens: 1, logp, k1, k2, k3, exact, logWeight: 0 })
  })

  it('can be every entry once: then their probabilities sum to 1, and their mean k1 is the exact value', async () => {
    const rollout = await sample(3)
    for (const temperature of [1, 2]) {
      const all = await draws({ scope: 'position', rollout, index: 5, every: true, temperature })
      expect(all.map(({ id }) => id)).toEqual(all.map((_, i) => i))
      const mean = (of: (draw: (typeof all)[number]) => number): number =>
        all.reduce((sum, draw) => sum + Math.exp(draw.logp - draw.logWeight) * of(draw), 0)
      expect(mean(() => 1)).toBeCloseTo(1, 9)
      expect(mean(({ k1, logWeight }) => k1 * Math.exp(logWeight))).toBeCloseTo(all[0]!.exact, 9)
    }
  })
})

describe('draws of a whole problem', () => {
  it('are the rollouts of those seeds, summed over their tokens', async () => {
    const found = await draws({ scope: 'problem', student: 'student', problem: PROBLEM, maxTokens: 12 })
    expect(found).toHaveLength(4)
    const rollout = await sample(5)
    const score = await engine.score({ rollout, teacher: 'teacher', context: null, divergences: CHOICES, topK: 1 })
    const total = (key: string): number => score.tokens.reduce((sum, token) => sum + token.divergences[key]!, 0)
    expect(found[2]!.tokens).toBe(rollout.tokens.length)
    expect(found[2]!.k1).toBeCloseTo(total('k1'), 3)
    expect(found[2]!.k3).toBeCloseTo(total('k3'), 3)
    expect(found[2]!.exact).toBeCloseTo(total('reverse-kl'), 3)
    expect(found.map(({ logWeight }) => logWeight)).toEqual([0, 0, 0, 0])
  })

  it('carry the importance weights of another temperature', async () => {
    const found = await draws({ scope: 'problem', student: 'student', problem: PROBLEM, maxTokens: 12, temperature: 2 })
    for (const { logWeight } of found) expect(Math.abs(logWeight)).toBeGreaterThan(0)
  })
})

it('refuses what cannot be drawn', async () => {
  const rollout = await sample(3)
  const tokens = rollout.tokens.map((token) => ({ ...token, source: 'environment' as const }))
  await expect(draws({ scope: 'position', rollout, index: 99 })).rejects.toThrow('The index of the token is 99.')
  await expect(draws({ scope: 'position', rollout: { ...rollout, tokens }, index: 0 })).rejects.toThrow('environment')
  await expect(draws({ scope: 'position', rollout, index: 0, temperature: 0 })).rejects.toThrow('temperature')
  await expect(draws({ scope: 'position', rollout, index: 0, n: 1e6 })).rejects.toThrow('number of draws')
})
