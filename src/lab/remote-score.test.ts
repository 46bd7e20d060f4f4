/** @file `lab score --teacher-url` against servers of the documented shapes, honest ones and odd ones. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { divergenceIds } from '../divergence/registry.ts'
import type { LocalEngine } from '../engine/engine.ts'
import { boundsOf, entropyBounds } from '../remote/bounds.ts'
import { preflight, type RemoteTeacher, scoreText } from '../remote/client.ts'
import type { ServerKind } from '../remote/wire.ts'
import { createNodeEngine } from './node-engine.ts'
import { nodeFiles } from './node-files.ts'
import { parseOptions } from './options.ts'
import { remoteScore } from './remote-score.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Answer = (body: Record<string, unknown>, request: IncomingMessage, response: ServerResponse) => unknown
let answer: Answer = () => ({})
let models: unknown = { data: [{ id: 'big', max_model_len: 4096 }] }
let tries = 0

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (request.url === '/v1/models') {
      response.writeHead(models === null ? 404 : 200).end(JSON.stringify(models ?? {}))
      return
    }
    tries += 1
    const said = answer(JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>, request, response)
    if (response.headersSent || said === undefined) return
    response
      .writeHead(200, { 'Content-Type': 'application/json' })
      .end(typeof said === 'string' ? said : JSON.stringify(said))
  })
})

let url = ''
beforeAll(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
afterEach(() => {
  models = { data: [{ id: 'big', max_model_len: 4096 }] }
  tries = 0
  vi.unstubAllEnvs()
})

const KEY = 'sk-very-secret-1234'
const teacher = (kind: ServerKind, changes: Partial<RemoteTeacher> = {}): RemoteTeacher => ({
  ...{ role: 'teacher', url: `${url}/v1/`, model: 'big', kind, key: null, topK: 2, timeout: 2000 },
  ...changes,
})
const TEXT = { ids: [1, 5, 6, 7], from: 2 }
const ask = (kind: ServerKind, changes: Partial<RemoteTeacher> = {}) =>
  scoreText(teacher(kind, changes), TEXT, 100, { wait: async () => undefined })

const entry = (logprob: unknown, rank = 1) => ({ logprob, rank, decoded_token: 'x' })
const vllm = (...entries: readonly unknown[]) => ({ choices: [{ index: 0, prompt_logprobs: entries }] })

describe('vLLM', () => {
  it('gives the sampled token and the likeliest, k + 1 entries where it is not among them', async () => {
    answer = ({ prompt, prompt_logprobs, max_tokens, temperature }) => {
      expect({ prompt, prompt_logprobs, max_tokens, temperature }).toEqual({
        prompt: TEXT.ids,
        prompt_logprobs: 2,
        max_tokens: 1,
        temperature: 1,
      })
      return vllm(
        null,
        { '5': entry(-0.1) },
        { '3': entry(-0.5), '4': entry(-1.2, 2), '6': entry(-4, 9) },
        { '7': entry(-0.2), '2': entry(-2, 2) },
      )
    }
    expect(await ask('vllm')).toEqual([
      {
        own: -4,
        top: [
          [3, -0.5],
          [4, -1.2],
        ],
      },
      {
        own: -0.2,
        top: [
          [7, -0.2],
          [2, -2],
        ],
      },
    ])
  })

  it('may leave the first entry out, write ids and numbers as text, -9999 for minus infinity, or no entry for a token', async () => {
    answer = () =>
      vllm({ '5': -0.1 }, { 'token_id:6': { logprob: '-0.5' } }, { '9': entry(-0.3), '7': entry(-9999, 100) })
    expect(await ask('vllm')).toEqual([
      { own: -0.5, top: [[6, -0.5]] },
      { own: Number.NEGATIVE_INFINITY, top: [[9, -0.3]] },
    ])
    // The token that was written behind the text may have an entry too; -Infinity comes as Python writes it.
    answer = () =>
      '{"choices": [{"prompt_logprobs": [null, {"5": -1}, {"6": -0.5}, {"7": -Infinity, "2": -0.1}, {"9": -0.1}]}]}'
    expect(await ask('vllm')).toEqual([
      { own: -0.5, top: [[6, -0.5]] },
      {
        own: Number.NEGATIVE_INFINITY,
        top: [
          [2, -0.1],
          [7, Number.NEGATIVE_INFINITY],
        ],
      },
    ])
    answer = () => ({ prompt_logprobs: [null, null, null, { '9': entry(-0.3) }] })
    expect(await ask('vllm')).toEqual([
      { own: null, top: [] },
      { own: null, top: [[9, -0.3]] },
    ])
  })
})

describe('SGLang and llama.cpp', () => {
  it('read triples of log-prob, id and text, ids as text too', async () => {
    answer = ({ input_ids, logprob_start_len }) => {
      expect({ input_ids, logprob_start_len }).toEqual({ input_ids: TEXT.ids, logprob_start_len: 0 })
      return {
        meta_info: {
          input_token_logprobs: [
            [null, 1, null],
            [-0.1, 5, null],
            [-4, '6', null],
            [-0.2, 7, null],
          ],
          input_top_logprobs: [
            null,
            [[-0.1, 5, null]],
            [
              [-0.5, 3, null],
              [-1.2, '4', null],
            ],
            [
              [-0.2, 7, null],
              [-2, 2, null],
            ],
          ],
        },
      }
    }
    expect(await ask('sglang')).toEqual([
      {
        own: -4,
        top: [
          [3, -0.5],
          [4, -1.2],
        ],
      },
      {
        own: -0.2,
        top: [
          [7, -0.2],
          [2, -2],
        ],
      },
    ])
    answer = () => ({
      meta_info: {
        input_token_logprobs: [
          [null, 1],
          [-1, 5],
          [-1, 66],
          [-1, 7],
        ],
        input_top_logprobs: [],
      },
    })
    await expect(ask('sglang')).rejects.toMatchObject({ trouble: 'vocabulary', message: expect.stringMatching('66') })
    // Another prompt is another text, although the tokens that are scored are the same.
    const otherPrompt = [
      [null, 1],
      [-1, 55],
      [-1, 6],
      [-1, 7],
    ]
    for (const rows of [otherPrompt, otherPrompt.slice(1)]) {
      answer = () => ({ meta_info: { input_token_logprobs: rows } })
      await expect(ask('sglang')).rejects.toMatchObject({ trouble: 'vocabulary', message: expect.stringMatching('55') })
    }
  })

  it('asks llama.cpp once a token, and knows the token only among the likeliest', async () => {
    const prompts: unknown[] = []
    answer = ({ prompt, n_probs }) => {
      prompts.push(prompt)
      expect(n_probs).toBe(2)
      return {
        completion_probabilities: [
          {
            top_logprobs: [
              { id: 6, token: 'x', logprob: -0.3 },
              { id: 2, token: 'y', logprob: -1.5 },
            ],
          },
        ],
      }
    }
    expect(await ask('llamacpp')).toEqual([
      {
        own: -0.3,
        top: [
          [6, -0.3],
          [2, -1.5],
        ],
      },
      {
        own: null,
        top: [
          [6, -0.3],
          [2, -1.5],
        ],
      },
    ])
    expect(prompts).toEqual([
      [1, 5],
      [1, 5, 6],
    ])
    answer = () => ({ completion_probabilities: [{ top_logprobs: [{ id: 6, token: 'x', prob: 0.7 }] }] })
    await expect(ask('llamacpp')).rejects.toMatchObject({ message: expect.stringMatching(/post_sampling_probs/) })
  })
})

describe('trouble is told apart', () => {
  const fails =
    (status: number, text: unknown): Answer =>
    (_, __, response) => {
      response.writeHead(status).end(typeof text === 'string' ? text : JSON.stringify(text))
    }

  it.each([
    [401, { error: 'Unauthorized' }, 'wrong-key', /OPD_TEACHER_KEY/],
    [
      400,
      { error: { message: 'Requested prompt logprobs of 50, which is greater than max allowed: 20' } },
      'logprob-cap',
      /--teacher-top-k 20/,
    ],
    [400, { message: "This model's maximum context length is 4096 tokens" }, 'too-long', /--max-model-len/],
    [400, { message: 'Token id 99999 is out of vocabulary' }, 'vocabulary', /tokenizer/],
    [404, { message: 'The model `big` does not exist.' }, 'unknown-model', /models/],
    [404, '<html>not found</html>', 'refused', /--teacher-kind/],
    [413, '<html>too large</html>', 'too-long', /raise the limit/],
    [422, 'no', 'refused', /--teacher-kind/],
  ] as const)('HTTP %d %j is %s', async (status, text, trouble, remedy) => {
    answer = fails(status, text)
    await expect(ask('vllm')).rejects.toMatchObject({ trouble, remedy: expect.stringMatching(remedy) })
    expect(tries).toBe(1)
  })

  it.each([
    ['raw-logits', () => vllm(null, { '5': entry(-1) }, { '6': entry(12.5) }, { '7': entry(3) })],
    ['raw-logits', () => vllm(null, { '5': entry(-1) }, { '6': entry(-0.1), '3': entry(-0.2, 2) }, { '7': entry(-1) })],
    ['vocabulary', () => vllm(null, { '5': entry(-1) }, { '151000': entry(-0.1) }, { '7': entry(-1) })],
    ['vocabulary', () => vllm(null, { '5': entry(-1) })],
    ['no-logprobs', () => ({ choices: [{ text: 'hello', prompt_logprobs: null }] })],
    ['no-logprobs', () => vllm(null, null, null, null)],
    ['broken-answer', () => vllm(null, { a: entry(-1) }, { b: entry(-1) }, { c: entry(-1) })],
    // Its own first token stands before the text, so that every row says something of the token before.
    ['vocabulary', () => vllm(null, { '1': entry(-9) }, { '5': entry(-1) }, { '6': entry(-1) }, { '7': entry(-1) })],
    [
      'vocabulary',
      () => ({
        choices: [
          {
            prompt_token_ids: [1, 5, 60, 7],
            prompt_logprobs: [null, { '5': entry(-1) }, { '6': entry(-1) }, { '7': entry(-1) }],
          },
        ],
      }),
    ],
  ] as const)('an answer with %s', async (trouble, said) => {
    answer = said
    await expect(ask('vllm')).rejects.toMatchObject({ trouble })
  })

  it('tries again what is busy, breaks off or is cut short, with growing waits, and then says so', async () => {
    const good = vllm(null, { '5': entry(-1) }, { '6': entry(-1) }, { '7': entry(-1) })
    const waits: number[] = []
    const patient = () => scoreText(teacher('vllm'), TEXT, 100, { wait: async (ms) => void waits.push(ms) })
    answer = (_, __, response) => {
      if (tries === 1) return void response.writeHead(429, { 'Retry-After': '2' }).end('slow down')
      if (tries === 2) return void response.socket?.destroy()
      if (tries === 3) return '{"choices":[{"prompt_log'
      return good
    }
    expect(await patient()).toHaveLength(2)
    expect(waits).toEqual([2000, 1000, 2000])
    answer = fails(503, 'overloaded')
    await expect(ask('vllm')).rejects.toMatchObject({ trouble: 'busy', message: expect.stringMatching('503') })
    answer = (_, __, response) => {
      response.writeHead(200).write('{"choices":')
    }
    await expect(ask('vllm', { timeout: 60 })).rejects.toMatchObject({
      trouble: 'too-slow',
      message: expect.stringMatching('0.06 s'),
    })
    await expect(ask('vllm', { url: 'http://127.0.0.1:1' })).rejects.toMatchObject({ trouble: 'unreachable' })
    await expect(ask('vllm', { url: 'ftp://x' })).rejects.toMatchObject({ trouble: 'unreachable' })
  })

  it('does not wait where the server asks for longer than anybody would, and says how long', async () => {
    answer = (_, __, response) => void response.writeHead(429, { 'Retry-After': '3600' }).end('slow down')
    await expect(ask('vllm')).rejects.toMatchObject({ trouble: 'busy', message: expect.stringMatching('3600 s') })
    expect(tries).toBe(1)
    const date = new Date(Date.now() + 7200_000).toUTCString()
    answer = (_, __, response) => void response.writeHead(503, { 'Retry-After': date }).end()
    await expect(ask('vllm')).rejects.toMatchObject({ message: expect.stringMatching(/(?:7200|7199) s/) })
    expect(tries).toBe(2)
  })

  it('looks at the models first, and passes over a server that has no list', async () => {
    await expect(preflight(teacher('vllm', { model: 'small' }), 10)).rejects.toMatchObject({
      trouble: 'unknown-model',
      remedy: expect.stringMatching('big'),
    })
    await expect(preflight(teacher('vllm'), 5000)).rejects.toMatchObject({
      trouble: 'too-long',
      message: expect.stringMatching('4096'),
    })
    models = null
    await preflight(teacher('vllm', { model: 'small' }), 10)
  })

  it('never repeats the key', async () => {
    answer = (_, request, response) => {
      expect(request.headers.authorization).toBe(`Bearer ${KEY}`)
      response.writeHead(401).end(`{"message":"Bad key ${KEY}"}`)
    }
    const error: unknown = await ask('vllm', { key: KEY }).catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain(KEY)
    answer = fails(400, `odd ${KEY}`)
    await expect(ask('vllm', { key: KEY })).rejects.toMatchObject({ message: expect.stringMatching(/odd \*\*\*/) })
    await expect(ask('vllm', { url: `http://me:${KEY}@127.0.0.1` })).rejects.toMatchObject({
      message: expect.not.stringContaining(KEY),
    })
  })
})

