// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Handle, type HandleProps } from './handle.tsx'

afterEach(cleanup)

describe('a handle', () => {
  const handle = (part: Partial<HandleProps> = {}) => (
    <Handle
      label="Mean of mode 1"
      shape="foot"
      voice="teacher"
      left={0.25}
      top={1}
      value={-1}
      min={-5}
      max={5}
      valueText="−1.00"
      onDrag={() => {}}
      onSteps={() => {}}
      {...part}
    />
  )

  it('is a slider that says its value', () => {
    const slider = render(handle()).getByRole('slider', { name: 'Mean of mode 1' })
    expect(slider.getAttribute('aria-valuenow')).toBe('-1')
    expect(slider.getAttribute('aria-valuetext')).toBe('−1.00')
  })

  it('moves by arrow keys, five times as far with Shift, and leaves other keys alone', () => {
    const onSteps = vi.fn()
    const slider = render(handle({ onSteps })).getByRole('slider')
    fireEvent.keyDown(slider, { key: 'ArrowLeft' })
    fireEvent.keyDown(slider, { key: 'ArrowUp', shiftKey: true })
    fireEvent.keyDown(slider, { key: 'a' })
    expect(onSteps.mock.calls).toEqual([
      [-1, 0],
      [0, 5],
    ])
  })

  it('follows the pointer that holds it, in shares of its frame', () => {
    const onDrag = vi.fn()
    const page = render(handle({ onDrag }))
    const slider = page.getByRole('slider')
    let held = false
    Object.assign(slider, {
      setPointerCapture: () => {
        held = true
      },
      hasPointerCapture: () => held,
    })
    slider.parentElement!.getBoundingClientRect = () => ({ left: 100, top: 50, width: 200, height: 100 }) as DOMRect
    fireEvent.pointerMove(slider, { clientX: 150, clientY: 60 })
    expect(onDrag).not.toHaveBeenCalled()
    fireEvent.pointerDown(slider, { pointerId: 1 })
    fireEvent.pointerMove(slider, { pointerId: 1, clientX: 150, clientY: 60 })
    expect(onDrag.mock.calls).toEqual([[0.25, 0.1]])
  })
})
