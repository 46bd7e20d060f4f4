// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeEngine } from '../../engine/testing/fake-engine.ts'
import type { App } from '../../store/action.ts'
import { AppProvider } from '../../store/hooks.ts'
import { createSession } from '../../store/session.ts'
import { DEFAULTS } from '../../store/settings.ts'
import { createAppStore } from '../../store/state.ts'
import { TABS, type TabId } from '../../store/tabs.ts'
import { noFiles } from '../../store/testing/no-files.ts'
import { Deck } from './deck.tsx'

afterEach(cleanup)

function renderDeck(tab: TabId = 'training') {
  const store = createAppStore({ ...DEFAULTS, tab })
  const app: App = {
    store,
    session: createSession(store, () => createFakeEngine()),
    files: noFiles,
    randomSeed: () => 1,
  }
  const panels = Object.fromEntries(TABS.map(({ id }) => [id, <p key={id}>panel of {id}</p>])) as unknown as Record<
    TabId,
    React.ReactNode
  >
  const page = render(
    <AppProvider value={app}>
      <Deck panels={panels} />
    </AppProvider>,
  )
  return { page, open: () => page.getByRole('tab', { selected: true }).textContent }
}

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
    expect(open()).toBe(second.label)
    expect(document.activeElement?.textContent).toBe(second.label)
    press('End')
    expect(open()).toBe(last?.label)
    press('ArrowRight')
    expect(open()).toBe(first.label)
    press('ArrowLeft')
    expect(open()).toBe(last?.label)
    press('Home')
    expect(open()).toBe(first.label)
    expect(page.getAllByRole('tab').filter((each) => each.tabIndex === 0)).toHaveLength(1)
  })
})
