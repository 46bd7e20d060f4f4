/** @file The whole engine on untrained decoders, against ONNX Runtime driven by hand. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as ort from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import type { DivergenceChoice, Rollout, SampleRequest, TokenScore } from '../engine/types.ts'
import { renderPrompt } from '../world/prompt.ts'
import { WORLDS } from '../world/registry.ts'
import { WorldTokenizer } from '../world/tokenizer/load.ts'
import { createNodeEngine } from './node-engine.ts'
import { TINY, tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 30_000 })

const SAMPLING = { seed: 11, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 24 }
const FORWARD: DivergenceChoice = { key: 'forward', id: 'forward-kl' }

let folder: string
let remove: () => void
let engine: LocalEngine
let tokenizer: WorldTokenizer

beforeAll(async () => {
  const foreign = { id: 'foreign', role: 'teacher', seed: 3, foreign: true } as const
  const short = { id: 'short', role: 'teacher', seed: 4, maxPositions: 48 } as const
  ;({ folder, remove } = await tinyModels([...TINY, foreign, short]))
  engine = createNodeEngine({ models: folder, threads: 1 })
  const json = (file: string) => JSON.parse(readFileSync(join(folder, 'student', file), 'utf8'))
  tokenizer = new WorldTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
}, 60_000)

afterAll(async () => {
  await engine.dispose()
  remove()
})

function request(change: Partial<SampleRequest> = {}): SampleRequest {
  const problem = { world: 'tally', difficulty: 2, problemSeed: 5 } as const
  return { model: 'student', problem, sampling: SAMPLING, n: 1, context: null, ...change }
}

const idsOf = (rollout: Rollout) => rollout.tokens.map(({ id }) => id)
const logpsOf = (rollout: Rollout) => rollout.tokens.map(({ logpStudent }) => logpStudent)

function expectClose(actual: readonly number[], expected: readonly number[], tolerance: number) {
  expect(actual).toHaveLength(expected.length)
  actual.forEach((value, index) => {
    expect(Math.abs(value - expected[index]!), `at ${index}`).toBeLessThan(tolerance)
  })
}

/** Log-probabilities [sequence][vocabulary] of one unpadded sequence, from a session of its own. */
async function byHand(model: string, ids: readonly number[]): Promise<number[][]> {
  const session = await ort.InferenceSession.create(join(folder, model, 'onnx', 'model.onnx'))
  const length = ids.length
  const integers = (values: readonly number[]) =>
    new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [1, length])
  const feeds: Record<string, ort.Tensor> = {
    input_ids: integers(ids),
    attention_mask: integers(ids.map(() => 1)),
    position_ids: integers(ids.map((_, position) => position)),
  }
  for (const name of session.inputNames) {
    feeds[name] ??= new ort.Tensor('float32', new Float32Array(0), [1, 2, 0, 8])
  }
  const { logits } = await session.run(feeds)
  const data = [...(logits!.data as Float32Array)]
  const vocabulary = data.length / length
  await session.release()
  return ids.map((_, position) => {
    const row = data.slice(position * vocabulary, (position + 1) * vocabulary)
    const max = Math.max(...row)
    const logSum = Math.log(row.reduce((sum, x) => sum + Math.exp(x - max), 0)) + max
    return row.map((x) => x - logSum)
  })
}

