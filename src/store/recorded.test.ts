import { describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../e2e/fake-engine.ts'
import { divergenceChoices } from './conditions.ts'
import { readTrace, runOfTrace, type Trace, writeTrace } from './recorded.ts'

async function record(): Promise<Trace> {
  const engine = createFakeEngine()
  const [rollout] = await engine.sample({
    model: 'student',
    problem: { world: 'tally', difficulty: 2, problemSeed: 1 },
    sampling: { seed: 2, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 12 },
    n: 1,
    context: null,
  })
  const score = (context: 'trace' | null) =>
    engine.score({ rollout: rollout!, teacher: 'teacher', context, divergences: divergenceChoices({}), topK: 4 })
  return { rollout: rollout!, scores: [await score(null), await score('trace')] }
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
    const { rollout, scores } = await record()
    const [first, second] = scores
    const infinite = {
      ...first!.tokens[0]!,
      divergences: { 'forward-kl': Infinity },
      logpTeacher: -Infinity,
      gap: -Infinity,
    }
    const trace = { rollout, scores: [{ ...first!, tokens: [infinite, ...first!.tokens.slice(1)] }, second!] }
    const written = writeTrace(trace, new Date(0))
    const back = readTrace(JSON.parse(written))
    expect(back.rollout.text).toBe(rollout.text)
    expect(back.scores[0]?.tokens[0]).toMatchObject({ logpTeacher: -Infinity, divergences: { 'forward-kl': Infinity } })
    for (const [i, { gap }] of trace.scores[1]!.tokens.entries()) {
      expect(back.scores[1]?.tokens[i]?.gap).toBeCloseTo(gap, 5)
    }
    // Seven digits survive being written again, digit by digit.
    expect(JSON.parse(writeTrace(back, new Date(0)))).toEqual(JSON.parse(written))
  })

  it('becomes a run that knows both conditions', async () => {
    const run = runOfTrace(await record())
    expect(run).toMatchObject({ id: 0, origin: 'recorded', student: 'student' })
    expect(Object.keys(run.scores)).toEqual(['teacher|', 'teacher|trace'])
  })

  it.each([
    [null, 'trace: expected an object'],
    [[], 'trace: expected an object'],
    [{ format: 'x' }, 'format: expected "opd-trace"'],
    [{ format: 'opd-trace', version: 2 }, 'version: expected 1'],
    [{ format: 'opd-trace', version: 1, rollout: {} }, 'rollout.problem: expected an object'],
  ])('refuses %j', (json, message) => {
    expect(() => readTrace(json)).toThrow(new TypeError(message))
  })

  it('names the place of a value that is not what it should be', async () => {
    const text = writeTrace(await record(), new Date(0))
    const reading = (path: string, value: unknown) => () => readTrace(spoil(text, path, value))
    expect(reading('scores.1.tokens.3.gap', null)).toThrow('scores[1].tokens[3].gap: expected a number')
    expect(reading('scores.0.tokens', [])).toThrow('scores[0].tokens: expected 12 entries')
    expect(reading('rollout.problem.world', 'moon')).toThrow('rollout.problem.world: expected one of')
    expect(reading('rollout.tokens.0.id', 1.5)).toThrow('rollout.tokens[0].id: expected a whole number')
    expect(reading('rollout.verdict.answer', 5)).toThrow('rollout.verdict.answer: expected text')
  })
})
