/** @file The lab's commands in one process, and once each a success and a failure as a script would see them. */

import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { divergenceIds } from '../divergence/registry.ts'
import { readTrace } from '../formats/trace-schema.ts'
import { rolloutOfTrace } from '../store/rollout-history.ts'
import { restore } from '../testing/app.ts'
import { WORLDS } from '../world/registry.ts'
import type { EvalJson, SampleJson, ScoreJson } from './output.ts'
import { type LabResult, runLab } from './run.ts'
import { tinyModels } from './tiny-models.test-helper.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const TSX = join(import.meta.dirname, '../../node_modules/.bin/tsx')

let folder: string
let remove: () => void

beforeAll(async () => {
  ;({ folder, remove } = await tinyModels())
})
afterAll(() => remove())

interface Printed extends LabResult {
  readonly stdout: string
}

async function lab(args: string, stdin = ''): Promise<Printed> {
  let stdout = ''
  const write = (text: string) => {
    stdout += text
  }
  return { ...(await runLab(args.split(' '), { stdin: async () => stdin, write })), stdout }
}

function spawned(args: string): Promise<Printed> {
  return new Promise((resolve) => {
    const argv = [join(import.meta.dirname, 'main.ts'), ...args.split(' ')]
    execFile(TSX, argv, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

async function json<T>(args: string, stdin?: string): Promise<T> {
  const { code, stdout, stderr } = await lab(`${args} --models ${folder} --threads 1 --json`, stdin)
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as T
}

const PROBLEM = '--problem-seed 4 --seed 3 --max-tokens 8'

describe('lab', () => {
  it('samples in the promised form, the same tokens for the same seed', async () => {
    const one = await json<SampleJson>(`sample ${PROBLEM}`)
    expect(Object.keys(one)).toEqual(['prompt', 'rollouts', 'problem', 'sampling'])
    expect(one.prompt).toContain(WORLDS.tally.generate(4).question)
    const [rollout] = one.rollouts
    expect(Object.keys(rollout!)).toEqual(['text', 'finish', 'tokens', 'verdict'])
    expect(Object.keys(rollout!.tokens[0]!)).toEqual(['id', 'text', 'logp_student'])
    expect(Object.keys(rollout!.verdict)).toEqual(['status', 'first_wrong_step', 'answer', 'tokens', 'message'])
    const three = await json<SampleJson>(`sample ${PROBLEM} --n 3`)
    expect(three.rollouts).toHaveLength(3)
    expect(three.rollouts[0]!.tokens.map(({ id }) => id)).toEqual(rollout!.tokens.map(({ id }) => id))
  })

  it('scores the rollouts that it would sample, or those that it is given', async () => {
    const sampled = await json<SampleJson>(`sample ${PROBLEM}`)
    const scored = await json<ScoreJson>(`score ${PROBLEM} --context trace`)
    const ids = (rollouts: SampleJson['rollouts']) => rollouts.map(({ tokens }) => tokens.map(({ id }) => id))
    expect(ids(scored.rollouts)).toEqual(ids(sampled.rollouts))
    const token = scored.rollouts[0]!.tokens[0]!
    expect(Object.keys(token.divergences)).toEqual(divergenceIds())
    expect(token.gap).toBeCloseTo(token.logp_teacher - token.logp_student, 12)
    expect(token.divergences.k1).toBeCloseTo(-token.gap, 9)
    expect(token.entropy_student).toBeGreaterThan(0)
    const given = await json<ScoreJson>(`score ${PROBLEM} --context trace --rollout -`, JSON.stringify(sampled))
    expect(given).toEqual(scored)
  })

  it('writes the trace that the page imports, with the numbers of the plain score', async () => {
    const scored = await json<ScoreJson>(`score ${PROBLEM} --context trace`)
    const trace = readTrace(await json(`score ${PROBLEM} --context trace --divergences jsd:beta=0.25 --trace -`))
    expect(restore(trace.page).settings).toMatchObject({ problemSeed: 4, seed: 3, privileged: true, context: 'trace' })
    expect(trace.scores.map(({ score }) => score.context)).toEqual([null, 'trace'])
    expect(trace.scores[1]!.params.jsd).toEqual({ beta: 0.25 })
    expect(trace.scores[1]!.models.teacher).toMatch(/^[0-9a-f]{64}$/)
    const run = rolloutOfTrace(trace)
    expect(Object.keys(run.scores)).toEqual(['teacher|', 'teacher|trace'])
    for (const [i, token] of scored.rollouts[0]!.tokens.entries()) {
      const read = trace.scores[1]!.score.tokens[i]!
      expect(read.gap).toBeCloseTo(token.gap, 6)
      expect(read.divergences['reverse-kl']).toBeCloseTo(Number(token.divergences['reverse-kl']), 6)
      expect(read.top.length).toBeGreaterThanOrEqual(8)
    }
    const file = join(folder, 'trace.json')
    const given = await lab(`score --trace ${file} --rollout - --models ${folder}`, JSON.stringify(scored))
    expect(given).toMatchObject({ code: 0, stderr: '' })
    expect(readTrace(JSON.parse(readFileSync(file, 'utf8'))).rollout.text).toBe(trace.rollout.text)
  })

  it('evaluates with an interval', async () => {
    const result = await json<EvalJson>('eval --n 5 --max-tokens 6 --context revise')
    expect(Object.keys(result)).toEqual(['accuracy', 'interval', 'mean_tokens', 'n'])
    expect(result).toMatchObject({ accuracy: 0, n: 5 })
    expect(result.interval[1]).toBeCloseTo(0.4345, 4)
  })

  it('lists models and divergences, and answers a divergence', async () => {
    const models = await json<{ id: string }[]>('models')
    expect(models.map(({ id }) => id)).toEqual(['student', 'teacher'])
    expect(await json<string[]>('divergence --list')).toEqual(divergenceIds())
    const request = { student_logits: [[0, 0]], teacher_logits: [[Math.log(3), 0]], divergence: 'forward-kl' }
    const { per_token } = await json<{ per_token: number[] }>('divergence', JSON.stringify(request))
    // KL of (3/4, 1/4) from (1/2, 1/2).
    expect(per_token[0]).toBeCloseTo(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5), 12)
  })

  it.each([
    ['sample --world moon', 2, /--world is "moon"/],
    ['sample --model nobody', 2, /There is no model "nobody"\. Choose one of: student, teacher\./],
    ['score --context translation --world quest', 2, /no context of the kind "translation"/],
    ['score --rollout /nowhere.json', 2, /\/nowhere\.json cannot be read/],
    ['score --n 2 --max-tokens 2 --trace -', 2, /A trace holds one rollout/],
    ['score --max-tokens 2 --trace /nowhere/trace.json', 2, /\/nowhere\/trace\.json cannot be written/],
    ['sample --trace -', 2, /--trace belongs to lab score/],
    ['divergence', 2, /not JSON/],
  ])('refuses "%s" with one line and code %i', async (args, code, message) => {
    const result = await lab(`${args} --models ${folder} --threads 1 --json`, '')
    expect(result.code).toBe(code)
    expect(result.stdout).toBe('')
    expect(result.stderr).toMatch(message)
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1)
  })

  it('is a command of its own', async () => {
    const [good, bad] = await Promise.all([
      spawned(`sample ${PROBLEM} --models ${folder} --json`),
      spawned('sample --world moon'),
    ])
    expect([good.code, good.stderr]).toEqual([0, ''])
    expect(JSON.parse(good.stdout)).toHaveProperty('rollouts')
    expect([bad.code, bad.stdout]).toEqual([2, ''])
    expect(bad.stderr).toMatch(/^--world is "moon"\. Choose one of: [^\n]+\n$/)
  })
})