describe('sample', () => {
  it('decodes with its cache what one pass over the whole sequence says', async () => {
    const [rollout] = await engine.sample(request())
    const prompt = [1, ...tokenizer.encode(rollout!.prompt)]
    const rows = await byHand('student', [...prompt, ...idsOf(rollout!)])
    const expected = rollout!.tokens.map(({ id }, index) => rows[prompt.length - 1 + index]![id]!)
    expectClose(logpsOf(rollout!), expected, 1e-4)
  })

  it('is greedy at temperature 0', async () => {
    const [rollout] = await engine.sample(request({ sampling: { ...SAMPLING, temperature: 0 } }))
    const prompt = [1, ...tokenizer.encode(rollout!.prompt)]
    const rows = await byHand('student', [...prompt, ...idsOf(rollout!)])
    idsOf(rollout!).forEach((id, index) => {
      const row = rows[prompt.length - 1 + index]!
      expect(row[id]).toBe(Math.max(...row))
    })
  })

  it('writes the same tokens for the same seed, however many are written beside them', async () => {
    const [alone] = await engine.sample(request())
    const eight = await engine.sample(request({ n: 8 }))
    expect(idsOf(eight[0]!)).toEqual(idsOf(alone!))
    expectClose(logpsOf(eight[0]!), logpsOf(alone!), 1e-4)
    expect(new Set(eight.map((rollout) => idsOf(rollout).join())).size).toBe(8)
    const [other] = await engine.sample(request({ sampling: { ...SAMPLING, seed: 12 } }))
    expect(idsOf(other!)).not.toEqual(idsOf(alone!))
  })

  it('gives a ragged batch the numbers of its rows alone', async () => {
    const requests = [
      request(),
      request({ problem: { world: 'quest', difficulty: 1, problemSeed: 3 } }),
      request({
        problem: { world: 'programs', difficulty: 2, problemSeed: 8 },
        sampling: { ...SAMPLING, maxTokens: 6 },
      }),
      request({ context: 'trace' }),
    ]
    const together = await engine.sampleMany(requests)
    expect(new Set(together.map(([rollout]) => tokenizer.encode(rollout!.prompt).length)).size).toBe(4)
    for (const [index, each] of requests.entries()) {
      const [alone] = await engine.sample(each)
      expect(idsOf(together[index]![0]!)).toEqual(idsOf(alone!))
      expectClose(logpsOf(together[index]![0]!), logpsOf(alone!), 1e-4)
    }
  })

  it('streams every token once and in order, then the rollout', async () => {
    const seen: number[][] = [[], []]
    const finished: number[] = []
    const rollouts = await engine.sample(request({ n: 2 }), {
      onEvent(event) {
        if (event.type === 'finished') {
          finished.push(event.rollout)
          expect(event.result.tokens.map(({ id }) => id)).toEqual(seen[event.rollout])
          return
        }
        expect(event.index).toBe(seen[event.rollout]!.length)
        seen[event.rollout]!.push(event.token.id)
      },
    })
    expect(seen).toEqual(rollouts.map(idsOf))
    expect(finished.sort()).toEqual([0, 1])
  })

  it('stops within one token and keeps what was written', async () => {
    const controller = new AbortController()
    let tokens = 0
    const [rollout] = await engine.sample(request({ sampling: { ...SAMPLING, maxTokens: 200 } }), {
      signal: controller.signal,
      onEvent: ({ type }) => {
        // As a message comes in: with the next turn of the loop. A timer waits a millisecond or more, and that is several tokens.
        if (type === 'token' && ++tokens === 4) setImmediate(() => controller.abort())
      },
    })
    expect(rollout!.finish).toBe('stopped')
    expect(rollout!.tokens.length).toBeGreaterThanOrEqual(4)
    expect(rollout!.tokens.length).toBeLessThanOrEqual(5)
    expect(rollout!.text).toBe(tokenizer.decode(idsOf(rollout!)))
  })

  it('answers a request that was stopped beforehand with empty rollouts', async () => {
    const rollouts = await engine.sample(request({ n: 2 }), { signal: AbortSignal.abort() })
    expect(rollouts.map(({ finish, tokens }) => [finish, tokens.length])).toEqual([
      ['stopped', 0],
      ['stopped', 0],
    ])
  })
})

