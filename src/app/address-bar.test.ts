// @vitest-environment jsdom

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeEngine } from '../engine/testing/fake-engine.ts'
import { ACTIONS, appOf, createAppStore, createSession, restore } from '../testing/app.ts'
import { noFiles } from '../testing/no-files.ts'
import { bindAddress } from './address-bar.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
let end = (): void => {}

afterEach(() => {
  end()
  vi.useRealTimers()
})

function open(query: string) {
  history.replaceState(null, '', `/${query}`)
  const store = createAppStore(restore(location.search).settings)
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 7,
  })
  const pushed = vi.spyOn(history, 'pushState')
  pushed.mockClear()
  end = bindAddress(app, window)
  return { app, store, pushed, wait: (milliseconds: number) => vi.advanceTimersByTime(milliseconds) }
}

describe('the address bar', () => {
  it('pushes one step for a slider’s way, another for a choice, none for a theme', () => {
    const { app, pushed, wait } = open('')
    for (const value of [0.9, 0.8, 0.7, 0.6]) {
      ACTIONS.setTemperature.perform(app, value)
      // Slower than the pause before the address follows.
      wait(400)
    }
    expect(pushed).toHaveBeenCalledTimes(1)
    expect(location.search).toBe('?v=1&temperature=0.6')
    ACTIONS.setDivergence.perform(app, 'jsd')
    wait(400)
    expect(pushed).toHaveBeenCalledTimes(2)
    ACTIONS.setTheme.perform(app, 'night')
    wait(400)
    expect(pushed).toHaveBeenCalledTimes(2)
    expect(location.search).toBe('?v=1&temperature=0.6&divergence=jsd&marks=divergence&theme=night')
  })

  it('follows back without a new step, and keeps the theme that was chosen since', () => {
    const { app, store, pushed, wait } = open('?divergence=jsd')
    ACTIONS.setTheme.perform(app, 'night')
    wait(400)
    history.replaceState(null, '', '/?divergence=tvd&tab=rail')
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
    wait(400)
    expect(store.getState().settings).toMatchObject({ divergence: 'tvd', tab: 'rail', theme: 'night' })
    expect(pushed).not.toHaveBeenCalled()
    expect(location.search).toContain('theme=night')
  })

  it('is deaf to a change of the fragment', () => {
    const { app, store } = open('')
    // Not yet in the address.
    ACTIONS.setDivergence.perform(app, 'jsd')
    history.replaceState(null, '', '/#notes')
    dispatchEvent(new PopStateEvent('popstate', { state: null }))
    expect(store.getState().settings.divergence).toBe('jsd')
  })

  it('leaves a broken address as it is until something changes, and then writes a good one', () => {
    const { app, wait } = open('?seed=x&%zz=1&utm=a')
    wait(400)
    expect(location.search).toBe('?seed=x&%zz=1&utm=a')
    ACTIONS.setDivergence.perform(app, 'jsd')
    wait(400)
    expect(location.search).toBe('?v=1&divergence=jsd&marks=divergence&%25zz=1&utm=a')
  })

  it('does not break where the browser allows no more changes', () => {
    const { app, pushed, wait } = open('')
    pushed.mockImplementationOnce(() => {
      throw new DOMException('too many', 'SecurityError')
    })
    ACTIONS.setDivergence.perform(app, 'jsd')
    expect(() => wait(400)).not.toThrow()
  })
})
