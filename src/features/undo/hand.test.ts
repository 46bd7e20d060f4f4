// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { followHand } from './hand.ts'

it('tells holds apart: a press, a field that is typed in, keys on a slider', () => {
  document.body.innerHTML =
    '<input type="range" id="slider"><input type="text" id="field"><input type="text" id="other">'
  const [slider, field, other] = ['slider', 'field', 'other'].map((id) => document.getElementById(id))
  const hand = followHand(window)
  const key = (target: Element | null | undefined) =>
    target?.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }))

  slider?.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  slider?.focus()
  const dragged = hand()
  expect(dragged.steady).toBe(true)
  key(slider)
  const pressed = hand()
  expect(pressed).toMatchObject({ steady: false })
  expect(pressed.hold).not.toBe(dragged.hold)
  key(slider)
  expect(hand()).toEqual(pressed)

  field?.focus()
  const typed = hand()
  expect(typed.steady).toBe(true)
  key(field)
  expect(hand()).toEqual(typed)
  other?.focus()
  expect(hand().hold).not.toBe(typed.hold)
})
