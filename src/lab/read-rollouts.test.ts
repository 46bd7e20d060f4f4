import { describe, expect, it } from 'vitest'
import type { SampleRequest } from '../engine/types.ts'
import { renderPrompt } from '../world/prompt.ts'
import { worldById } from '../world/registry.ts'
import { readRollouts } from './read-rollouts.ts'

const request: SampleRequest = {
  model: 'student',
  problem: { world: 'tally', difficulty: 2, problemSeed: 0 },
  sampling: { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 192 },
  n: 1,
  context: null,
}
const promptOf = (seed: number) => renderPrompt(worldById('tally').generate(seed, 2))
const TOKENS = [
  { id: 601, text: 'Rosa' },
  { id: 510, text: ' starts' },
]
const file = (more: object = {}, rollout: object = {}) =>
  JSON.stringify({ prompt: promptOf(0), rollouts: [{ text: 'Rosa starts', tokens: TOKENS, ...rollout }], ...more })

describe('rollouts from a file', () => {
  it('that belong to another problem than the one asked for are refused, with the remedy', () => {
    expect(() => readRollouts(file({ prompt: promptOf(7) }), request)).toThrow(
      /not that of tally problem 0 of difficulty 2/,
    )
    const seven = { ...request, problem: { ...request.problem, problemSeed: 7 } }
    expect(readRollouts(file({ prompt: promptOf(7) }), seven)[0]?.problem.problemSeed).toBe(7)
  })

  it('bring their problem and their sampling where the file says them', () => {
    const [rollout] = readRollouts(
      file({
        prompt: promptOf(7),
        problem: { world: 'tally', difficulty: 2, problem_seed: 7 },
        sampling: { seed: 3, temperature: 0.5, top_k: 4, top_p: 1, min_p: 0, max_tokens: 5 },
      }),
      request,
    )
    expect(rollout?.problem.problemSeed).toBe(7)
    expect(rollout?.sampling).toMatchObject({ seed: 3, temperature: 0.5, topK: 4, maxTokens: 5 })
  })

  it('count as cut where no end of the text stands', () => {
    expect(readRollouts(file(), request)[0]?.finish).toBe('length')
    const ended = { text: 'Rosa starts', tokens: [...TOKENS, { id: 2, text: '' }] }
    expect(readRollouts(file({}, ended), request)[0]?.finish).toBe('eos')
    expect(readRollouts(file({}, { finish: 'stopped' }), request)[0]?.finish).toBe('stopped')
  })

  it.each([
    ['a text that is not the tokens', file({}, { text: 'Rosa stops' }), /rollouts\[0\]\.text is not the text of/],
    ['no tokens', file({}, { tokens: 3 }), /rollouts\[0\]\.tokens: expected a list/],
    ['no JSON', '{', /it is not JSON/],
    ['an end that there is not', file({}, { finish: 'bored' }), /expected one of eos, length, stopped/],
  ])('say what is wrong: %s', (_, text, message) => {
    expect(() => readRollouts(text, request)).toThrow(message)
  })

  it('may begin with a byte order mark', () => {
    expect(readRollouts(`\uFEFF${file()}`, request)).toHaveLength(1)
  })
})
