/** @file `lab sample --student-url` against servers of the documented shapes: tokens that are ours, another's or nobody's; and what is refused. */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WorldTokenizer } from '../world/tokenizer/load.ts'
import type { RemoteSampleJson } from './remote-sample.ts'
import { runLab } from './run.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

type Body = Readonly<Record<string, unknown>>
let answer: (body: Body, request: IncomingMessage, response: ServerResponse) => unknown = () => ({})
const asked: { readonly path: string; readonly body: Body; readonly key: string | undefined }[] = []

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (request.url === '/v1/models')
      return void response.end(JSON.stringify({ data: [{ id: 'mine', max_model_len: 4096 }] }))
    const body = JSON.parse(Buffer.concat(parts).toString()) as Body
    asked.push({ path: request.url ?? '', body, key: request.headers.authorization })
    const said = answer(body, request, response)
    if (said !== undefined) response.end(JSON.stringify(said))
  })
})

let url = ''
let folder = ''
let remove = (): void => undefined
let words: WorldTokenizer
beforeAll(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  ;({ folder, remove } = await tinyModels())
  const json = (name: string): object => JSON.parse(readFileSync(join(folder, 'student', name), 'utf8')) as object
  words = new WorldTokenizer(json('tokenizer.json'), json('tokenizer_config.json'))
})
afterAll(() => {
  server.close()
  remove()
})
afterEach(() => {
  asked.length = 0
  vi.unstubAllEnvs()
})

async function lab(args: string, stdin = '') {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  const argv = `${args} --models ${folder} --threads 1 --json`.split(' ')
  return { ...(await runLab(argv, { stdin: async () => stdin, write })), stdout }
}
const sample = (kind: string, more = '') =>
  lab(`sample --problem-seed 7 --seed 3 --student-url ${url}/v1 --student-model mine --student-kind ${kind}${more}`)
async function sampled(kind: string, more = ''): Promise<RemoteSampleJson> {
  const { code, stderr, stdout } = await sample(kind, more)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as RemoteSampleJson
}

const TEXT = ' 18+44=62\n'
const EOS = 2

