import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import type { EstimatorDraw } from '../../engine/types.ts'
import type { Settings } from '../../settings/settings.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import * as estimators from './draws.ts'

const draw = (part: Partial<EstimatorDraw>): EstimatorDraw => ({
  id: 0,
  tokens: 1,
  logp: 0,
  k1: 0,
  k2: 0,
  k3: 0,
  exact: 0,
  logWeight: 0,
  sharpening: { toGo: 0, own: 0, exact: 0 },
  ...part,
})

describe('summaries', () => {
  it('give mean, variance and the 95 % interval as worked by hand', () => {
    // 1, 2, 3, 6: mean 3, squares 4 + 1 + 0 + 9 = 14, variance 14/3, reach 1.96 sqrt(14/12).
    const { count, mean, variance, reach } = estimators.summarize([1, 2, 3, 6])
    expect([count, mean]).toEqual([4, 3])
    expect(variance).toBeCloseTo(14 / 3, 12)
    expect(reach).toBeCloseTo(1.959963984540054 * Math.sqrt(14 / 12), 12)
    expect(estimators.summarize([5]).variance).toBeNaN()
  })

  it('run along with the draws', () => {
    const values = [1, 2, 3, 6]
    const means = estimators.runningMeans(values)
    expect(means.map(({ x, y }) => [x, y])).toEqual([
      [2, 1.5],
      [3, 2],
      [4, 3],
    ])
    expect(means.at(-1)!.high - 3).toBeCloseTo(estimators.summarize(values).reach, 12)
    expect(estimators.runningMeans(Array.from({ length: 1000 }, (_, i) => i)).length).toBeLessThanOrEqual(81)
  })

  it('compare draw by draw with the exact value', () => {
    expect(estimators.biasOf([2, 4], [1, 3])).toMatchObject({ mean: 1, variance: 0, reach: 0 })
    expect(estimators.effectiveDraws([1, 1, 1, 1])).toBe(4)
    expect(estimators.effectiveDraws([1, 0, 0, 0])).toBe(1)
  })
})

describe('importance weights', () => {
  it('multiply every value, and are cut where they are asked to be', () => {
    const draws = [draw({ k1: 2, logWeight: Math.log(3) }), draw({ k1: 1, logWeight: Math.log(0.5) })]
    const close = (values: readonly number[], wanted: readonly number[]): void => {
      for (const [i, value] of wanted.entries()) expect(values[i]).toBeCloseTo(value, 12)
    }
    close(estimators.weighted(draws, 'k1', 0), [6, 0.5])
    close(estimators.weighted(draws, 'k1', 2), [4, 0.5])
    const exact = [draw({ exact: 2, logWeight: Math.log(3) })]
    close(estimators.exactValues(exact, 'problem'), [6])
    close(estimators.exactValues(exact, 'position'), [2])
  })
})

describe('the policy-gradient form', () => {
  it('has the exact derivative as its expectation', () => {
    const student = [1 / 2, 3 / 8, 1 / 8]
    const teacher = [1 / 4, 1 / 4, 1 / 2]
    const k1 = student.map((p, i) => Math.log(p / teacher[i]!))
    const kl = student.reduce((sum, p, i) => sum + p * k1[i]!, 0)
    const at = { id: 1, probability: student[1]!, k1: k1[1]! }
    const values = estimators.gradientValues(
      k1.map((value, id) => draw({ id, k1: value })),
      at,
      0,
    )
    const expected = values.reduce((sum, value, i) => sum + student[i]! * value, 0)
    expect(expected).toBeCloseTo(estimators.exactGradient(at, kl), 12)
    // The same by moving the logit.
    const reverseKl = (step: number): number => {
      const raised = student.map((p, i) => (i === 1 ? p * Math.exp(step) : p))
      const total = raised.reduce((a, b) => a + b)
      return raised.reduce((sum, p, i) => sum + (p / total) * Math.log(p / total / teacher[i]!), 0)
    }
    expect((reverseKl(1e-5) - reverseKl(-1e-5)) / 2e-5).toBeCloseTo(expected, 8)
  })
})

