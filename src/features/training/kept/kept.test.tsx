// @vitest-environment jsdom
/** A run in training is kept as it goes, and the next page, or the next engine, goes on with it. */

import { cleanup, render, screen, act as settle, waitFor } from '@testing-library/react'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../../engine/errors.ts'
import { createFakeEngine } from '../../../engine/testing/fake-engine.ts'
import { english } from '../../../message/message.ts'
import type { Settings } from '../../../settings/settings.ts'
import { act } from '../../../store/app.ts'
import { AppProvider } from '../../../store/hooks.ts'
import { type Browser, failingFactory, lockManager, pageOf } from '../../../store/kept/shelf.test-helper.ts'
import { createShelf } from '../../../store/kept/shelf.ts'
import { appOf, createAppStore, createSession, DEFAULTS, SCHEMA } from '../../../testing/app.ts'
import { noFiles } from '../../../testing/no-files.ts'
import { RunKeeper } from './keeper.ts'
import { KeptRuns } from './offers.tsx'

const CLOCK = new Date(2026, 10, 29, 10, 32).getTime()

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
  // A run of another day is named with its day: the offer is read on the day when the run was kept.
  vi.setSystemTime(CLOCK)
})
afterAll(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
afterEach(cleanup)

let keys = 0

/** A page of the browser: its own engine, store and keys. `end` closes the tab, or lets it crash. */
function openPage(browser: Browser, settings: Partial<Settings> = {}) {
  const page = pageOf(browser)
  const store = createAppStore({ ...DEFAULTS, steps: 20, ...settings })
  const engine = createFakeEngine({})
  const session = createSession(store, () => engine)
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 1 })
  const shelf = createShelf(page, () => CLOCK)
  const keeper = new RunKeeper({ store, shelf, schema: SCHEMA, freshKey: () => `key-${++keys}`, now: () => CLOCK })
  session.training.keepWith(keeper)
  const training = () => store.getState().training
  const offers = async () => {
    await shelf.settled()
    await keeper.refresh()
    return store.getState().keptRuns
  }
  const takeUp = async (): Promise<void> => {
    const [offer] = await offers()
    act(app, 'takeUpRun', offer?.key ?? '')
    await vi.waitFor(() => expect([training().activity, training().open]).toEqual(['idle', true]))
  }
  return { app, store, session, engine, keeper, shelf, training, offers, takeUp, end: page.end }
}

const browserOf = (): Browser => ({ indexedDB: new IDBFactory(), locks: lockManager() })

/** What an uninterrupted run of so many steps shows. */
async function whole(steps: number) {
  const { session, training } = openPage(browserOf(), { steps })
  await session.training.train()
  return training().run
}

describe('a run that was interrupted', () => {
  it('is offered to the next page in one line, and goes on with curves, flipbook and steps as if nothing had happened', async () => {
    const browser = browserOf()
    const before = openPage(browser, { steps: 40, seed: 77 })
    // The page dies in the middle of a step: what was measured last is what is there.
    const { stepRun } = before.engine
    let steps = 0
    before.engine.stepRun = (...call) => (++steps > 14 ? new Promise(() => undefined) : stepRun(...call))
    void before.session.training.train()
    await vi.waitFor(() => expect(before.training().at).toBe(14))
    await before.shelf.settled()
    await before.end()

    const after = openPage(browser)
    expect(await after.offers()).toMatchObject([{ at: 10, ended: false, own: false, earlier: 0 }])
    render(
      <AppProvider value={after.app}>
        <KeptRuns />
      </AppProvider>,
    )
    expect(screen.getByRole('status').textContent).toContain('A run of GKD from 10:32, 10 steps, was interrupted.')
    screen.getByRole('button', { name: 'Take it up again' })
    screen.getByRole('button', { name: 'Forget it' })
    await settle(() => after.takeUp())
    // The shelf is asked what it still offers once the run stands.
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Forget it' })).toBeNull())
    const uninterrupted = await whole(40)
    const { run, at, checkpoints } = after.training()
    expect([at, checkpoints]).toEqual([10, [0, 10]])
    expect(run?.reports).toEqual(uninterrupted?.reports.slice(0, 10))
    expect(run?.evaluations).toEqual(uninterrupted?.evaluations.slice(0, 2))
    expect(after.store.getState().settings).toMatchObject({ steps: 40, seed: 77 })

    await settle(() => after.session.training.train())
    expect(after.training().run?.reports).toEqual(uninterrupted?.reports)
    expect(after.training().run?.evaluations).toEqual(uninterrupted?.evaluations)
    expect(after.engine.calls.training).not.toContain('openRun')
    // Kept on under its own key: a third page finds it at its end.
    await after.shelf.settled()
    await after.end()
    expect(await openPage(browser).offers()).toMatchObject([{ at: 40, ended: true }])
  })

  it('is kept where it was paused too, and forgotten when it is asked to be', async () => {
    const browser = browserOf()
    const before = openPage(browser)
    await before.session.training.step()
    await before.session.training.step()
    await before.shelf.settled()
    await before.end()
    const after = openPage(browser)
    const [offer] = await after.offers()
    expect(offer).toMatchObject({ at: 2 })
    act(after.app, 'forgetKeptRun', offer?.key ?? '')
    expect(await after.offers()).toEqual([])
    expect(await openPage(browser).offers()).toEqual([])
  })

  it('brings the curves of the runs before it, which a reset alone leaves', async () => {
    const browser = browserOf()
    const before = openPage(browser, { steps: 3 })
    await before.session.training.train()
    await before.session.training.reset()
    await before.shelf.settled()
    const first = before.training().past[0]
    await before.end()
    const second = openPage(browser, { steps: 2 })
    expect(await second.offers()).toMatchObject([{ recipe: null, earlier: 1 }])
    act(second.app, 'takeUpRun', second.store.getState().keptRuns[0]?.key ?? '')
    await vi.waitFor(() => expect(second.training().past).toHaveLength(1))
    await vi.waitFor(() => expect(second.training().activity).toBe('idle'))
    expect(second.training().past[0]).toMatchObject({ name: first?.name, reports: first?.reports })
    await second.session.training.train()
    await second.shelf.settled()
    await second.end()
    expect(await openPage(browser).offers()).toMatchObject([{ at: 2, earlier: 1 }])
  })

  it('belongs to one tab at a time: neither writes over the other, and who has it is not offered it', async () => {
    const browser = browserOf()
    const [a, b] = [openPage(browser, { trainingSeed: 1 }), openPage(browser, { trainingSeed: 2 })]
    await a.session.training.train()
    await b.session.training.train()
    expect(await a.offers()).toEqual([])
    expect(await b.offers()).toEqual([])
    await a.shelf.settled()
    await a.end()
    expect(await b.offers()).toMatchObject([{ at: 20 }])
    // The first one slept, and wakes: the second has taken its run up. Each goes on, and both are kept.
    await b.takeUp()
    await b.session.training.step()
    await a.session.training.step()
    await Promise.all([a.shelf.settled(), b.shelf.settled()])
    for (const { end } of [a, b]) await end()
    expect((await openPage(browser).offers()).map(({ at }) => at)).toEqual([21, 21])
  })
})

