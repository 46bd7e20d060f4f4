/** @file The student goes on after a given prefix: the whole engine on untrained decoders. */
import { describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { Rollout, RolloutToken, SampleRequest } from '../engine/types.ts'
import { TINY, withTinyEngine } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 30_000 })

let engine: LocalEngine
withTinyEngine(TINY, (opened) => {
  engine = opened
})

const SAMPLING = { seed: 11, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 24 }

const request = (world: 'tally' | 'quest', change: Partial<SampleRequest> = {}): SampleRequest => ({
  model: 'student',
  problem: { world, difficulty: 2, problemSeed: 5 },
  sampling: SAMPLING,
  n: 1,
  context: null,
  ...change,
})

async function sample(request: SampleRequest, onEvent?: Parameters<LocalEngine['sample']>[1]): Promise<Rollout> {
  const [rollout] = await engine.sample(request, onEvent)
  return rollout!
}

describe('a prefix', () => {
  it('gives the original again with its own tokens and seed, wherever it is cut', async () => {
    const original = await sample(request('tally'))
    for (const length of [1, 9, original.tokens.length - 1]) {
      const forked = await sample(request('tally', { prefix: original.tokens.slice(0, length) }))
      expect(forked).toEqual(original)
    }
  })

  it('stands in the result with the student’s log-probs, and the continuation alone is told', async () => {
    const original = await sample(request('tally'))
    const forced = original.tokens[4]!.id === 9 ? 10 : 9
    const prefix = [...original.tokens.slice(0, 4), { id: forced, source: 'student' as const }]
    const told: number[] = []
    const forked = await sample(request('tally', { prefix }), {
      onEvent: (event) => event.type === 'token' && told.push(event.index),
    })
    expect(forked.tokens.slice(0, 5).map(({ id }) => id)).toEqual(prefix.map(({ id }) => id))
    expect(forked.tokens.slice(0, 4)).toEqual(original.tokens.slice(0, 4))
    expect(forked.tokens.slice(4)).not.toEqual(original.tokens.slice(4))
    expect(told).toEqual(Array.from({ length: forked.tokens.length - 5 }, (_, i) => i + 5))
    const scored = await engine.score({ rollout: forked, teacher: 'teacher', context: null, divergences: [], topK: 1 })
    expect(scored.tokens[4]!.logpStudent).toBeCloseTo(forked.tokens[4]!.logpStudent, 4)
  })

  it('has the environment answer, in the middle of its answer too', async () => {
    // An untrained student never ends a line by itself.
    const line = await newline()
    const first = await sample(request('quest', { prefix: [line], sampling: { ...SAMPLING, maxTokens: 40 } }))
    const observed = first.tokens.filter(({ source }) => source === 'environment')
    expect(observed.length).toBeGreaterThan(2)
    for (const length of [1, 3, 1 + observed.length]) {
      const prefix = first.tokens.slice(0, length)
      expect(await sample(request('quest', { prefix, sampling: { ...SAMPLING, maxTokens: 40 } }))).toEqual(first)
    }
    const invented: readonly RolloutToken[] = first.tokens.map((token, i) => (i === 2 ? { ...token, id: 1 } : token))
    await expect(sample(request('quest', { prefix: invented.slice(0, 5) }))).rejects.toThrow(
      'Token 3 of the prefix is not what the environment answers there.',
    )
    const silenced = [line, ...first.tokens.slice(1 + observed.length, 3 + observed.length)]
    await expect(sample(request('quest', { prefix: silenced }))).rejects.toThrow('not what the environment answers')
  })

  it('is refused with a reason where nothing can follow it', async () => {
    const { tokens } = await sample(request('tally'))
    const full = request('tally', { prefix: tokens.slice(0, 8), sampling: { ...SAMPLING, maxTokens: 8 } })
    await expect(sample(full)).rejects.toThrow('The prefix has 8 tokens; a rollout may have 8 here.')
    const foreign = request('tally', { prefix: [{ id: 1e6, source: 'student' }] })
    await expect(sample(foreign)).rejects.toThrow('the token id 1000000')
    const invented = request('tally', { prefix: [{ id: 5, source: 'environment' }] })
    await expect(sample(invented)).rejects.toThrow('Token 1 of the prefix is not what the environment answers there.')
    const ended = request('tally', { prefix: [{ id: 2, source: 'student' }, tokens[0]!] })
    await expect(sample(ended)).rejects.toThrow('The rollout ends at token 1 of the prefix.')
  })

  it('may end the text itself', async () => {
    const forked = await sample(request('tally', { prefix: [{ id: 2, source: 'student' }] }))
    expect(forked.finish).toBe('eos')
    expect(forked.tokens).toHaveLength(1)
  })
})

/** The newline as a token, found in the vocabulary by its text. */
async function newline(): Promise<RolloutToken> {
  const rollout = await sample(request('tally'))
  const score = await engine.score({ rollout, teacher: 'teacher', context: null, divergences: [], topK: 4096 })
  const entry = score.tokens[0]!.top.find(({ text }) => text === '\n')!
  return { ...entry, source: 'student' }
}