describe('a teacher on a server beside the same teacher here', () => {
  let engine: LocalEngine
  let folder = ''
  let remove = (): void => undefined
  beforeAll(async () => {
    ;({ folder, remove } = await tinyModels())
    engine = createNodeEngine({ models: folder, threads: 1 })
  })
  afterAll(async () => {
    await engine.dispose()
    remove()
  })

  it('has the same gap, and bounds that hold the divergences', async () => {
    const argv = [
      'score',
      '--models',
      folder,
      '--max-tokens',
      '6',
      '--context',
      'answer',
      '--difficulty',
      '1',
      '--teacher-url',
      url,
    ]
    const options = parseOptions([...argv, '--teacher-model', 'big', '--teacher-kind', 'vllm', '--teacher-top-k', '8'])
    const { remote } = options
    if (!remote) throw new Error('no server was read off the options')
    const [rollout] = await engine.sample({
      ...{ model: 'student', n: 1, context: null, problem: { world: 'tally', difficulty: 1, problemSeed: 0 } },
      sampling: { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 6 },
    })
    const divergences = divergenceIds().map((id) => ({ key: id, id }))
    const local = await engine.score({
      rollout: rollout!,
      teacher: 'teacher',
      context: 'answer',
      divergences,
      topK: 10_000,
    })
    vi.stubEnv('OPD_TEACHER_KEY', KEY)
    answer = ({ prompt }, request) => {
      expect(request.headers.authorization).toBe(`Bearer ${KEY}`)
      const ids = prompt as readonly number[]
      const before = ids.length - local.tokens.length
      return vllm(
        ...ids.map((id, i) => {
          if (i < before) return i === 0 ? null : { [id]: entry(-1) }
          const sorted = [...local.tokens[i - before]!.top].sort((a, b) => b.logpTeacher - a.logpTeacher)
          const kept = sorted.flatMap((word, rank) =>
            rank < 8 || word.id === id ? [[word.id, entry(word.logpTeacher, rank + 1)]] : [],
          )
          return Object.fromEntries(kept) as unknown
        }),
      )
    }
    const found = await remoteScore(engine, nodeFiles(folder), { ...options, remote }, async () => '')
    expect(JSON.stringify(found)).not.toContain(KEY)
    const [scored] = found.rollouts
    expect(scored!.tokens).toHaveLength(local.tokens.length)
    for (const [i, token] of scored!.tokens.entries()) {
      const truth = local.tokens[i]!
      expect(token.gap).toBeCloseTo(truth.gap, 6)
      expect(token.entropy_teacher.lower).toBeLessThanOrEqual(truth.entropyTeacher + 1e-9)
      expect(token.entropy_teacher.upper).toBeGreaterThanOrEqual(truth.entropyTeacher - 1e-9)
      expect(Object.keys(token.divergences)).toEqual(
        expect.arrayContaining(['forward-kl', 'reverse-kl', 'jsd', 'tvd', 'k1', 'k3']),
      )
      for (const [key, { lower, upper }] of Object.entries(token.divergences)) {
        expect(Number(lower), key).toBeLessThanOrEqual(truth.divergences[key]! + 1e-7)
        expect(Number(upper), key).toBeGreaterThanOrEqual(truth.divergences[key]! - 1e-7)
      }
      expect(token.divergences['reverse-kl']!.upper).toBe('Infinity')
    }
  })
})