describe('an engine that is gone', () => {
  const LOST = [
    new EngineError('worker-crashed', "The engine's worker stopped.", 'Try again: the engine starts anew.'),
    new EngineError('device-lost', 'The graphics device was lost.', 'Try again, or choose WebAssembly.'),
  ]
  for (const error of LOST)
    it(`(${error.code}) leaves the run on offer, and Train goes on from the last step that was kept`, async () => {
      const { session, engine, training, offers, store } = openPage(browserOf(), { steps: 30 })
      const stepRun = engine.stepRun
      let steps = 0
      engine.stepRun = async (...call) => {
        if (++steps === 15) throw error
        return stepRun(...call)
      }
      await session.training.train()
      expect(training()).toMatchObject({ open: false, at: 14, activity: 'idle' })
      expect(store.getState().notices).toMatchObject([{ message: error.message }])
      expect(await offers()).toMatchObject([{ own: true, at: 10 }])
      await session.training.train()
      const uninterrupted = await whole(30)
      expect(training().run?.reports).toEqual(uninterrupted?.reports)
      expect(training().run?.evaluations).toEqual(uninterrupted?.evaluations)
      expect(training().past).toEqual([])
      expect(await offers()).toEqual([])
    })
})

describe('a browser that keeps nothing', () => {
  it('is told of once, and the run goes on to its end; only then is leaving asked about', async () => {
    const page = openPage({ indexedDB: failingFactory(new IDBFactory(), 'QuotaExceededError', 1), locks: undefined })
    const { session, store, training, keeper, shelf } = page
    // No room at any write.
    vi.spyOn(shelf, 'put').mockResolvedValue('full')
    expect(keeper.loses()).toBe(false)
    await session.training.train()
    expect(training().at).toBe(20)
    expect(store.getState().notices.map(({ tone, message }) => `${tone}: ${english(message)}`)).toEqual([
      expect.stringMatching(/^info: .*no room for the run/),
    ])
    expect(keeper.loses()).toBe(true)
    await session.training.reset()
    expect(keeper.loses()).toBe(false)
  })

  it('is not what a page has whose run is kept; leaving a model whose run was thrown away is asked about', async () => {
    const { app, session, store, shelf, keeper } = openPage(browserOf())
    await session.training.step()
    act(app, 'useAsStudent')
    await vi.waitFor(() => expect(store.getState().settings.student).toBe('trained-1'))
    await shelf.settled()
    expect(keeper.loses()).toBe(false)
    await session.training.reset()
    expect(keeper.loses()).toBe(true)
    act(app, 'setStudent', 'student')
    expect(keeper.loses()).toBe(false)
  })

  it('keeps the step before where the newest finds no room', async () => {
    const browser = browserOf()
    const { session, store, shelf, end } = openPage(browser)
    await session.training.step()
    await shelf.settled()
    const put = vi.spyOn(shelf, 'put').mockResolvedValue('full')
    await session.training.train()
    expect(store.getState().notices.map(({ message }) => english(message))).toEqual([
      expect.stringMatching(/no room for the run as it stands; step 1 stays kept/),
    ])
    put.mockRestore()
    await end()
    expect(await openPage(browser).offers()).toMatchObject([{ at: 1 }])
  })
})
