import { describe, expect, it } from 'vitest'
import type { LoadedModel } from './loader.ts'
import { createPassCache } from './pass-cache.ts'
import { scoreRollouts } from './scoring.ts'
import type { DivergenceChoice, Rollout, ScoreRequest } from './types.ts'

const VOCABULARY = 8

/** A model whose logits follow from its number and the token read; it counts its passes. */
function stub(number: number): { readonly model: LoadedModel; readonly passes: () => number } {
  let passes = 0
  const model = {
    info: { id: `model-${number}` },
    vocabulary: { fingerprint: 'same', encode: (text: string) => [...text].map(() => 3), textOf: () => 'x' },
    session: {
      shape: { vocabulary: VOCABULARY, maxPositions: 4096, bosId: 1 },
      async forward({ columns, ids }: { readonly columns: number; readonly ids: BigInt64Array }) {
        passes++
        const logit = (_: unknown, i: number) => Math.sin(number + Number(ids[Math.floor(i / VOCABULARY)]) + i)
        return { logits: Float32Array.from({ length: columns * VOCABULARY }, logit), cache: null }
      },
    },
  } as unknown as LoadedModel
  return { model, passes: () => passes }
}

const ROLLOUT = {
  problem: { world: 'tally', difficulty: 2, problemSeed: 5 },
  prompt: 'abc',
  text: 'xyz',
  tokens: [4, 5, 6].map((id) => ({ id, text: 'x', logpStudent: -1, source: 'student' })),
} as unknown as Rollout

const request = (divergences: readonly DivergenceChoice[], context: ScoreRequest['context'] = null): ScoreRequest => ({
  rollout: ROLLOUT,
  teacher: 'model-2',
  context,
  divergences,
  topK: 0,
})

describe('scoring the same rollout again', () => {
  it('runs no model for another divergence, support or parameter, and gives what a fresh pass gives', async () => {
    const student = stub(1)
    const teacher = stub(2)
    const cache = createPassCache()
    const read = (choices: readonly DivergenceChoice[], known: typeof cache | undefined) =>
      scoreRollouts(student.model, teacher.model, 'cpu', [request(choices)], { cache: known })
    await read([{ key: 'a', id: 'forward-kl' }], cache)
    const other: readonly DivergenceChoice[] = [
      { key: 'a', id: 'jsd', params: { beta: 0.31 } },
      { key: 'b', id: 'reverse-kl', support: { top_k: 3, of: 'teacher', tail: true } },
    ]
    const again = await read(other, cache)
    expect([student.passes(), teacher.passes()]).toEqual([1, 1])
    expect(again).toEqual(await read(other, undefined))
    expect([student.passes(), teacher.passes()]).toEqual([2, 2])
  })

  it('shares the student’s pass between contexts and frees passes with their model', async () => {
    const student = stub(1)
    const teacher = stub(2)
    const cache = createPassCache()
    const read = (context: ScoreRequest['context']) =>
      scoreRollouts(student.model, teacher.model, 'cpu', [request([], context)], { cache })
    await read(null)
    await read('answer')
    expect([student.passes(), teacher.passes()]).toEqual([1, 2])
    cache.forget(teacher.model)
    await read(null)
    expect([student.passes(), teacher.passes()]).toEqual([1, 3])
    cache.forget()
    await read(null)
    expect([student.passes(), teacher.passes()]).toEqual([2, 4])
  })
})

describe('the cache', () => {
  const pass = (bytes: number) => ({ logits: new Float32Array(bytes / 4), columns: 1 })

  it('keeps the last eight, and what was found counts as new', () => {
    const { model } = stub(1)
    const cache = createPassCache()
    for (let i = 0; i < 8; i++) cache.keep(model, [i], pass(4))
    expect(cache.find(model, [0])).not.toBeNull()
    cache.keep(model, [8], pass(4))
    expect(cache.find(model, [1])).toBeNull()
    expect(cache.find(model, [0])).not.toBeNull()
    expect(cache.find(stub(1).model, [0])).toBeNull()
  })

  it('holds no more than fits', () => {
    const { model } = stub(1)
    const cache = createPassCache()
    const large = pass(100 * 2 ** 20)
    cache.keep(model, [1], large)
    cache.keep(model, [2], large)
    expect(cache.find(model, [1])).toBeNull()
    expect(cache.find(model, [2])).not.toBeNull()
    cache.keep(model, [3], { ...large, logits: new Float32Array(50 * 2 ** 20) })
    expect(cache.find(model, [3])).toBeNull()
  })
})