describe('a student on a server', () => {
  it('on vLLM writes with its own ids and log-probs, which the teacher here then scores token by token', async () => {
    vi.stubEnv('OPD_STUDENT_KEY', 'sk-student-1')
    const ids = [...words.encode(TEXT), EOS]
    const logProbs = ids.map((_, i) => (i === 1 ? -9999 : -0.25 * i))
    answer = () => ({
      choices: [
        {
          ...{ text: TEXT, finish_reason: 'stop', stop_reason: null, token_ids: ids.map(String) },
          logprobs: { tokens: ids.map((id) => `token_id:${id}`), token_logprobs: logProbs },
        },
      ],
    })
    const found = await sampled('vllm', ' --n 2 --temperature 0.7 --top-k 5 --max-tokens 40')
    expect(asked.map(({ path, key, body }) => [path, key, body.seed])).toEqual([
      ['/v1/completions', 'Bearer sk-student-1', 3],
      ['/v1/completions', 'Bearer sk-student-1', 4],
    ])
    expect(asked[0]!.body).toMatchObject({
      ...{ model: 'mine', prompt: found.prompt, max_tokens: 40, temperature: 0.7, top_k: 5, top_p: 1, logprobs: 1 },
      return_token_ids: true,
    })
    expect(found.student).toEqual({ url, model: 'mine', kind: 'vllm', tokenizer: 'same' })
    expect(found.rollouts).toHaveLength(2)
    const [first] = found.rollouts
    expect(first).toMatchObject({ text: TEXT, finish: 'eos', verdict: { status: expect.any(String) } })
    expect(first!.tokens.map(({ id }) => id)).toEqual(ids)
    expect(first!.tokens.map(({ logp_student }) => logp_student)).toEqual([0, null, ...logProbs.slice(2)])
    expect(first!.tokens.at(-1)).toMatchObject({ id: EOS, text: '' })

    const scored = await lab('score --rollout - --problem-seed 7 --divergences reverse-kl', JSON.stringify(found))
    expect(scored.stderr).toBe('')
    const rollout = JSON.parse(scored.stdout).rollouts[0]
    expect(rollout.tokens.map(({ id }: { id: number }) => id)).toEqual(ids)
    expect(rollout.tokens[0].logp_teacher).toBeLessThan(0)
  })

  it('on SGLang and llama.cpp, cut short, without the end of the text, and told by texts alone', async () => {
    const ids = words.encode(TEXT)
    answer = () => ({
      ...{ text: TEXT, output_ids: ids },
      meta_info: {
        finish_reason: { type: 'length', length: ids.length },
        output_token_logprobs: ids.map((id, i) => [-0.5 * i, String(id), null]),
      },
    })
    const sglang = await sampled('sglang')
    expect(asked[0]).toMatchObject({ path: '/generate', body: { text: sglang.prompt, return_logprob: true } })
    expect(sglang).toMatchObject({ student: { tokenizer: 'same' }, rollouts: [{ finish: 'length', text: TEXT }] })
    expect(sglang.rollouts[0]!.tokens.map(({ logp_student }) => logp_student)).toEqual(ids.map((_, i) => 0 - 0.5 * i))

    answer = () => ({
      ...{ content: TEXT, tokens: [], stop_type: 'eos' },
      completion_probabilities: ids.map((id) => ({ token: words.tokenText(id), logprob: -1 })),
    })
    const llamacpp = await sampled('llamacpp')
    expect(asked[1]).toMatchObject({ path: '/completion', body: { prompt: sglang.prompt, n_predict: 192 } })
    expect(llamacpp.student.tokenizer).toBe('same')
    // It keeps the end of the text to itself.
    expect(llamacpp.rollouts[0]!.tokens.map(({ id }) => id)).toEqual([...ids, EOS])
    expect(llamacpp.rollouts[0]!.tokens.at(-1)).toMatchObject({ text: '', logp_student: null })

    answer = () => ({ choices: [{ text: TEXT, finish_reason: 'length' }] })
    const silent = await sampled('vllm')
    expect(silent).toMatchObject({ student: { tokenizer: 'unknown' }, rollouts: [{ finish: 'length' }] })
    expect(silent.rollouts[0]!.tokens.map(({ id, logp_student }) => [id, logp_student])).toEqual(
      ids.map((id) => [id, null]),
    )
  })

  it('with another tokenizer is shown, and its tokens are not scored: one line says where the two part', async () => {
    for (const [choice, why] of [
      [{ text: TEXT, token_ids: [151_000, 5] }, /token 151000, and the vocabulary here has/],
      [{ text: TEXT, token_ids: [40, 41, 42] }, /its tokens say .* where it wrote/],
      [{ text: TEXT, logprobs: { tokens: [' 18+', '44=62\n'], token_logprobs: [-1, -2] } }, /its token 1 is " 18\+"/],
    ] as const) {
      answer = () => ({ choices: [{ finish_reason: 'length', ...choice }] })
      const found = await sampled('vllm')
      expect(found.student).toMatchObject({ tokenizer: 'other', why: expect.stringMatching(why) })
      expect(found.rollouts[0]!.text).toBe(TEXT)
      const { code, stderr } = await lab('score --rollout - --problem-seed 7', JSON.stringify(found))
      expect(code).toBe(2)
      expect(stderr).toMatch(/another tokenizer.*Serve a student with the tokenizer/)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })

  it('is refused in one line with the student’s own options as remedy', async () => {
    const fails = (status: number, text: string) => {
      answer = (_, __, response) => void response.writeHead(status).end(text)
    }
    fails(401, 'no')
    expect(await sample('vllm')).toMatchObject({ code: 2, stderr: expect.stringMatching(/OPD_STUDENT_KEY/) })
    fails(404, '<html>')
    expect(await sample('sglang')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/has no \/generate .*--student-kind/),
    })
    fails(400, 'max_tokens is too large')
    expect(await sample('vllm')).toMatchObject({ code: 2, stderr: expect.stringMatching(/The student refused/) })
    answer = () => ({ choices: [{ text: TEXT, token_ids: [5], logprobs: { token_logprobs: [4] } }] })
    expect(await sample('vllm')).toMatchObject({ code: 2, stderr: expect.stringMatching(/raw logits/) })
    answer = () => ({ choices: [{ message: { content: 'a chat' } }] })
    expect(await sample('vllm')).toMatchObject({ stderr: expect.stringMatching(/holds no text.*chat-only/) })
    expect(await lab(`sample --student-url ${url} --student-model huge --student-kind vllm`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no model "huge".*--student-model one of: mine/),
    })
    expect(await lab('sample --student-model mine')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/Give --student-url/),
    })
    expect(await lab(`score --student-url ${url} --student-model mine --student-kind vllm`)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/belongs to lab sample/),
    })
  })
})