describe('score', () => {
  async function scored(context: 'trace' | null, teacher = 'teacher', topK = 3) {
    const [rollout] = await engine.sample(request())
    const result = await engine.score({ rollout: rollout!, teacher, context, divergences: [FORWARD], topK })
    return { rollout: rollout!, result }
  }

  it('aligns the teacher, whose prompt is longer, with the student token by token', async () => {
    const { rollout, result } = await scored('trace')
    const problem = WORLDS.tally.generate(5, 2)
    expect(result.contextText).toBe(problem.context('trace'))
    const ids = idsOf(rollout)
    const prompts = {
      student: [1, ...tokenizer.encode(renderPrompt(problem))],
      teacher: [1, ...tokenizer.encode(renderPrompt(problem, problem.context('trace')))],
    }
    expect(prompts.teacher.length).toBeGreaterThan(prompts.student.length)
    const student = (await byHand('student', [...prompts.student, ...ids])).slice(prompts.student.length - 1)
    const teacher = (await byHand('teacher', [...prompts.teacher, ...ids])).slice(prompts.teacher.length - 1)
    expect(result.tokens).toHaveLength(ids.length)
    result.tokens.forEach((token, index) => {
      const [s, t, id] = [student[index]!, teacher[index]!, ids[index]!]
      const plogp = (row: readonly number[]) => row.reduce((sum, x) => sum - Math.exp(x) * x, 0)
      expectClose([token.logpStudent, token.logpTeacher, token.gap], [s[id]!, t[id]!, t[id]! - s[id]!], 2e-4)
      expectClose([token.entropyStudent, token.entropyTeacher], [plogp(s), plogp(t)], 2e-4)
      expect(token.rankStudent).toBe(1 + s.filter((x) => x > s[id]!).length)
      const kl = t.reduce((sum, x, entry) => sum + Math.exp(x) * (x - s[entry]!), 0)
      expect(Math.abs(token.divergences.forward! - kl)).toBeLessThan(1e-3)
    })
  })

  it('agrees with the log-probs that were reported while sampling', async () => {
    const { rollout, result } = await scored(null)
    const scoredLogps = result.tokens.map(({ logpStudent }) => logpStudent)
    expectClose(scoredLogps, logpsOf(rollout), 1e-4)
  })

  it('finds no gap between a model and itself, and one as soon as it is told more', async () => {
    const gaps = ({ tokens }: { readonly tokens: readonly TokenScore[] }) => tokens.map(({ gap }) => Math.abs(gap))
    expect(Math.max(...gaps((await scored(null, 'student')).result))).toBe(0)
    expect(Math.max(...gaps((await scored('trace', 'student')).result))).toBeGreaterThan(0.01)
  })

  it('reports the union of both top-k and the mass outside it', async () => {
    const { result } = await scored(null)
    for (const { top, tailStudent, tailTeacher } of result.tokens) {
      expect(top.length).toBeGreaterThanOrEqual(3)
      expect(top.length).toBeLessThanOrEqual(6)
      const logps = top.map(({ logpStudent }) => logpStudent)
      expect(logps).toEqual([...logps].sort((a, b) => b - a))
      expect(tailStudent + logps.reduce((sum, x) => sum + Math.exp(x), 0)).toBeCloseTo(1, 9)
      expect(tailTeacher + top.reduce((sum, x) => sum + Math.exp(x.logpTeacher), 0)).toBeCloseTo(1, 9)
    }
  })

  it('scores a batch of ragged rollouts like each alone, empty ones included', async () => {
    const long = await engine.sample(request({ n: 2 }))
    const quest = { world: 'quest', difficulty: 1, problemSeed: 3 } as const
    const short = await engine.sample(request({ problem: quest, sampling: { ...SAMPLING, maxTokens: 5 } }))
    const empty = await engine.sample(request(), { signal: AbortSignal.abort() })
    const requests = [...long, ...short, ...empty].map((rollout) => {
      return { rollout, teacher: 'teacher', context: 'feedback', divergences: [FORWARD], topK: 1 } as const
    })
    const together = await engine.scoreMany(requests)
    expect(together.map(({ tokens }) => tokens.length)).toEqual([24, 24, 5, 0])
    for (const [index, each] of requests.entries()) {
      const alone = await engine.score(each)
      const logps = (tokens: readonly TokenScore[]) => tokens.flatMap((t) => [t.logpStudent, t.logpTeacher])
      expectClose(logps(together[index]!.tokens), logps(alone.tokens), 1e-4)
    }
  })

  it('refuses teachers with another vocabulary or too short a context', async () => {
    await expect(scored(null, 'foreign')).rejects.toMatchObject({ code: 'wrong-vocabulary' })
    await expect(scored('trace', 'short')).rejects.toMatchObject({ code: 'too-long' })
  })

  it('can be cancelled', async () => {
    const [rollout] = await engine.sample(request())
    const ask = { rollout: rollout!, teacher: 'teacher', context: null, divergences: [], topK: 1 }
    const controller = new AbortController()
    const scoring = engine.score(ask, { signal: controller.signal })
    controller.abort()
    await expect(scoring).rejects.toMatchObject({ code: 'cancelled' })
    await expect(engine.score(ask)).resolves.toMatchObject({ teacher: 'teacher' })
  })
})

describe('requests', () => {
  const bad: [string, Partial<SampleRequest>, RegExp][] = [
    ['n', { n: 0 }, /N is 0/],
    ['temperature', { sampling: { ...SAMPLING, temperature: -1 } }, /temperature is -1/i],
    ['top-p', { sampling: { ...SAMPLING, topP: 0 } }, /top-p is 0/i],
    ['seed', { sampling: { ...SAMPLING, seed: 1.5 } }, /seed is 1.5/i],
    ['difficulty', { problem: { world: 'tally', difficulty: 99, problemSeed: 0 } }, /difficulty is 99/i],
    ['problem seed', { problem: { world: 'tally', difficulty: 2, problemSeed: 2 ** 32 } }, /problem seed is/i],
    ['context', { problem: { world: 'quest', difficulty: 1, problemSeed: 0 }, context: 'translation' }, /no context/],
  ]
  it.each(bad)('with a wrong %s are refused', async (_, change, message) => {
    await expect(engine.sample(request(change))).rejects.toThrow(message)
    await expect(engine.sample(request(change))).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('for models or divergences that do not exist are refused', async () => {
    await expect(engine.sample(request({ model: 'nobody' }))).rejects.toMatchObject({ code: 'unknown-model' })
    const [rollout] = await engine.sample(request())
    const ask = { rollout: rollout!, teacher: 'teacher', context: null, topK: 1 }
    await expect(engine.score({ ...ask, divergences: [{ key: 'x', id: 'x' }] })).rejects.toThrow(/no divergence "x"/)
    await expect(engine.score({ ...ask, divergences: [FORWARD, FORWARD] })).rejects.toThrow(/stands twice/)
  })
})
