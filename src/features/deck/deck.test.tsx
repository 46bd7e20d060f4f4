// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { Deck } from './deck.tsx'

afterEach(cleanup)

const tab = (id: string) => ({ id, label: id.toUpperCase(), panel: <p>panel of {id}</p> })

describe('the deck', () => {
  it('opens its first tab and ties tabs to panels', () => {
    const page = render(<Deck tabs={[tab('a'), tab('b'), tab('c')]} />)
    const first = page.getByRole('tab', { name: 'A' })
    expect(first.getAttribute('aria-selected')).toBe('true')
    const panel = page.getByRole('tabpanel', { name: 'A' })
    expect(panel.id).toBe(first.getAttribute('aria-controls'))
    expect(panel.textContent).toBe('panel of a')
    expect(page.queryByText('panel of b')).toBeNull()
  })

  it('walks with the arrows round the ends, jumps with Home and End, and leaves one tab in the tab order', () => {
    const page = render(<Deck tabs={[tab('a'), tab('b'), tab('c')]} />)
    const open = (): string => page.getByRole('tab', { selected: true }).textContent ?? ''
    const press = (key: string): void => {
      fireEvent.keyDown(page.getByRole('tab', { selected: true }), { key })
    }
    press('ArrowRight')
    expect(open()).toBe('B')
    expect(document.activeElement?.textContent).toBe('B')
    press('End')
    expect(open()).toBe('C')
    press('ArrowRight')
    expect(open()).toBe('A')
    press('ArrowLeft')
    expect(open()).toBe('C')
    press('Home')
    expect(open()).toBe('A')
    expect(page.getAllByRole('tab').map((each) => each.tabIndex)).toEqual([0, -1, -1])
  })
})
