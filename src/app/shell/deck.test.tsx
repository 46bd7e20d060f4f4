// @vitest-environment jsdom

import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { useEffect } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { REGISTRY } from '../../features/index.ts'
import type { Settings } from '../../settings/settings.ts'
import { AppProvider, useAppState, useAwake } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { Deck } from './deck.tsx'

afterEach(cleanup)

function renderDeck(tab = 'training', Panel = ({ id }: { readonly id: string }) => <p>panel of {id}</p>) {
  const store = createAppStore({ ...DEFAULTS, tab })
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 1,
  })
  const { tabs } = app.registry
  const panels = new Map(tabs.map(({ id }) => [id, [() => <Panel id={id} />]]))
  const page = render(
    <AppProvider value={{ ...app, registry: { ...app.registry, panels } }}>
      <Deck />
    </AppProvider>,
  )
  return { page, store, open: () => page.getByRole('tab', { selected: true }).textContent }
}

const TABS = REGISTRY.tabs

describe('the deck', () => {
  it('opens the tab of the address, and ties tabs to panels', () => {
    const { page } = renderDeck('rail')
    const chosen = page.getByRole('tab', { name: 'Divergence rail' })
    expect(chosen.getAttribute('aria-selected')).toBe('true')
    const panel = page.getByRole('tabpanel', { name: 'Divergence rail' })
    expect(panel.id).toBe(chosen.getAttribute('aria-controls'))
    expect(panel.textContent).toBe('panel of rail')
    expect(page.queryByText('panel of training')).toBeNull()
  })

  it('leaves a panel that was open as it stands: drawn no more, its effects not run again, and up to date when it comes back', () => {
    const log: string[] = []
    function Panel({ id }: { readonly id: string }) {
      const units = useAppState(({ settings }) => settings.units)
      const awake = useAwake()
      log.push(`${id} drawn`)
      useEffect(() => {
        log.push(`${id} begins`)
        return () => {
          log.push(`${id} ends`)
        }
      }, [id])
      return (
        <p>
          {id} in {units}, {awake ? 'awake' : 'asleep'}
        </p>
      )
    }
    const { page, store } = renderDeck('training', Panel)
    const change = (part: Partial<Settings>) =>
      act(() => store.setState(({ settings }) => ({ settings: { ...settings, ...part } })))
    const go = (tab: string) => change({ tab })
    const units = (value: 'bits' | 'nats') => change({ units: value })
    go('rail')
    go('training')
    go('rail')
    log.length = 0
    units('bits')
    expect(log).toEqual(['rail drawn'])
    expect(page.getByText('training in nats, asleep')).toBeTruthy()
    units('nats')
    log.length = 0
    go('training')
    expect(page.getByText('training in nats, awake')).toBeTruthy()
    units('bits')
    go('rail')
    expect(page.getByText('rail in bits, awake')).toBeTruthy()
    expect(log.filter((line) => !line.endsWith('drawn'))).toEqual([])
  })

  it('walks with the arrows round the ends, jumps with Home and End, and leaves one tab in the tab order', () => {
    const { page, open } = renderDeck()
    const [first, second] = TABS
    const last = TABS.at(-1)
    const press = (key: string): void => {
      fireEvent.keyDown(page.getByRole('tab', { selected: true }), { key })
    }
    press('ArrowRight')
    expect(open()).toBe(second?.label)
    expect(document.activeElement?.textContent).toBe(second?.label)
    press('End')
    expect(open()).toBe(last?.label)
    press('ArrowRight')
    expect(open()).toBe(first?.label)
    press('ArrowLeft')
    expect(open()).toBe(last?.label)
    press('Home')
    expect(open()).toBe(first?.label)
    expect(page.getAllByRole('tab').filter((each) => each.tabIndex === 0)).toHaveLength(1)
  })
})