describe('exact expectations', () => {
  it('say what a clipped weight costs: worked by hand on two entries', () => {
    // p_S = (3/4, 1/4), drawn from q = (1/4, 3/4): weights 3 and 1/3; k1 = (1, -1), whose mean under p_S is 1/2.
    const entry = (p: number, q: number, k1: number) => draw({ logp: Math.log(p), logWeight: Math.log(p / q), k1 })
    const every = [entry(3 / 4, 1 / 4, 1), entry(1 / 4, 3 / 4, -1)]
    const at = (clip: number) => estimators.expectedOf(every, estimators.weighted(every, 'k1', clip))
    expect(at(0).mean).toBeCloseTo(1 / 2, 12)
    // (1/4)(3 - 1/2)^2 + (3/4)(-1/3 - 1/2)^2.
    expect(at(0).variance).toBeCloseTo(25 / 16 + 25 / 48, 12)
    // Cut at 2: (1/4) 2 - (3/4)(1/3).
    expect(at(2).mean).toBeCloseTo(1 / 4, 12)
    expect(at(2).variance).toBeLessThan(at(0).variance)
  })

  it('leave out what is never drawn, be its value infinite', () => {
    const every = [draw({ logp: 0, k1: 1 }), draw({ logp: Number.NEGATIVE_INFINITY, k1: Number.NaN })]
    expect(estimators.expectedOf(every, estimators.weighted(every, 'k1', 0))).toEqual({ mean: 1, variance: 0 })
  })
})

async function createApp(settings: Partial<Settings> = {}, options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const engine = createFakeEngine(options)
  const app = appOf({ store, session: createSession(store, () => engine), files: noFiles, randomSeed: () => 1 })
  const settled = (): Promise<void> =>
    vi.waitFor(
      () => {
        const { activity, drawing } = store.getState()
        if (activity !== 'idle' || drawing.wanted !== null) throw new Error('still busy')
      },
      { timeout: 20_000 },
    )
  ACTIONS.sample.perform(app)
  await settled()
  const draws = async (count: number) => {
    ACTIONS.drawSamples.perform(app, count)
    await settled()
    return estimators.drawsOnView(store.getState())
  }
  return { app, engine, state: store.getState, settled, draws }
}

describe('drawing', () => {
  it('adds up, goes on counting seeds, and begins anew elsewhere', async () => {
    const { app, engine, state, draws } = await createApp({ drawSeed: 7 })
    ACTIONS.togglePin.perform(app, 3)
    const first = await draws(50)
    const both = await draws(500)
    expect(both).toHaveLength(550)
    expect(both.slice(0, 50)).toEqual(first)
    const portions = engine.calls.drawn.filter((request) => request.scope === 'problem' || !request.every)
    expect(portions.map(({ seed, n }) => [seed, n])).toEqual([
      [7, 50],
      [57, 500],
    ])
    // Every entry is asked for once.
    expect(engine.calls.drawn).toHaveLength(3)
    expect(estimators.everyEntry(state()).length).toBeGreaterThan(10)
    ACTIONS.walk.perform(app, 4)
    expect(estimators.drawsOnView(state())).toEqual([])
    ACTIONS.walk.perform(app, 3)
    expect(estimators.drawsOnView(state())).toHaveLength(550)
    ACTIONS.clearDraws.perform(app)
    expect(estimators.drawsOnView(state())).toEqual([])
  })

  it('takes whole rollouts in portions, and stops between them', async () => {
    const { app, engine, state, settled } = await createApp({ drawScope: 'problem' }, { pace: 5 })
    ACTIONS.drawSamples.perform(app, 50)
    await vi.waitFor(() => expect(estimators.drawsOnView(state()).length).toBeGreaterThan(0), { timeout: 20_000 })
    ACTIONS.stopDraws.perform(app)
    await settled()
    const count = estimators.drawsOnView(state()).length
    expect(count % 16).toBe(0)
    expect(count).toBeLessThan(50)
    expect(engine.calls.drawn[0]).toMatchObject({ scope: 'problem', n: 16, seed: 1 })
  })

  it('says what failed and can be tried again', async () => {
    let broken = true
    const { state, draws } = await createApp(
      {},
      {
        obstacle: (step) => {
          if (broken && step === 'draw') throw new EngineError('bad-request', 'No draw.', 'Again.')
        },
      },
    )
    expect(await draws(50)).toEqual([])
    expect(state().notices).toMatchObject([{ message: 'No draw.' }])
    broken = false
    expect(await draws(50)).toHaveLength(50)
  })
})
