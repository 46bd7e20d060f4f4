import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { divergenceChoices, paramsKey, readParamsKey } from '../settings/scoring-keys.ts'
import { rolloutOfTrace, traceOfRollout } from '../store/rollout-history.ts'
import { type Trace, writeTrace } from './trace.ts'
import { readTrace } from './trace-schema.ts'

const HASHES = { student: '5'.repeat(64), teacher: 'e'.repeat(64) }

async function record(): Promise<Trace> {
  const engine = createFakeEngine()
  const [rollout] = await engine.sample({
    model: 'student',
    problem: { world: 'tally', difficulty: 2, problemSeed: 1 },
    sampling: { seed: 2, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 12 },
    n: 1,
    context: null,
  })
  const params = { jsd: { beta: 0.25 } }
  const score = async (context: 'trace' | null) => ({
    score: await engine.score({
      rollout: rollout!,
      teacher: 'teacher',
      context,
      divergences: divergenceChoices(params),
      topK: 4,
    }),
    params: readParamsKey(paramsKey(params)),
    models: HASHES,
  })
  const models = { student: HASHES.student }
  return { page: 'v=1&divergence=jsd', rollout: rollout!, models, scores: [await score(null), await score('trace')] }
}

/** The JSON text with the value at a path replaced. */
function spoil(text: string, path: string, value: unknown): unknown {
  const root: unknown = JSON.parse(text)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<unknown>((json, key) => (json as Record<string, unknown>)[key], root)
  Object.assign(parent as object, { [last]: value })
  return root
}

