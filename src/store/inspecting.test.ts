/** The token inspector's numbers: asked for once for all tokens, and the next step of the pinned one. */
import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine, type FakeOptions, noFiles } from '../../e2e/fake-engine.ts'
import type { App } from './action.ts'
import { ACTIONS } from './actions.ts'
import { ghostOf } from './ghosting.ts'
import { inspectionsOf } from './inspecting.ts'
import { createSession } from './session.ts'
import { DEFAULTS } from './settings.ts'
import { createAppStore } from './state.ts'

/** Machines that also train models are slow. */
const PATIENCE = { timeout: 20_000 }

async function sampled(options: FakeOptions = {}) {
  const store = createAppStore(DEFAULTS)
  const engine = createFakeEngine(options)
  const session = createSession(store, () => engine)
  const app: App = { store, session, files: noFiles, randomSeed: () => 1 }
  await session.loader.ensure(['student', 'teacher'])
  ACTIONS.sample.perform(app)
  const until = (done: () => unknown) => vi.waitFor(() => expect(done()).toBeTruthy(), PATIENCE)
  return { app, state: store.getState, until, calls: engine.calls }
}

describe('inspecting', () => {
  it('asks once for both contexts, and not again for a longer list or another token', async () => {
    const { app, state, until, calls } = await sampled()
    await until(() => inspectionsOf(state(), null) && inspectionsOf(state(), 'trace'))
    expect(inspectionsOf(state(), null)).toHaveLength(state().run!.tokens.length)
    ACTIONS.setTopEntries.perform(app, 12)
    ACTIONS.hover.perform(app, 3)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls.inspected.map(({ context }) => context)).toEqual([null, 'trace'])
    ACTIONS.setDivergence.perform(app, 'jsd')
    expect(inspectionsOf(state(), null)).toBeNull()
    await until(() => inspectionsOf(state(), null) && inspectionsOf(state(), 'trace'))
    expect(calls.inspected.at(-1)?.divergence).toMatchObject({ id: 'jsd', params: { beta: 0.5 } })
  })

  it('does not try again by itself what failed', async () => {
    const { state, until, calls } = await sampled({
      obstacle: (step) => {
        if (step === 'inspect') throw new RangeError('no')
      },
    })
    await until(() => Object.keys(state().inspected.failures).length === 2)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(calls.inspected).toHaveLength(2)
  })
})

describe('the ghost', () => {
  it('is predicted for the pinned token alone, and taken when asked', async () => {
    const { app, state, until, calls } = await sampled()
    await until(() => inspectionsOf(state(), null))
    expect(calls.ghosts).toEqual([])
    ACTIONS.togglePin.perform(app, 2)
    await until(() => ghostOf(state())?.ghost)
    ACTIONS.setGhostRate.perform(app, 0.01)
    expect(calls.ghosts).toHaveLength(1)
    expect(ACTIONS.takeGhostStep.available?.(state())).toBe(true)
    ACTIONS.takeGhostStep.perform(app)
    await until(() => ghostOf(state())?.taken)
    const { taken, ghost } = ghostOf(state())!
    expect(taken?.rate).toBe(0.01)
    expect(taken?.ghost.error).toBeLessThan(0.01)
    expect(ghost?.error).toBeNull()
    expect(calls.ghosts.map(({ index, rate }) => [index, rate])).toEqual([
      [2, null],
      [2, 0.01],
    ])
    ACTIONS.togglePin.perform(app, 4)
    await until(() => calls.ghosts.length === 3 && ghostOf(state())?.ghost)
    expect(ghostOf(state())?.taken).toBeNull()
  })
})
