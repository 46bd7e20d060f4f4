import { describe, expect, it } from 'vitest'
import { PRESETS } from '../../divergence/toy/presets.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { appOf, createAppStore, createSession, DEFAULTS, restore, toQuery } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { TOY_ACTIONS } from './actions.ts'
import { MOST_TOY_STEPS } from './descent.ts'

function bench() {
  const store = createAppStore(DEFAULTS)
  const app = appOf({ store, session: createSession(store, createFakeEngine), files: noFiles, randomSeed: () => 1 })
  const { descent } = app.session
  return { app, store, descent, settings: () => store.getState().settings, now: () => descent.state.getState() }
}

describe('the descent', () => {
  it('moves every lane by the same steps, and goes back to the start', () => {
    const { app, now } = bench()
    TOY_ACTIONS.stepDescent.perform(app, 5)
    expect(now().step).toBe(5)
    expect(now().lanes.map(({ values }) => values.length)).toEqual([6, 6, 6])
    for (const { values } of now().lanes) expect(values.at(-1)).toBeLessThan(values[0] ?? 0)
    TOY_ACTIONS.resetDescent.perform(app)
    expect(now()).toMatchObject({ step: 0, running: false })
    expect(now().lanes.map(({ values }) => values.length)).toEqual([1, 1, 1])
  })

  it('pauses at its end, and begins anew from there', () => {
    const { app, now, descent } = bench()
    TOY_ACTIONS.runDescent.perform(app)
    descent.advance(MOST_TOY_STEPS + 50)
    expect(now()).toMatchObject({ step: MOST_TOY_STEPS, running: false })
    TOY_ACTIONS.runDescent.perform(app)
    expect(now()).toMatchObject({ step: 0, running: true })
  })

  it('follows a teacher that moves, and starts over with other students', () => {
    const { app, now } = bench()
    TOY_ACTIONS.stepDescent.perform(app, 5)
    TOY_ACTIONS.setToyMode.perform(app, { index: 0, part: { mean: -3 } })
    expect(now().step).toBe(5)
    TOY_ACTIONS.toggleToyDivergence.perform(app, 'tvd')
    expect(now().step).toBe(0)
    expect(now().lanes.map(({ id }) => id)).toEqual(['forward-kl', 'reverse-kl', 'jsd', 'tvd'])
  })
})

describe('the bench’s teacher', () => {
  it('keeps its weights at a sum of one, and within limits', () => {
    const { app, settings } = bench()
    TOY_ACTIONS.addToyMode.perform(app)
    TOY_ACTIONS.setToyMode.perform(app, { index: 1, part: { weight: 7, mean: 40 } })
    const { toyTeacher } = settings()
    expect(toyTeacher).toHaveLength(3)
    expect(toyTeacher[1]).toMatchObject({ mean: 5, weight: 0.96 })
    expect(toyTeacher.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 1)
    TOY_ACTIONS.removeToyMode.perform(app)
    expect(settings().toyTeacher.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 1)
  })

  it('travels in the address after any change of the hand', () => {
    const { app, settings } = bench()
    TOY_ACTIONS.addToyMode.perform(app)
    TOY_ACTIONS.setToyMode.perform(app, { index: 2, part: { mean: 1.23456, width: 0.0001 } })
    TOY_ACTIONS.setToyStart.perform(app, { mean: Number.POSITIVE_INFINITY })
    TOY_ACTIONS.setToyStudent.perform(app, 'categorical')
    expect(restore(toQuery(settings()))).toMatchObject({ settings: settings(), notice: null })
  })

  it('keeps one divergence at least', () => {
    const { app, settings } = bench()
    for (const id of ['forward-kl', 'reverse-kl', 'jsd']) TOY_ACTIONS.toggleToyDivergence.perform(app, id)
    expect(settings().toyDivergences).toEqual(['jsd'])
  })

  it.each(PRESETS)('has the preset “$name” within its limits', (preset) => {
    const { app, settings } = bench()
    TOY_ACTIONS.chooseToyPreset.perform(app, preset)
    expect(restore(toQuery(settings()))).toMatchObject({ settings: settings(), notice: null })
  })
})
