import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import type { Hand } from './hand.ts'
import { recordSteps } from './undo.ts'

function createApp() {
  const store = createAppStore(DEFAULTS)
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 7,
  })
  let clock = 0
  let hand: Hand = { hold: 0, steady: false }
  recordSteps(
    app,
    () => clock,
    () => hand,
  )
  const idle = () => vi.waitFor(() => expect(store.getState().activity).toBe('idle'), { timeout: 20_000 })
  return {
    app,
    store,
    wait: (milliseconds: number) => {
      clock += milliseconds
    },
    take: (next: Hand) => {
      hand = next
    },
    async sample() {
      ACTIONS.sample.perform(app)
      await idle()
      clock += 5000
    },
    idle,
    settings: () => store.getState().settings,
    undo: () => ACTIONS.undo.perform(app),
    redo: () => ACTIONS.redo.perform(app),
  }
}

describe('undo', () => {
  it('takes choices back one by one and does them again', () => {
    const { app, settings, undo, redo, store } = createApp()
    ACTIONS.setDivergence.perform(app, 'jsd')
    ACTIONS.setDivergence.perform(app, 'tvd')
    undo()
    expect(settings().divergence).toBe('jsd')
    undo()
    expect(settings()).toEqual(DEFAULTS)
    expect(ACTIONS.undo.available?.(store.getState())).toBe(false)
    redo()
    redo()
    expect(settings().divergence).toBe('tvd')
    expect(ACTIONS.redo.available?.(store.getState())).toBe(false)
  })

  it('takes a slider’s way as one step, and another hand on it later as another', () => {
    const { app, settings, undo, wait } = createApp()
    for (const value of [0.9, 0.8, 0.7]) {
      wait(60)
      ACTIONS.setTemperature.perform(app, value)
    }
    wait(3000)
    ACTIONS.setTemperature.perform(app, 0.5)
    undo()
    expect(settings().temperature).toBe(0.7)
    undo()
    expect(settings().temperature).toBe(1)
  })

  it('takes what one hold of a field or a slider changes as one step on the slowest machine, another hold as another', () => {
    const { app, settings, undo, wait, take } = createApp()
    take({ hold: 1, steady: true })
    for (const seed of [1, 17, 170]) {
      wait(5000)
      ACTIONS.setProblem.perform(app, seed)
    }
    take({ hold: 2, steady: true })
    wait(10)
    ACTIONS.setProblem.perform(app, 4)
    undo()
    expect(settings().problemSeed).toBe(170)
    undo()
    expect(settings().problemSeed).toBe(DEFAULTS.problemSeed)
  })

  it('keeps the open tab and the look, which are no steps', () => {
    const { app, settings, undo, store } = createApp()
    ACTIONS.setDivergence.perform(app, 'jsd')
    ACTIONS.openTab.perform(app, 'rail')
    ACTIONS.setTheme.perform(app, 'night')
    expect(store.getState().steps.past).toHaveLength(1)
    undo()
    expect(settings()).toEqual({ ...DEFAULTS, tab: 'rail', theme: 'night' })
  })

  it('forgets what could be done again once something else is done', () => {
    const { app, undo, redo, settings } = createApp()
    ACTIONS.setDivergence.perform(app, 'jsd')
    undo()
    ACTIONS.setDivergence.perform(app, 'tvd')
    redo()
    expect(settings().divergence).toBe('tvd')
  })

  it('brings the rollout back that stood on the stage, with its seed', async () => {
    const { app, sample, undo, redo, store, idle, wait } = createApp()
    await sample()
    await sample()
    expect(store.getState().rollout?.sampling.seed).toBe(2)
    undo()
    expect(store.getState().rollout?.sampling.seed).toBe(1)
    expect(store.getState().settings.seed).toBe(1)
    redo()
    expect(store.getState().rollout?.sampling.seed).toBe(2)
    wait(5000)
    ACTIONS.newProblem.perform(app)
    expect(store.getState().rollout).toBeNull()
    undo()
    expect(store.getState().rollout?.sampling.seed).toBe(2)
    expect(store.getState().settings.problemSeed).toBe(DEFAULTS.problemSeed)
    await idle()
  })

  it('leaves a fork for the branch that it came from', async () => {
    const { app, sample, undo, redo, store, idle } = createApp()
    await sample()
    const root = store.getState().rollout
    ACTIONS.togglePin.perform(app, 2)
    ACTIONS.forceTeacherChoice.perform(app)
    await idle()
    const fork = store.getState().rollout
    expect(fork?.fork?.index).toBe(2)
    undo()
    expect(store.getState().rollout?.id).toBe(root?.id)
    redo()
    expect(store.getState().rollout?.id).toBe(fork?.id)
    await idle()
  })
})
