import { describe, expect, it, vi } from 'vitest'
import { noFiles } from '../../e2e/fake-engine.ts'
import { DIVERGENCES } from '../divergence/registry.ts'
import type { App } from './action.ts'
import { ACTIONS, DIVERGENCE_KEYS } from './actions.ts'
import { type KeyPress, keyActions, pressKey } from './keyboard.ts'
import type { Session } from './session.ts'
import { DEFAULTS } from './settings.ts'
import { createAppStore } from './state.ts'

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  ...part,
})

function createApp() {
  const store = createAppStore(DEFAULTS)
  const session = { sample: vi.fn(async () => {}), stop: vi.fn(), rescore: vi.fn(async () => {}) }
  const app: App = { store, session: session as unknown as Session, files: noFiles, randomSeed: () => 77 }
  return { app, store, session }
}

describe('keys', () => {
  it('Space samples, and stops while the student writes', () => {
    const { app, store, session } = createApp()
    expect(pressKey(app, press(' '), 'page')).toBe(true)
    expect(session.sample).toHaveBeenCalledTimes(1)
    store.setState({ activity: 'sampling' })
    pressKey(app, press(' '), 'page')
    expect(session.stop).toHaveBeenCalledTimes(1)
    expect(session.sample).toHaveBeenCalledTimes(1)
  })

  it('p hands the note over, t turns the theme, digits pick divergences', () => {
    const { app, store } = createApp()
    pressKey(app, press('p'), 'page')
    pressKey(app, press('t'), 'page')
    pressKey(app, press('3'), 'page')
    expect(store.getState().settings).toMatchObject({
      privileged: true,
      theme: 'paper',
      divergence: DIVERGENCES[2]?.id,
    })
  })

  it('takes nothing from fields, no Space from buttons, nothing with modifiers, nothing held down', () => {
    const { app, session, store } = createApp()
    expect(pressKey(app, press('p'), 'field')).toBe(false)
    expect(pressKey(app, press(' '), 'button')).toBe(false)
    expect(pressKey(app, press('p', { ctrlKey: true }), 'page')).toBe(false)
    expect(pressKey(app, press('p', { metaKey: true }), 'page')).toBe(false)
    expect(pressKey(app, press(' ', { repeat: true }), 'page')).toBe(false)
    expect(session.sample).not.toHaveBeenCalled()
    expect(store.getState().settings).toEqual(DEFAULTS)
  })

  it('leaves keys alone that have nothing to do', () => {
    const { app } = createApp()
    expect(pressKey(app, press('Escape'), 'page')).toBe(false)
    expect(pressKey(app, press('z'), 'page')).toBe(false)
    expect(pressKey(app, press('F5'), 'page')).toBe(false)
  })

  it('hears nothing but ? while the help sheet is open', () => {
    const { app, store } = createApp()
    pressKey(app, press('?', { shiftKey: true }), 'page')
    expect(store.getState().helpOpen).toBe(true)
    expect(pressKey(app, press('p'), 'page')).toBe(false)
    pressKey(app, press('?', { shiftKey: true }), 'page')
    expect(store.getState().helpOpen).toBe(false)
  })
})

describe('the registry', () => {
  it('has one id and one meaning a key, but for the pair that shares Space', () => {
    const all = Object.values(ACTIONS)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const keys = [...keyActions().flatMap((action) => action.keys), ...DIVERGENCE_KEYS.map(({ key }) => key)]
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([' '])
  })
})