describe('a recorded trace', () => {
  it('comes back as it was written, infinities included', async () => {
    const recorded = await record()
    const [first, second] = recorded.scores
    const { tokens } = first!.score
    const infinite = { ...tokens[0]!, divergences: { 'forward-kl': Infinity }, logpTeacher: -Infinity, gap: -Infinity }
    const score = { ...first!.score, tokens: [infinite, ...tokens.slice(1)] }
    const trace = { ...recorded, scores: [{ ...first!, score }, second!] }
    const written = writeTrace(trace, new Date(0))
    const back = readTrace(JSON.parse(written))
    expect(back).toMatchObject({ page: trace.page, models: trace.models })
    expect(back.rollout.text).toBe(trace.rollout.text)
    expect(back.scores[0]?.score.tokens[0]).toMatchObject({
      logpTeacher: -Infinity,
      divergences: { 'forward-kl': Infinity },
    })
    expect(back.scores[1]).toMatchObject({ params: second!.params, models: HASHES })
    for (const [i, { gap }] of second!.score.tokens.entries()) {
      expect(back.scores[1]?.score.tokens[i]?.gap).toBeCloseTo(gap, 8)
    }
    // The digits that are kept survive being written again, digit by digit.
    expect(JSON.parse(writeTrace(back, new Date(0)))).toEqual(JSON.parse(written))
  })

  it('becomes a run that knows both conditions', async () => {
    const run = rolloutOfTrace(await record())
    expect(run).toMatchObject({ id: 0, origin: 'recorded', student: 'student' })
    expect(Object.keys(run.scores)).toEqual(['teacher|', 'teacher|trace'])
    expect(run.scores['teacher|trace']?.params).toBe(paramsKey({ jsd: { beta: 0.25 } }))
  })

  it('comes back from the run that it became; while the student writes there is none', async () => {
    const trace = await record()
    const run = rolloutOfTrace(trace)
    expect(traceOfRollout(run, trace.page)).toEqual(trace)
    expect(traceOfRollout({ ...run, result: null }, '')).toBeNull()
  })

  it('is what public/trace.schema.json says, and so is the recorded first paint', async () => {
    const schema = z.fromJSONSchema(JSON.parse(readFileSync('public/trace.schema.json', 'utf8')))
    const written = JSON.parse(writeTrace(await record(), new Date(0)))
    expect(schema.parse(written)).toEqual(written)
    const first = JSON.parse(readFileSync('public/recorded/first.json', 'utf8'))
    expect(schema.parse(first)).toEqual(first)
    expect(schema.safeParse(spoil(JSON.stringify(written), 'scores.0.tokens.0.gap', null)).success).toBe(false)
    expect(schema.safeParse(spoil(JSON.stringify(written), 'rollout.extra', 1)).success).toBe(false)
  })

  it.each([
    [null, 'trace: expected an object, found null'],
    [[], 'trace: expected an object, found []'],
    [{ format: 'x' }, 'format: expected "opd-trace"'],
    [{ format: 'opd-trace', version: 1 }, 'version: expected 2'],
    [{ format: 'opd-trace', version: 2 }, 'page: expected text, found nothing'],
    [{ format: 'opd-trace', version: 2, page: '', rollout: {} }, 'rollout.problem: expected an object, found nothing'],
  ])('refuses %j', (json, message) => {
    expect(() => readTrace(json)).toThrow(message)
  })

  it('names the place of a value that is not what it should be', async () => {
    const text = writeTrace(await record(), new Date(0))
    const reading = (path: string, value: unknown) => () => readTrace(spoil(text, path, value))
    expect(reading('scores.1.tokens.3.gap', null)).toThrow('scores[1].tokens[3].gap: expected a number')
    expect(reading('scores.0.tokens', [])).toThrow('scores[0].tokens: expected 12 entries')
    expect(reading('rollout.problem.world', 'moon')).toThrow('rollout.problem.world: expected one of')
    expect(reading('rollout.problem.difficulty', 9)).toThrow('rollout.problem.difficulty: expected a whole number from')
    expect(reading('scores.0.params.jsd', { gamma: 1 })).toThrow('scores[0].params.jsd: expected one of beta')
    expect(reading('scores.1.models.teacher', 'abc')).toThrow(
      'scores[1].models.teacher: expected 64 hexadecimal digits',
    )
    expect(reading('rollout.tokens.0.id', 1.5)).toThrow('rollout.tokens[0].id: expected a whole number')
    expect(reading('rollout.verdict.answer', 5)).toThrow('rollout.verdict.answer: expected text')
  })

  it('is held to its own meaning: signs, ranges, sums', async () => {
    const text = writeTrace(await record(), new Date(0))
    const reading = (path: string, value: unknown) => () => readTrace(spoil(text, path, value))
    const { gap } = JSON.parse(text).scores[0].tokens[0] as { gap: number }
    expect(reading('scores.0.tokens.0.gap', -gap)).toThrow(
      `scores[0].tokens[0].gap: expected logpTeacher - logpStudent, which is ${gap}, found ${-gap}`,
    )
    expect(reading('scores.0.tokens.0.logpStudent', 2)).toThrow('a log-prob of at most 0, found 2')
    expect(reading('rollout.tokens.0.logpStudent', 0.5)).toThrow('a log-prob of at most 0, found 0.5')
    expect(reading('scores.0.tokens.0.top.0.logpTeacher', 1)).toThrow('a log-prob of at most 0, found 1')
    expect(reading('scores.0.tokens.0.entropyStudent', -3)).toThrow('an entropy of at least 0, found -3')
    expect(reading('scores.0.tokens.0.rankStudent', 0)).toThrow('a whole number of at least 1, found 0')
    expect(reading('scores.0.tokens.0.tailTeacher', 2)).toThrow('found 2')
    expect(reading('rollout.sampling.seed', -3)).toThrow('a whole number of at least 0, found -3')
    expect(reading('rollout.sampling.temperature', 'Infinity')).toThrow('of at least 0, found Infinity')
    expect(reading('rollout.sampling.maxTokens', 0)).toThrow('at least 1, found 0')
    expect(reading('rollout.text', 'something else')).toThrow('rollout.text: expected the texts of rollout.tokens')
    const twice = JSON.parse(text)
    twice.scores[1] = twice.scores[0]
    expect(() => readTrace(twice)).toThrow('scores[1]: expected another teacher or context than that of scores[0]')
  })
})
