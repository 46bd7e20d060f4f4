import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine, type FakeOptions } from '../../engine/testing/fake-engine.ts'
import { english } from '../../message/message.ts'
import type { Race } from '../../methods/race.ts'
import { raceSetups } from '../../settings/run-setup.ts'
import type { Settings } from '../../settings/settings.ts'
import { createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { outcomeOf, standings, viewOfRace } from './race-results.ts'
import { raceOf } from './races.ts'
import { spentOf } from './state.ts'

const PATIENCE = { timeout: 20_000, interval: 2 }

function createRace(part: Partial<Race> = {}, options: FakeOptions = {}, settings: Partial<Settings> = {}) {
  const store = createAppStore({ ...DEFAULTS, race: 'own', ...settings })
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const race: Race = { ...raceOf(store.getState().settings), seeds: [3, 4], steps: 12, ...part }
  return { store, session, race, calls: engine.calls.training, state: () => store.getState().race }
}

describe('a race', () => {
  it('opens every lane of a seed at the same start, and closes them all', async () => {
    const { session, race, calls, state } = createRace()
    await session.race.start(race)
    expect(state()).toMatchObject({ activity: 'idle', finished: true })
    expect(state().lanes.map(({ lane, seed }) => [lane, seed])).toEqual([
      [0, 3],
      [1, 3],
      [0, 4],
      [1, 4],
    ])
    for (const { reports, evaluations, done } of state().lanes) {
      expect(reports.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1))
      expect(evaluations.map(({ step }) => step)).toEqual([0, 2, 4, 6, 8, 10, 12])
      expect(done).toBe(true)
      expect(evaluations.at(-1)?.distinctRight).not.toBeNull()
    }
    expect(calls.filter((call) => call === 'openRun')).toHaveLength(4)
    expect(calls.filter((call) => call === 'closeRun')).toHaveLength(4)
  })

  it('learns from a file of the visitor’s own where their words stand on the stage, from the models that they chose', () => {
    const problem = (text: string) => ({ prompt: { text } })
    const list = { train: ['a', 'b', 'c'].map(problem), heldOut: ['d', 'e'].map(problem) }
    const { store, race } = createRace({ start: { teacher: 'specialist-ledger' } })
    const of = (settings: Settings) => raceSetups(race, settings, 1, list)
    const { settings } = store.getState()
    for (const { own, heldOut, teacher } of of({ ...settings, own: problem('a') })) {
      expect(own).toMatchObject(list)
      expect([heldOut.problems, teacher]).toEqual([2, settings.teacher])
    }
    for (const { own, heldOut, teacher } of of(settings))
      expect([own, heldOut.problems, teacher]).toEqual([undefined, race.problems, 'specialist-ledger'])
  })

  it('gives every lane its turn, so that none runs ahead', async () => {
    const { store, session, race, state } = createRace({ seeds: [1] })
    let widest = 0
    store.subscribe(() => {
      const steps = state().lanes.map(({ reports }) => reports.length)
      if (steps.length > 0) widest = Math.max(widest, Math.max(...steps) - Math.min(...steps))
    })
    await session.race.start(race)
    expect(widest).toBe(1)
  })

  it('gives every lane what the first one spends, on the budget of the race', async () => {
    const { session, race, state } = createRace({ seeds: [1], budget: 'studentTokens' })
    await session.race.start(race)
    const [first, second] = state().lanes
    const budget = spentOf(first!, 'studentTokens')
    const steps = second!.reports.length
    expect(spentOf(second!, 'studentTokens')).toBeGreaterThanOrEqual(budget)
    expect(second!.reports[steps - 2]!.spent.studentTokens).toBeLessThan(budget)
  })

  it('ranks the lanes by the stated measure and checks the claim', async () => {
    const { session, race, state } = createRace()
    const view = () => viewOfRace(state(), race)
    expect(standings(view())).toMatchObject([{ estimate: null }, { estimate: null }])
    expect(outcomeOf(view())).toBeNull()
    await session.race.start(race)
    const [first, second] = standings(view())
    expect(first).toMatchObject({ label: 'GKD', seeds: 2 })
    const outcome = outcomeOf(view())
    const better = first!.estimate!.mean >= second!.estimate!.mean ? 'GKD' : 'OPSD'
    expect(outcome?.ranking.winner).toBe(better)
    expect(outcome?.holds).toBe(better === 'GKD')
  })

  it('stops where it is asked to, keeps its curves, and can be started anew', async () => {
    const { session, race, calls, state } = createRace({}, { pace: 2 })
    const over = session.race.start(race)
    await vi.waitFor(() => expect(state().lanes[1]?.reports.length).toBeGreaterThan(2), PATIENCE)
    session.race.stop()
    await over
    expect(state()).toMatchObject({ activity: 'idle', finished: false })
    expect(state().lanes[0]?.reports.length).toBeGreaterThan(2)
    expect(calls.filter((call) => call === 'closeRun')).toHaveLength(2)
    await session.race.start({ ...race, seeds: [1], steps: 1 })
    expect(state().finished).toBe(true)
  })

  it('waits while the page is hidden and goes on by itself', async () => {
    const { session, race, state } = createRace({ seeds: [1] }, { pace: 2 })
    const over = session.race.start(race)
    await vi.waitFor(() => expect(state().lanes[1]?.reports.length).toBeGreaterThan(1), PATIENCE)
    session.race.setHidden(true)
    await vi.waitFor(() => expect(state().activity).toBe('hidden'), PATIENCE)
    session.race.setHidden(false)
    await over
    expect(state().finished).toBe(true)
  })

  it('can be stopped while it waits', async () => {
    const { session, race, state } = createRace({ seeds: [1] }, { pace: 2 })
    session.race.setHidden(true)
    const over = session.race.start(race)
    await vi.waitFor(() => expect(state().activity).toBe('hidden'), PATIENCE)
    session.race.stop()
    await over
    expect(state()).toMatchObject({ activity: 'idle', finished: false })
  })

  it('ends with a notice that names the lane when a step is not finite', async () => {
    const { store, session, race, state } = createRace({}, { faults: [3] })
    await session.race.start(race)
    expect(state().finished).toBe(false)
    expect(store.getState().notices.map(({ message }) => english(message))).toEqual([
      expect.stringContaining('Lane “GKD”'),
    ])
  })
})

describe('the choice of a race', () => {
  it('takes shipped races by id, people’s own by their lanes, and the first one otherwise', () => {
    expect(raceOf({ ...DEFAULTS, race: 'signals' }).id).toBe('signals')
    expect(raceOf({ ...DEFAULTS, race: 'no-such-race' }).id).toBe('divergences')
    const own = raceOf({ ...DEFAULTS, race: 'own', lanes: ['gkd', 'gkd', 'opsd'], xAxis: 'flops' })
    expect(own.lanes.map(({ label }) => label)).toEqual(['GKD', 'GKD (2)', 'OPSD'])
    expect(own.budget).toBe('flops')
  })
})
