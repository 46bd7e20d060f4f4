import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { Settings } from '../../settings/settings.ts'
import { missingChoices, readingOf } from '../../store/divergence-values.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { cutReadingOf, massReadingOf, missingLoss } from './loss-terms.ts'

async function sampled(settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, divergence: 'reverse-kl', ...settings })
  const engine = createFakeEngine()
  const app = appOf({ store, session: createSession(store, () => engine), files: noFiles, randomSeed: () => 1 })
  const state = store.getState
  const settled = () =>
    vi.waitFor(
      () => {
        const missing = missingChoices(state(), [state().settings.divergence]).length + missingLoss(state()).length
        if (state().activity !== 'idle' || missing > 0) throw new Error('still busy')
      },
      { timeout: 20_000 },
    )
  await app.session.loader.ensure(['student', 'teacher'])
  ACTIONS.sample.perform(app)
  await settled()
  return { app, state, settled, calls: engine.calls }
}

describe('the loss that the waterfall takes apart', () => {
  it('is measured with its gradient while the waterfall is open, and not before', async () => {
    const { app, state, settled, calls } = await sampled({ entryClip: 0.05 })
    const before = calls.scored.length
    expect(massReadingOf(state())).toEqual({ whole: null, cut: null })
    ACTIONS.openTab.perform(app, 'waterfall')
    await settled()
    expect(calls.scored.slice(before).flatMap(({ divergences }) => divergences)).toEqual([
      { key: 'reverse-kl full gradient', id: 'reverse-kl', report: 'gradient-norm' },
      { key: 'reverse-kl full cut', id: 'reverse-kl', entryClip: 0.05 },
      { key: 'reverse-kl full cut gradient', id: 'reverse-kl', entryClip: 0.05, report: 'gradient-norm' },
    ])
    const whole = readingOf(state(), 'reverse-kl')?.values ?? []
    const cut = cutReadingOf(state())?.values ?? []
    expect(cut.every((value, i) => (value ?? 0) <= (whole[i] ?? 0) + 1e-9)).toBe(true)
    expect(cut).not.toEqual(whole)
  })

  it('keeps the uncut values until the cut ones are there, and says that they are late', async () => {
    const { app, state, settled } = await sampled({ tab: 'waterfall' })
    const whole = readingOf(state(), 'reverse-kl')
    expect(cutReadingOf(state())).toEqual(whole)
    ACTIONS.setEntryClip.perform(app, 0.02)
    expect(cutReadingOf(state())).toEqual({ values: whole?.values, late: true })
    await settled()
    expect(cutReadingOf(state())?.late).toBe(false)
  })

  it('of the sampled token alone pulls by its value times the norm of the score', async () => {
    const { app, state, settled } = await sampled({ tab: 'waterfall', support: 'sampled', entryClip: 0.05 })
    await settled()
    const values = readingOf(state(), 'reverse-kl')?.values ?? []
    const masses = massReadingOf(state()).whole?.values ?? []
    const token = state().rollout?.scores['teacher|']?.score.tokens[0]
    // e_y - p_S: with p = p_S(y) its norm lies between (1 - p) and (1 - p) times the root of 2.
    const rest = 1 - Math.exp(token?.logpStudent ?? 0)
    const norm = (masses[0] ?? 0) / Math.abs(values[0] ?? 0)
    expect(norm).toBeGreaterThanOrEqual(rest - 1e-9)
    expect(norm).toBeLessThanOrEqual(rest * Math.SQRT2 + 1e-9)
    // One entry is no sum of entries: nothing is cut.
    expect(cutReadingOf(state())?.values).toEqual(values)
    expect(app.store.getState().settings.entryClip).toBe(0.05)
  })
})
