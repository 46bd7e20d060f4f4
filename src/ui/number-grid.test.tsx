// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { NumberGrid, numberCell } from './number-grid.tsx'

afterEach(cleanup)

const onOpen = vi.fn()
const onPin = vi.fn()

function Table() {
  const [rows, setRows] = useState(['a', 'b', 'c'])
  return (
    <>
      <button type="button" onClick={() => setRows(['b', 'c'])}>
        drop a
      </button>
      <NumberGrid aria-label="numbers" onOpen={onOpen}>
        <tbody>
          {rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">
                <button type="button" onClick={onPin}>
                  {name}
                </button>
              </th>
              <td {...numberCell(row, 0, `${row}0`, `${name} first`)}>{row}0</td>
              {name === 'b' ? <td>–</td> : <td {...numberCell(row, 1, `${row}1`, `${name} second`)}>{row}1</td>}
            </tr>
          ))}
        </tbody>
      </NumberGrid>
    </>
  )
}

const here = (): string | null =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null
const press = (key: string): boolean => fireEvent.keyDown(document.activeElement!, { key })
const stops = (): readonly Element[] => [...screen.getByRole('grid').querySelectorAll('[tabindex="0"]')]

describe('a grid of numbers', () => {
  it('is one stop of the Tab key, and arrows walk from number to number over what has none', () => {
    render(<Table />)
    expect(stops().map(({ textContent }) => textContent)).toEqual(['a'])
    ;(stops()[0] as HTMLElement).focus()
    press('ArrowRight')
    press('ArrowRight')
    expect(here()).toBe('01, receipt: a second')
    press('ArrowDown')
    expect(here()).toBe('21, receipt: c second')
    press('ArrowDown')
    expect(here()).toBe('21, receipt: c second')
    press('Home')
    expect(here()).toBe('c')
    press('ArrowUp')
    expect(here()).toBe('b')
    press('End')
    expect(here()).toBe('10, receipt: b first')
    expect(stops()).toEqual([document.activeElement])
  })

  it('opens by a press, Enter and Space, and leaves the buttons in it their own', () => {
    render(<Table />)
    fireEvent.click(screen.getByLabelText('01, receipt: a second'))
    expect(onOpen.mock.calls).toEqual([[0, 1]])
    screen.getByLabelText('10, receipt: b first').focus()
    expect(press('Enter')).toBe(false)
    expect(press(' ')).toBe(false)
    expect(onOpen.mock.calls.slice(1)).toEqual([
      [1, 0],
      [1, 0],
    ])
    screen.getByRole('button', { name: 'b' }).focus()
    expect(press('Enter')).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'b' }))
    expect(onPin).toHaveBeenCalledOnce()
    expect(onOpen).toHaveBeenCalledTimes(3)
  })

  it('keeps the page’s own keys for the page, and its own to itself', () => {
    const heard = vi.fn()
    window.addEventListener('keydown', heard)
    render(<Table />)
    screen.getByLabelText('00, receipt: a first').focus()
    press('ArrowRight')
    expect(heard).not.toHaveBeenCalled()
    press('p')
    expect(heard).toHaveBeenCalledOnce()
    window.removeEventListener('keydown', heard)
  })

  it('can still be reached when the row that Tab led to is gone', () => {
    render(<Table />)
    screen.getByLabelText('01, receipt: a second').focus()
    fireEvent.click(screen.getByRole('button', { name: 'drop a' }))
    expect(stops().map(({ textContent }) => textContent)).toEqual(['b'])
  })
})
