// @vitest-environment jsdom

import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { bindSight } from './sight.ts'

const PATIENCE = { timeout: 20_000, interval: 2 }

const ends: (() => unknown)[] = []
afterEach(() => Promise.all(ends.splice(0).map((end) => end())))
afterAll(() => vi.unstubAllGlobals())

/** An embed in a window that is scrolled by `scroll`. */
function embed() {
  let report: (isIntersecting: boolean) => void = () => {}
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(told: (entries: { isIntersecting: boolean }[]) => void) {
        report = (isIntersecting) => told([{ isIntersecting }])
      }
      observe() {}
    },
  )
  const store = createAppStore({ ...DEFAULTS, steps: 12 })
  const session = createSession(store, () => createFakeEngine({ pace: 3 }))
  ends.push(() => session.dispose())
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const sight = bindSight(app, document.body)
  const training = () => store.getState().training
  const steps = () => training().run?.reports.map(({ step }) => step) ?? []
  const until = (holds: () => boolean) => vi.waitFor(() => expect(holds()).toBe(true), PATIENCE)
  return { app, sight, scroll: (into: boolean) => report(into), training, steps, until }
}

describe('an embed out of sight', () => {
  it('rests within a step, and the same run goes on to its end in sight', async () => {
    const { app, scroll, training, steps, until } = embed()
    ACTIONS.train.perform(app)
    await until(() => steps().length === 2)
    scroll(false)
    await until(() => training().activity === 'idle')
    const rested = steps().length
    expect(rested).toBeLessThanOrEqual(3)
    const { id } = training().run ?? {}
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(steps()).toHaveLength(rested)
    scroll(true)
    await until(() => steps().length === 12 && training().activity === 'idle')
    expect(steps()).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
    expect(training().run?.id).toBe(id)
  })

  it('goes on when it is back before the step in progress has ended', async () => {
    const { app, scroll, training, steps, until } = embed()
    ACTIONS.train.perform(app)
    await until(() => steps().length === 1 && training().activity === 'stepping')
    scroll(false)
    expect(training().activity).toBe('pausing')
    scroll(true)
    await until(() => steps().length === 12 && training().activity === 'idle')
  })

  it('starts nothing that was not at work, and nothing that was stopped meanwhile', async () => {
    const { app, sight, scroll, training, steps, until } = embed()
    ACTIONS.stepTraining.perform(app)
    await until(() => steps().length === 1 && training().activity === 'idle')
    scroll(false)
    scroll(true)
    expect(training().activity).toBe('idle')
    ACTIONS.train.perform(app)
    await until(() => steps().length === 2)
    scroll(false)
    sight.letGo()
    await until(() => training().activity === 'idle')
    scroll(true)
    expect(training().activity).toBe('idle')
  })

  it('halts a race and a descent, and both go on', async () => {
    const { app, scroll, until } = embed()
    const race = () => app.store.getState().race
    const descent = () => app.session.descent.state.getState().running
    ACTIONS.runDescent.perform(app)
    ACTIONS.startRace.perform(app)
    await until(() => (race().lanes[1]?.reports.length ?? 0) > 0)
    scroll(false)
    expect(descent()).toBe(false)
    await until(() => race().activity === 'hidden')
    scroll(true)
    expect(descent()).toBe(true)
    expect(race().activity).toBe('running')
    ACTIONS.stopRace.perform(app)
    await until(() => race().activity === 'idle')
  })
})
