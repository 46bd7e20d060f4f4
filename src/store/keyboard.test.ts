import { describe, expect, it, vi } from 'vitest'
import { DIVERGENCES } from '../divergence/registry.ts'
import { recordSteps } from '../features/undo/undo.ts'
import { ACTIONS, appOf, createAppStore, DEFAULTS } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import type { Session } from './app.ts'
import { createLook, DIVERGENCE_KEYS, type KeyPress, keyActions, pressKey, shortcutOf } from './keyboard.ts'

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
  const app = appOf({ store, session: session as unknown as Session, files: noFiles, randomSeed: () => 77 })
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

  it('finds the Latin letter by its place where the layout writes another script, and by itself where it writes Latin', () => {
    const { app, store } = createApp()
    const on = () => store.getState().settings.privileged
    pressKey(app, press('з', { code: 'KeyP' }), 'page')
    expect(on()).toBe(true)
    pressKey(app, press('π', { code: 'KeyP' }), 'page')
    expect(on()).toBe(false)
    // A Dvorak P is at the place of another layout's R.
    pressKey(app, press('p', { code: 'KeyR' }), 'page')
    expect(on()).toBe(true)
    pressKey(app, press('é', { code: 'KeyP' }), 'page')
    expect(on()).toBe(true)
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

  it('takes back and does again with Ctrl or Command and Z, but not in fields, which have their own', () => {
    const { app, store } = createApp()
    recordSteps(
      app,
      () => 0,
      () => ({ hold: 0, steady: false }),
    )
    pressKey(app, press('p'), 'page')
    expect(pressKey(app, press('z', { ctrlKey: true }), 'field')).toBe(false)
    expect(pressKey(app, press('z', { ctrlKey: true }), 'page')).toBe(true)
    expect(store.getState().settings.privileged).toBe(false)
    expect(pressKey(app, press('Z', { metaKey: true, shiftKey: true }), 'page')).toBe(true)
    expect(store.getState().settings.privileged).toBe(true)
    expect(pressKey(app, press('z', { ctrlKey: true, altKey: true }), 'page')).toBe(false)
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

describe('a held p', () => {
  function createHand() {
    const { app, store } = createApp()
    let clock = 0
    const look = createLook(app, () => clock)
    const key = press('p')
    const hold = (milliseconds: number): boolean => {
      if (pressKey(app, key, 'page')) look.pressed(key)
      // The keyboard repeats a held key.
      for (let i = 0; i < 3; i++) if (pressKey(app, { ...key, repeat: true }, 'page')) look.pressed(key)
      const during = store.getState().settings.privileged
      clock += milliseconds
      return during
    }
    return { app, look, hold, isOn: () => store.getState().settings.privileged }
  }

  it('is a look with the note that ends when it is let go', () => {
    const { look, hold, isOn } = createHand()
    expect(hold(800)).toBe(true)
    look.released({ key: 'x' })
    expect(isOn()).toBe(true)
    look.released({ key: 'P' })
    expect(isOn()).toBe(false)
    look.released({ key: 'p' })
    expect(isOn()).toBe(false)
  })

  it('toggles when it is short', () => {
    const { look, hold, isOn } = createHand()
    hold(120)
    look.released({ key: 'p' })
    expect(isOn()).toBe(true)
    hold(120)
    look.released({ key: 'p' })
    expect(isOn()).toBe(false)
  })

  it('ends when the page loses the keyboard, and leaves alone what the switch has set meanwhile', () => {
    const { app, look, hold, isOn } = createHand()
    hold(800)
    look.released()
    expect(isOn()).toBe(false)
    hold(800)
    ACTIONS.togglePrivileged.perform(app)
    look.released({ key: 'p' })
    expect(isOn()).toBe(false)
  })
})

describe('shortcutOf', () => {
  it('writes the first key as aria-keyshortcuts does', () => {
    const of = (...keys: string[]) => shortcutOf({ keys })
    expect([of(' '), of('r'), of('?'), of('Shift+z'), of('Ctrl+Shift+z', 'Ctrl+y'), of('Escape'), of()]).toEqual([
      'Space',
      'r',
      '?',
      'Shift+Z',
      'Control+Shift+Z',
      'Escape',
      undefined,
    ])
  })
})

describe('the registry', () => {
  it('has one id and one meaning a key, but for the pair that shares Space', () => {
    const all = Object.values(ACTIONS)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    const keys = [
      ...keyActions(createApp().app.registry).flatMap((action) => action.keys),
      ...DIVERGENCE_KEYS.map(({ key }) => key),
    ]
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([' '])
  })
})
