import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../engine/errors.ts'
import { createFakeEngine, type FakeOptions } from '../engine/testing/fake-engine.ts'
import type { Settings } from '../settings/settings.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS, FEATURES } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { measuringFailure } from './divergence-queries.ts'
import { missingChoices, readingOf } from './divergence-values.ts'
import { ROLLOUT_ACTIONS } from './rollout-actions.ts'
import { SCORING_ACTIONS } from './scoring-actions.ts'
import type { AppState } from './state.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

/** As the rail and the page ask. */
const missing = (state: AppState) =>
  missingChoices(state, [...state.settings.rail, ...state.settings.railPair, state.settings.divergence])

const failure = (state: AppState) => measuringFailure(state, FEATURES)

async function sampled(settings: Partial<Settings> = {}, options: FakeOptions = {}) {
  const store = createAppStore({ ...DEFAULTS, ...settings })
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const state = store.getState
  const settled = () =>
    vi.waitFor(() => {
      const { activity } = state()
      if (activity !== 'idle' || (missing(state()).length > 0 && !failure(state()))) throw new Error('still busy')
    }, PATIENCE)
  await session.loader.ensure(['student', 'teacher'])
  ROLLOUT_ACTIONS.sample.perform(app)
  await settled()
  return { app, state, settled, calls: engine.calls }
}

const mean = (values: readonly (number | null)[] = []): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length

describe('measuring', () => {
  it('asks for nothing that the scores hold', async () => {
    const { app, state, settled, calls } = await sampled()
    const before = calls.scored.length
    ACTIONS.toggleStrip.perform(app, 'tvd')
    ACTIONS.setSupport.perform(app, 'sampled')
    await settled()
    expect(calls.scored).toHaveLength(before)
    const { rollout } = state()
    const [token] = rollout!.scores['teacher|']!.score.tokens
    expect(readingOf(state(), 'tvd', 'full')?.values[0]).toBe(token!.divergences.tvd)
    expect(readingOf(state(), 'reverse-kl')?.values[0]).toBeCloseTo(-token!.gap, 9)
    expect(readingOf(state(), 'renyi')?.values[0]).toBeNull()
  })

  it('measures another support beside the full one, sampling nothing', async () => {
    const { app, state, settled, calls } = await sampled()
    ACTIONS.setSupportK.perform(app, 3)
    ACTIONS.setSupport.perform(app, 'top-k-tail')
    await settled()
    const full = mean(readingOf(state(), 'reverse-kl', 'full')?.values)
    const reduced = mean(readingOf(state(), 'reverse-kl')?.values)
    // Joining entries can only hide a difference.
    expect(reduced).toBeLessThan(full)
    expect(reduced).toBeGreaterThan(0)
    expect(calls.sampled).toHaveLength(1)
    expect(calls.scored.at(-1)).toMatchObject({ topK: 0, context: null })
    expect(calls.scored.at(-1)?.divergences.map(({ key }) => key)).toEqual([
      'forward-kl top-k-tail 3 teacher',
      'reverse-kl top-k-tail 3 teacher',
      'jsd top-k-tail 3 teacher',
    ])
  })

  it('follows a scrubbed parameter, one request at a time and only for what moved; the old strip stands meanwhile', async () => {
    const { app, state, settled, calls } = await sampled({}, { pace: 2 })
    const before = calls.scored.length
    const old = readingOf(state(), 'jsd')
    for (let beta = 10; beta < 40; beta++)
      ACTIONS.scrubDivergenceParam.perform(app, { id: 'jsd', param: 'beta', value: beta / 100 })
    expect(readingOf(state(), 'jsd')).toEqual({ values: old?.values, late: true })
    await settled()
    expect(calls.scored.length - before).toBeLessThanOrEqual(2)
    expect(calls.scored.at(-1)?.divergences).toEqual([{ key: 'jsd full', id: 'jsd', params: { beta: 0.39 } }])
    expect(readingOf(state(), 'jsd')?.late).toBe(false)
    expect(readingOf(state(), 'jsd')?.values).not.toEqual(old?.values)
    // When the hand lets go, the scores take the parameter over with the same numbers.
    const scrubbed = readingOf(state(), 'jsd')?.values
    SCORING_ACTIONS.setDivergenceParam.perform(app, { id: 'jsd', param: 'beta', value: 0.39 })
    await settled()
    expect(readingOf(state(), 'jsd')?.values).toEqual(scrubbed)
  })

  it('says what failed, and tries again only when asked', async () => {
    let broken = false
    const obstacle = (step: string): void => {
      if (broken && step === 'score') throw new EngineError('out-of-memory', 'No memory.', 'Close a tab.')
    }
    const { app, state, settled, calls } = await sampled({}, { obstacle })
    broken = true
    ACTIONS.setSupport.perform(app, 'top-k')
    await settled()
    expect(failure(state())).toMatchObject({ message: 'No memory.', remedy: 'Close a tab.' })
    const tried = calls.scored.length
    ACTIONS.toggleStrip.perform(app, 'k1')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(calls.scored).toHaveLength(tried)
    broken = false
    ACTIONS.measureAgain.perform(app)
    await settled()
    expect(failure(state())).toBeNull()
    expect(readingOf(state(), 'jsd')?.late).toBe(false)
  })
})

describe('the choices', () => {
  it('keep one strip and the registry’s order', async () => {
    const { app, state } = await sampled({ rail: ['k1'] })
    ACTIONS.toggleStrip.perform(app, 'k1')
    expect(state().settings.rail).toEqual(['k1'])
    ACTIONS.toggleStrip.perform(app, 'forward-kl')
    expect(state().settings.rail).toEqual(['forward-kl', 'k1'])
  })
})