describe('bounds', () => {
  const student = [0.5, 0.3, 0.1, 0.1].map(Math.log)

  it('are one number where all is known, and hold the worked case where it is not', () => {
    const all = { known: new Map([0.4, 0.4, 0.1, 0.1].map((p, i) => [i, Math.log(p)])), cap: Math.log(0.1) }
    const { lower, upper } = boundsOf('forward-kl', {}, student, all, 0)!
    expect(lower).toBeCloseTo(0.4 * Math.log(0.8) + 0.4 * Math.log(4 / 3), 12)
    expect(upper).toBeCloseTo(lower, 12)
    // Known: 0.6 and 0.3; 0.1 is left for two words of 0.1: at most all of it on one of them.
    const some = {
      known: new Map([
        [0, Math.log(0.6)],
        [1, Math.log(0.3)],
      ] as const),
      cap: Math.log(0.3),
    }
    const named = 0.6 * Math.log(1.2)
    const found = boundsOf('forward-kl', {}, student, some, 0)!
    expect(found.lower).toBeCloseTo(named + 0.1 * Math.log(0.5), 12)
    expect(found.upper).toBeCloseTo(named, 12)
    expect(boundsOf('tvd', {}, student, some, 0)).toMatchObject({
      lower: expect.closeTo(0.1, 12),
      upper: expect.closeTo(0.1, 12),
    })
    expect(entropyBounds({ known: new Map([[0, Math.log(0.5)]]) }, 3)).toMatchObject({
      lower: Math.log(2),
      upper: expect.closeTo(1.5 * Math.log(2), 12),
    })
    expect(boundsOf('renyi', { alpha: 2 }, student, some, 0)).toBeNull()
  })
})
