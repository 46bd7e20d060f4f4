// @vitest-environment jsdom

import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import { REGISTRY } from '../../features/index.ts'
import { AppProvider } from '../../store/hooks.ts'
import { appOf, createAppStore, createSession, DEFAULTS } from '../../testing/app.ts'
import { noFiles } from '../../testing/no-files.ts'
import { Deck } from './deck.tsx'

afterEach(cleanup)

function renderDeck(tab = 'training') {
  const store = createAppStore({ ...DEFAULTS, tab })
  const app = appOf({
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 1,
  })
  const { tabs } = app.registry
  const panels = new Map(tabs.map(({ id }) => [id, [() => <p>panel of {id}</p>]]))
  const page = render(
    <AppProvider value={{ ...app, registry: { ...app.registry, panels } }}>
      <Deck />
    </AppProvider>,
  )
  return { page, open: () => page.getByRole('tab', { selected: true }).textContent }
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
