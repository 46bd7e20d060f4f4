// @vitest-environment jsdom
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NumberField, readNumber } from './number-field.tsx'

function renderField(value = 5) {
  const onCommit = vi.fn()
  const { getByRole } = render(<NumberField label="Seed" value={value} min={0} max={99} onCommit={onCommit} />)
  return { input: getByRole('spinbutton', { name: 'Seed' }), onCommit }
}

const type = (input: HTMLElement, text: string): void => {
  fireEvent.input(input, { target: { value: text } })
}

describe('NumberField', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    cleanup()
    vi.useRealTimers()
  })

  it('counts what is typed after a pause, once', () => {
    const { input, onCommit } = renderField()
    type(input, '1')
    act(() => vi.advanceTimersByTime(100))
    type(input, '17')
    expect(onCommit).not.toHaveBeenCalled()
    act(() => vi.advanceTimersByTime(1000))
    fireEvent.blur(input)
    expect(onCommit.mock.calls).toEqual([[17]])
  })

  it('counts at once on Enter and when the field is left', () => {
    const { input, onCommit } = renderField()
    type(input, '8')
    fireEvent.keyDown(input, { key: 'Enter' })
    type(input, '9')
    fireEvent.blur(input)
    expect(onCommit.mock.calls).toEqual([[8], [9]])
  })

  it('tells also when the same number is typed again', () => {
    const { input, onCommit } = renderField(5)
    type(input, '5')
    fireEvent.blur(input)
    expect(onCommit.mock.calls).toEqual([[5]])
  })

  it('steps with the arrows, stays within its ends, and forgets what is no number', () => {
    const { input, onCommit } = renderField(98)
    fireEvent.keyDown(input, { key: 'ArrowUp' })
    fireEvent.keyDown(input, { key: 'PageUp' })
    fireEvent.keyDown(input, { key: 'ArrowDown' })
    type(input, '1000')
    fireEvent.blur(input)
    type(input, '')
    fireEvent.blur(input)
    type(input, '3')
    fireEvent.keyDown(input, { key: 'Escape' })
    fireEvent.blur(input)
    expect(onCommit.mock.calls).toEqual([[99], [99], [97], [99]])
  })

  it('takes decimals and steps where it is asked to', () => {
    const onCommit = vi.fn()
    const { getByRole } = render(
      <NumberField label="Share" value={0.9} min={0.01} max={1} step={0.05} decimals={2} onCommit={onCommit} />,
    )
    const input = getByRole('spinbutton', { name: 'Share' })
    fireEvent.keyDown(input, { key: 'ArrowUp' })
    fireEvent.keyDown(input, { key: 'PageDown' })
    type(input, '0.333')
    fireEvent.keyDown(input, { key: 'Enter' })
    type(input, '0')
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(onCommit.mock.calls).toEqual([[0.95], [0.4], [0.33], [0.01]])
  })

  it('reads a comma as a point, and leaves the field as it was for what is no number or could be two', () => {
    const onCommit = vi.fn()
    const { getByRole, queryByRole } = render(
      <NumberField label="Rate" value={0.001} min={0.0001} max={0.1} decimals={4} onCommit={onCommit} />,
    )
    const input = getByRole('spinbutton', { name: 'Rate' })
    type(input, '0,0005')
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(onCommit.mock.calls).toEqual([[0.0005]])
    for (const wrong of ['1.000,5', 'abc', '0,0,1', '--1', '1e']) {
      type(input, wrong)
      fireEvent.keyDown(input, { key: 'Enter' })
      expect(getByRole('status').textContent).toContain(wrong)
      expect((input as HTMLInputElement).value).toBe('0.001')
    }
    expect(onCommit.mock.calls).toHaveLength(1)
    type(input, '0.01')
    expect(queryByRole('status')).toBeNull()
  })

  it('does not take “1,000” or “1.000” for 1 where whole numbers are asked for', () => {
    const { input, onCommit } = renderField()
    for (const thousand of ['1,000', '1.000']) {
      type(input, thousand)
      fireEvent.blur(input)
    }
    expect(onCommit).not.toHaveBeenCalled()
  })

  it('reads full-width digits, as East Asian keyboards write them', () => {
    expect(readNumber('１２', 0)).toBe(12)
    expect(readNumber('０．５', 2)).toBe(0.5)
    expect(readNumber('－０，２５', 2)).toBe(-0.25)
  })
})
