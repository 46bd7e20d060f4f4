// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { useReorder } from './use-reorder.ts'

afterEach(cleanup)

/** Three entries, each ten pixels high. */
function renderList(onMove: (from: number, to: number) => void, onPress = () => {}) {
  function List() {
    const list = useRef<HTMLOListElement>(null)
    const { dragged, entry } = useReorder(list, onMove, (at) => at === 2)
    return (
      <ol ref={list}>
        {['a', 'b', 'c'].map((name, at) => (
          <li key={name} className={dragged?.over === at ? 'over' : ''} {...entry(at)}>
            <span data-grip>{`grip of ${name}`}</span>
            <button type="button" onClick={onPress}>
              {name}
            </button>
          </li>
        ))}
      </ol>
    )
  }
  const page = render(<List />)
  for (const [at, item] of screen.getAllByRole('listitem').entries())
    item.getBoundingClientRect = () => ({ top: 10 * at, bottom: 10 * at + 9 }) as DOMRect
  return page
}

const pointer = { pointerId: 1, button: 0 }
const over = (): number => screen.getAllByRole('listitem').findIndex((item) => item.className === 'over')

it('moves an entry to where it is let go, and takes the press that ends there for none', () => {
  const [onMove, onPress] = [vi.fn(), vi.fn()]
  renderList(onMove, onPress)
  const button = screen.getByRole('button', { name: 'a' })
  fireEvent.pointerDown(button, { ...pointer, pointerType: 'mouse', clientY: 5 })
  fireEvent.pointerMove(window, { ...pointer, clientY: 25 })
  expect(over()).toBe(2)
  fireEvent.pointerUp(window, { ...pointer, clientY: 25 })
  fireEvent.click(button)
  expect(onMove.mock.calls).toEqual([[0, 2]])
  expect(onPress).not.toHaveBeenCalled()
  expect(over()).toBe(-1)
})

it('follows a finger at the grip alone, and leaves a press a press', () => {
  const [onMove, onPress] = [vi.fn(), vi.fn()]
  renderList(onMove, onPress)
  const button = screen.getByRole('button', { name: 'a' })
  fireEvent.pointerDown(button, { ...pointer, pointerType: 'touch', clientY: 5 })
  fireEvent.pointerMove(window, { ...pointer, clientY: 25 })
  fireEvent.pointerUp(window, { ...pointer, clientY: 25 })
  fireEvent.click(button)
  expect([onMove.mock.calls.length, onPress.mock.calls.length]).toEqual([0, 1])
  fireEvent.pointerDown(screen.getByText('grip of b'), { ...pointer, pointerType: 'touch', clientY: 15 })
  fireEvent.pointerMove(window, { ...pointer, clientY: -40 })
  fireEvent.pointerUp(window, { ...pointer, clientY: -40 })
  expect(onMove.mock.calls).toEqual([[1, 0]])
})

it('lets go at Escape and where the system takes the pointer away, and holds what is still', () => {
  const onMove = vi.fn()
  renderList(onMove)
  for (const end of [
    () => fireEvent.keyDown(window, { key: 'Escape' }),
    () => fireEvent(window, new Event('pointercancel')),
  ]) {
    fireEvent.pointerDown(screen.getByText('grip of a'), { ...pointer, pointerType: 'mouse', clientY: 5 })
    fireEvent.pointerMove(window, { ...pointer, clientY: 15 })
    expect(over()).toBe(1)
    end()
    expect(over()).toBe(-1)
    fireEvent.pointerUp(window, { ...pointer, clientY: 15 })
  }
  fireEvent.pointerDown(screen.getByText('grip of c'), { ...pointer, pointerType: 'mouse', clientY: 25 })
  fireEvent.pointerMove(window, { ...pointer, clientY: 5 })
  fireEvent.pointerUp(window, { ...pointer, clientY: 5 })
  expect(onMove).not.toHaveBeenCalled()
})
