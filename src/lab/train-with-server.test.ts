/** @file `lab train --teacher-url`: the same steps as with the same teacher here, and refusals before anything starts. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LocalEngine } from '../engine/engine.ts'
import { RECIPES } from '../methods/catalogue/registry.ts'
import { servedNeeds } from '../methods/served.ts'
import { createNodeEngine } from './node-engine.ts'
import { runLab } from './run.ts'
import type { StepJson } from './run-output.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let folder = ''
let remove = (): void => undefined
let engine: LocalEngine
let url = ''
let asked = 0
/** What comes in the place of the honest answer; undefined: that one. */
let odd: (response: ServerResponse, question: Question) => unknown = () => undefined

interface Question {
  readonly prompt: readonly number[]
  readonly prompt_logprobs: number
}

/** vLLM's answer, of the tiny teacher. */
async function honest({ prompt, prompt_logprobs: k }: Question): Promise<unknown> {
  const [bos = 1, ...rest] = prompt
  const tokens = rest.map((id) => ({ id, text: '', logpStudent: 0, source: 'student' as const }))
  const { tokens: read } = await engine.score({
    rollout: {
      problem: { world: 'tally', difficulty: 1, problemSeed: 0, own: { prompt: { ids: [bos] } } },
      ...{ student: 'teacher', prompt: '', text: '', tokens, finish: 'eos', backend: 'cpu' },
      sampling: { seed: 0, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 600 },
      verdict: { status: 'unchecked', firstWrongStep: null, answer: null, message: '' },
    },
    ...{ teacher: 'teacher', context: null, divergences: [], topK: k },
  })
  const entries = read.map(({ top, logpTeacher, rankTeacher }, i) => {
    const likeliest = [...top].sort((a, b) => b.logpTeacher - a.logpTeacher).slice(0, k)
    return Object.fromEntries([
      ...likeliest.map(({ id, logpTeacher: logprob }, rank) => [id, { logprob, rank: rank + 1 }] as const),
      [rest[i]!, { logprob: logpTeacher, rank: rankTeacher }],
    ])
  })
  return vllm(entries)
}

const vllm = (entries: readonly unknown[]) => ({ choices: [{ prompt_logprobs: [null, ...entries] }] })

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', async () => {
    if (request.url === '/v1/models')
      return response.end(JSON.stringify({ data: [{ id: 'big', max_model_len: 4096 }] }))
    asked += 1
    const question = JSON.parse(Buffer.concat(parts).toString()) as Question
    const said = odd(response, question) ?? (await honest(question))
    return response.headersSent ? response : response.end(JSON.stringify(said))
  })
})

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
  engine = createNodeEngine({ models: folder, threads: 1 })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await engine.dispose()
  remove()
})
afterEach(() => {
  asked = 0
  odd = () => undefined
})

async function lab(args: string, onInterrupt?: (stop: () => void) => () => void) {
  const lines: Record<string, unknown>[] = []
  const argv = `train ${args} --rollouts 4 --n 2 --max-tokens 6 --models ${folder} --threads 1 --json`.split(' ')
  const result = await runLab(argv, {
    ...{ stdin: async () => '', write: (text) => lines.push(JSON.parse(text) as Record<string, unknown>) },
    ...(onInterrupt && { onInterrupt }),
  })
  return { ...result, steps: lines.filter((line) => 'step' in line) as unknown as StepJson[] }
}

const SERVED = () => `--teacher-url ${url} --teacher-model big --teacher-kind vllm`

describe('lab train --teacher-url', () => {
  it.each(['thinking-machines-opd', 'kdrl', 'revisiting-opd'])(
    '%s: losses and gradients are those of the same teacher here',
    async (recipe) => {
      const here = await lab(`--recipe ${recipe} --steps 2 --seed 5`)
      const there = await lab(`--recipe ${recipe} --steps 2 --seed 5 ${SERVED()}`)
      expect([there.code, there.stderr]).toEqual([0, ''])
      expect(there.steps).toHaveLength(2)
      for (const [i, step] of there.steps.entries()) {
        for (const name of ['loss', 'gradient_norm'] as const) {
          const [a, b] = [Number(step[name]), Number(here.steps[i]![name])]
          // Of 32-bit floats, against the number's own size; a top-k is renormalised twice.
          const most = recipe === 'revisiting-opd' ? 1e-4 : 1e-5
          expect(Math.abs(a - b), `${name} ${a} ${b}`).toBeLessThan(most * Math.max(1, Math.abs(b)))
        }
        expect(step.reverse_kl).toBeNull()
      }
      // Not the same by being nothing.
      expect(there.steps.some(({ gradient_norm }) => Number(gradient_norm) > 1e-3)).toBe(true)
    },
  )

  it('refuses every recipe that needs more, before anybody is asked, and names some that work', async () => {
    const able = RECIPES.filter((each) => !('why' in servedNeeds(each))).map(({ id }) => id)
    expect(able).toEqual(expect.arrayContaining(['thinking-machines-opd', 'g-opd', 'revisiting-opd']))
    for (const id of ['gkd', 'opsd', 'tip', 'minillm', 'speckd', 'spin']) {
      const { code, stderr } = await lab(`--recipe ${id} --steps 1 ${SERVED()}`)
      expect(code).toBe(2)
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toMatch(new RegExp(`"${id}" cannot learn from a teacher on a server: .*thinking-machines-opd`))
    }
    const few = await lab(`--recipe revisiting-opd --steps 1 ${SERVED()} --teacher-top-k 8`)
    expect(few).toMatchObject({ code: 2, stderr: expect.stringMatching(/32 likeliest.*--teacher-top-k 32/) })
    expect(asked).toBe(0)
  })

  it('says what is wrong with the server before the first step, and does not take a step that it leaves unanswered', async () => {
    const run = () => lab(`--recipe thinking-machines-opd --steps 1 ${SERVED()} --teacher-timeout 0.2`)
    odd = () => ({ choices: [{ text: 'hello' }] })
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/without log-probs/), steps: [] })
    odd = (_, { prompt }) => vllm(prompt.slice(1).map((id) => ({ [id]: { logprob: 4 } })))
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/raw logits/), steps: [] })
    // The taste is honest; then a token is left out.
    odd = (_, { prompt }) =>
      asked === 1
        ? undefined
        : vllm(prompt.slice(1).map((id, i, { length }) => (i === length - 1 ? {} : { [id]: { logprob: -1, rank: 1 } })))
    asked = 0
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringMatching(/how likely/), steps: [] })
  })

  it('ends within a step that the server takes long over', async () => {
    let interrupt = (): void => undefined
    asked = 0
    odd = (response) => {
      if (asked === 1) return undefined
      interrupt()
      response.writeHead(200).write('{')
      return null
    }
    const { code, stderr } = await lab(`--recipe thinking-machines-opd --steps 3 ${SERVED()}`, (stop) => {
      interrupt = stop
      return () => undefined
    })
    expect(code).toBe(130)
    expect(stderr).toMatch(/Interrupted after step 0 of 3/)
  })
})
