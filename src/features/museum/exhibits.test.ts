import { describe, expect, it, vi } from 'vitest'
import { EngineError } from '../../engine/errors.ts'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { validateRecipe } from '../../methods/schema/validate.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import * as recipes from './exhibits/recipes.ts'
import { EXHIBITS } from './exhibits/registry.ts'
import { withShiftedIds } from './exhibits/shifted-vocabulary.ts'
import { EXHIBIT_IDS, fails } from './types.ts'

const PATIENCE = { timeout: 30_000, interval: 10 }

function createApp(obstacle?: () => void) {
  const store = createAppStore(DEFAULTS)
  const session = createSession(store, () => createFakeEngine(obstacle ? { obstacle } : {}))
  const app = appOf({ store, session, files: noFiles, randomSeed: () => 123_456 })
  const rest = (): Promise<void> =>
    vi.waitFor(() => {
      const { museum, activity } = store.getState()
      if (museum.busy || activity !== 'idle') throw new Error('still busy')
    }, PATIENCE)
  const show = async (): Promise<void> => {
    ACTIONS.showExhibit.perform(app)
    await vi.waitFor(() => expect(store.getState().museum.home).not.toBeNull(), PATIENCE)
    await rest()
  }
  return { app, store, rest, show }
}

describe('the exhibits', () => {
  it('are eight, each with its evidence, its cure and a state of its own on the page', () => {
    expect(EXHIBITS.map(({ id }) => id)).toEqual([...EXHIBIT_IDS])
    expect(EXHIBITS).toHaveLength(8)
    for (const { evidence, settings } of EXHIBITS) {
      expect(evidence.threshold).toBeGreaterThan(0)
      for (const variant of ['broken', 'fixed'] as const)
        for (const name of Object.keys(settings(variant))) expect(DEFAULTS).toHaveProperty(name)
    }
  })

  it('train by recipes that the page’s own schema takes', () => {
    for (const recipe of Object.values(recipes)) expect(() => validateRecipe(recipe)).not.toThrow()
  })

  it('fail on one side of the threshold only', () => {
    const evidence = { what: '', unit: 'nats', threshold: 1 } as const
    expect([0.9, 1, 1.1].map((value) => fails({ ...evidence, fails: 'above' }, value))).toEqual([false, false, true])
    expect([0.9, 1, 1.1].map((value) => fails({ ...evidence, fails: 'below' }, value))).toEqual([true, false, false])
  })
})

describe('the curator', () => {
  it('measures each variant once, and puts back what was there', async () => {
    const { app, store, rest, show } = createApp()
    ACTIONS.setProblem.perform(app, 11)
    ACTIONS.lookAtExhibit.perform(app, 'hot-sampling')
    await show()
    expect(store.getState().settings).toMatchObject({ temperature: 2, problemSeed: 100, tab: 'museum' })
    const first = store.getState().museum.results['hot-sampling']?.broken
    expect(first?.series).toHaveLength(12)
    await show()
    expect(store.getState().museum.results['hot-sampling']?.broken).toBe(first)
    ACTIONS.fixExhibit.perform(app, true)
    await vi.waitFor(() => expect(store.getState().museum.fixed).toBe(true), PATIENCE)
    await rest()
    expect(store.getState().settings.temperature).toBe(1)
    expect(store.getState().museum.results['hot-sampling']?.fixed).toBeDefined()
    ACTIONS.leaveMuseum.perform(app)
    await vi.waitFor(() => expect(store.getState().museum.home).toBeNull(), PATIENCE)
    expect(store.getState().settings).toMatchObject({ problemSeed: 11, temperature: 1, tab: 'museum' })
    await app.session.dispose()
  })

  it('says what failed, and what to do', async () => {
    const { store, show } = createApp(() => {
      throw new EngineError('out-of-memory', 'No room.', 'Close a tab.')
    })
    await show()
    expect(store.getState().museum).toMatchObject({
      busy: null,
      failure: { message: 'No room.', remedy: 'Close a tab.' },
    })
  })

  it('lets go when it is stopped', async () => {
    const { app, store, rest } = createApp()
    ACTIONS.lookAtExhibit.perform(app, 'length-collapse')
    ACTIONS.showExhibit.perform(app)
    await vi.waitFor(() => expect(store.getState().museum.busy).not.toBeNull(), PATIENCE)
    ACTIONS.stopExhibit.perform(app)
    await rest()
    expect(store.getState().museum).toMatchObject({ results: {}, failure: null })
    await app.session.dispose()
  })
})

describe('withShiftedIds', () => {
  it('moves the embedding’s rows on by one and leaves everything else', () => {
    const header = JSON.stringify({
      'model.embed_tokens.weight': { dtype: 'F32', shape: [3, 2], data_offsets: [0, 24] },
      'model.norm.weight': { dtype: 'F32', shape: [2], data_offsets: [24, 32] },
    })
    const text = new TextEncoder().encode(header)
    const file = new Uint8Array(8 + text.length + 32)
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
    file.set(text, 8)
    file.set(new Uint8Array(new Float32Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer), 8 + text.length)
    const before = file.slice()
    const shifted = withShiftedIds(file)
    expect([...new Float32Array(shifted.slice(8 + text.length).buffer)]).toEqual([5, 6, 1, 2, 3, 4, 7, 8])
    expect(shifted.slice(0, 8 + text.length)).toEqual(before.slice(0, 8 + text.length))
    expect(file).toEqual(before)
  })
})
