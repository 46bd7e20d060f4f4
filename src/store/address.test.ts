import { describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, DEFAULTS, restore } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { addressQuery, applyQuery, currentQuery, replaceUnknownModels } from './address.ts'
import { openLive } from './replay-link.ts'

function createApp(query = '') {
  const { settings, stage } = restore(query)
  const store = createAppStore(settings)
  store.setState({ pinned: stage.pinned })
  const engine = createFakeEngine()
  const app = appOf({ store, session: createSession(store, () => engine), files: noFiles, randomSeed: () => 7 })
  const idle = () => vi.waitFor(() => expect(store.getState().activity).toBe('idle'), { timeout: 20_000 })
  return { app, store, engine, stage, idle, settings: () => store.getState().settings }
}

const words = ({ store }: ReturnType<typeof createApp>) => store.getState().rollout?.tokens.map(({ text }) => text)

describe('applying a link', () => {
  it('takes the same effect as by hand: the stage is cleared for another problem, scores follow the context', async () => {
    const page = createApp()
    ACTIONS.sample.perform(page.app)
    await page.idle()
    expect(applyQuery(page.app, '?privileged=1&context=hint')).toBeNull()
    await page.idle()
    expect(Object.keys(page.store.getState().rollout?.scores ?? {})).toContain('teacher|hint')
    applyQuery(page.app, 'world=ledger')
    expect(page.store.getState()).toMatchObject({ rollout: null, settings: { world: 'ledger', privileged: false } })
    expect(page.store.getState().past).toHaveLength(1)
    applyQuery(page.app, '')
    expect(page.store.getState().rollout?.problem.world).toBe('tally')
  })

  it('never samples, even where the link asks for a live rollout', async () => {
    const page = createApp()
    applyQuery(page.app, '?seed=9&run=1')
    await page.idle()
    expect(page.engine.calls.sampled).toEqual([])
  })

  it('leaves theme, language and backend to who sits there, unless it names them', () => {
    const page = createApp('?theme=night&backend=wasm&lang=es')
    applyQuery(page.app, '?divergence=jsd')
    expect(page.settings()).toMatchObject({ theme: 'night', backend: 'wasm', language: 'es', divergence: 'jsd' })
    applyQuery(page.app, '?theme=projector')
    expect(page.settings()).toMatchObject({ theme: 'projector', divergence: DEFAULTS.divergence })
  })

  it('keeps the identity of what stays the same', () => {
    const page = createApp('?rail=k1,k2&bench-start=1:1')
    const { rail, toyStart } = page.settings()
    applyQuery(page.app, '?rail=k1,k2&bench-start=1:1&seed=4')
    expect(page.settings().rail).toBe(rail)
    expect(page.settings().toyStart).toBe(toyStart)
  })

  it('says what it did not understand, once', () => {
    const page = createApp()
    expect(applyQuery(page.app, '?seed=x&theme=pink')).toMatch(/“seed”, “theme”/)
    applyQuery(page.app, '?seed=x&theme=pink')
    expect(page.store.getState().notices).toHaveLength(1)
  })

  it('selects the token where there is one, and lets it go again', async () => {
    const page = createApp()
    applyQuery(page.app, '?token=3')
    expect(page.store.getState().pinned).toBeNull()
    ACTIONS.sample.perform(page.app)
    await page.idle()
    applyQuery(page.app, '?token=500')
    expect(page.store.getState().pinned).toBeNull()
    applyQuery(page.app, '?token=3')
    expect(page.store.getState().pinned).toBe(3)
    applyQuery(page.app, '')
    expect(page.store.getState().pinned).toBeNull()
  })

  it('replaces models that are not on the list, at once or as soon as there is a list', async () => {
    const page = createApp('?student=nobody')
    replaceUnknownModels(page.app)
    await page.app.session.loader.loadChosen()
    expect(page.settings().student).toBe('student')
    applyQuery(page.app, '?teacher=neither&a=either:none:gap')
    expect(page.settings()).toMatchObject({ teacher: 'teacher', compareA: { teacher: 'teacher' } })
    expect(page.store.getState().notices.map(({ message }) => message)).toEqual([
      'There is no model called “nobody” here; the usual one stands in.',
      'There is no model called “neither”, “either” here; the usual one stands in.',
    ])
  })
})

describe('the link to what is on screen', () => {
  it('names the version alone for the usual settings, and asks for no sampling where nothing was sampled', () => {
    expect(currentQuery(createApp().app)).toBe('v=1')
    expect(currentQuery(createApp('?seed=5&token=2').app)).toBe('v=1&seed=5&token=2')
  })

  it('carries the seed of the rollout, not the next one, and makes it again', async () => {
    const here = createApp('?temperature=0.7&problem=12')
    ACTIONS.sample.perform(here.app)
    await here.idle()
    ACTIONS.togglePin.perform(here.app, 3)
    ACTIONS.setSeed.perform(here.app, 4711)
    ACTIONS.setTemperature.perform(here.app, 1.5)
    const query = currentQuery(here.app)
    expect(query).toBe('v=1&problem=12&temperature=0.7&token=3&run=1')
    const there = createApp(query)
    await openLive(there.app, there.stage)
    expect(words(there)).toEqual(words(here))
    expect(there.store.getState().pinned).toBe(3)
  })

  it('stands in the address bar only as long as the settings are those that made the rollout', async () => {
    const { app, store, idle } = createApp()
    expect(addressQuery(app, store.getState(), '')).toBe('v=1')
    ACTIONS.sample.perform(app)
    await idle()
    expect(addressQuery(app, store.getState(), '')).toBe('v=1&run=1')
    ACTIONS.setDivergence.perform(app, 'jsd')
    expect(addressQuery(app, store.getState(), '?utm=x')).toBe('v=1&divergence=jsd&marks=divergence&run=1&utm=x')
    ACTIONS.setTemperature.perform(app, 0.5)
    expect(addressQuery(app, store.getState(), '')).toBe('v=1&temperature=0.5&divergence=jsd&marks=divergence')
  })

  it('makes forks again, and the rollouts that Compare shows', async () => {
    const here = createApp()
    ACTIONS.sample.perform(here.app)
    await here.idle()
    ACTIONS.pinAsA.perform(here.app)
    ACTIONS.sample.perform(here.app)
    await here.idle()
    ACTIONS.togglePin.perform(here.app, 2)
    ACTIONS.forceTeacherChoice.perform(here.app)
    await here.idle()
    const query = currentQuery(here.app)
    expect(query).toMatch(/seed=2.*fork=2\.\d+\.\d+&a-seed=1$/)
    const there = createApp(query)
    await openLive(there.app, there.stage)
    expect(words(there)).toEqual(words(here))
    const { compared, past } = there.store.getState()
    expect(past.find(({ id }) => id === compared.a)?.sampling.seed).toBe(1)
  })

  it('never names a student that was trained here', async () => {
    const page = createApp()
    await page.app.session.loader.loadChosen()
    const [first] = page.store.getState().engine.models
    if (!first) throw new Error('no models')
    page.store.setState(({ engine }) => ({
      engine: { ...engine, models: [...engine.models, { ...first, id: 'trained-1', role: 'trained' }] },
    }))
    ACTIONS.setTeacher.perform(page.app, 'trained-1')
    expect(currentQuery(page.app)).toBe('v=1')
  })
})
