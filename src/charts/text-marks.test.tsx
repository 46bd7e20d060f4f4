// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { TextGaps, TextPlaces } from './drawing/text-marks.ts'
import { TextMarks } from './text-marks.tsx'

afterEach(cleanup)

/** Two tokens on one line, in letters of 20 pixels: a bar reaches 9.2 of them and is 8 wide, an outline 12. */
const PLACES: TextPlaces = {
  width: 100,
  height: 60,
  em: 20,
  tokens: [
    { left: 0, top: 10, width: 30, height: 26 },
    { left: 40, top: 10, width: 20, height: 26 },
  ],
}

function marks(without: TextGaps, told: TextGaps, onTold = false) {
  const { container } = render(<TextMarks places={PLACES} without={without} told={told} onTold={onTold} limit={3} />)
  const d = (selector: string): string => container.querySelector(selector)?.getAttribute('d') ?? ''
  return { container, d }
}

describe('marks under a text', () => {
  it('draws what is likelier to the teacher above the token and what is less likely below it, to the share of the scale', () => {
    const { d } = marks([1.5, -3], null)
    // The first token's middle is 15; half of 9.2 above 10. The second one's is 50; the whole of it below 36.
    expect(d('.more .text-marks-bar')).toBe('M11 10h8V5.4h-8zM46 10h8V10h-8z')
    expect(d('.less .text-marks-bar')).toBe('M11 36h8V36h-8zM46 36h8V45.2h-8z')
  })

  it('tints behind the token, up to 55 % at the end of the scale', () => {
    const { container } = marks([1.5, -3], null)
    const tints = [...container.querySelectorAll('.text-marks-tints:not(.off) path')]
    expect(tints.map((tint) => [tint.getAttribute('class'), tint.getAttribute('fill-opacity')])).toEqual([
      ['more', '0.275'],
      ['less', '0.55'],
    ])
  })

  it('keeps both sides as many shapes in every condition, so that bars morph rather than jump', () => {
    const shapes = (text: string): number => text.split('z').length - 1
    const untold = marks([1.5, -3], [-1, 2])
    const before = ['more', 'less'].map((side) => shapes(untold.d(`.${side} .text-marks-bar`)))
    cleanup()
    const told = marks([1.5, -3], [-1, 2], true)
    expect(['more', 'less'].map((side) => shapes(told.d(`.${side} .text-marks-bar`)))).toEqual(before)
    expect(told.d('.less .text-marks-bar')).not.toBe(untold.d('.less .text-marks-bar'))
  })

  it('draws apart what a flip does not move, from either side of it', () => {
    const without = [1.5, -3]
    const told = [1.5, 3]
    const still = 'g.more path:not(.text-marks-bar)'
    const before = marks(without, told)
    expect(before.d(still)).toBe('M11 10h8V5.4h-8z')
    expect(before.d('.more .text-marks-bar')).toBe('M46 10h8V10h-8z')
    cleanup()
    const after = marks(without, told, true)
    expect(after.d(still)).toBe('M11 10h8V5.4h-8z')
    expect(after.d('.more .text-marks-bar')).toBe('M46 10h8V0.8h-8z')
  })

  it('shows the other condition in outline, and only that one', () => {
    const { container } = marks([1.5, null], [-3, null])
    const outlines = [...container.querySelectorAll('.text-marks-outline')]
    expect(outlines.map((each) => each.getAttribute('class'))).toEqual([
      'text-marks-outline untold off',
      'text-marks-outline told',
    ])
    expect(outlines[1]?.getAttribute('d')).toBe('M9 36V45.2h12V36')
  })

  it('draws no hairline, and cuts a notch into what goes beyond the scale', () => {
    const { d } = marks([0.1, Number.NEGATIVE_INFINITY], null)
    expect(d('.more .text-marks-bar')).toBe('M11 10h8V10h-8zM46 10h8V10h-8z')
    // The whole of the bar, and the cut at 0.78 of it: 36 + 0.78 * 9.2.
    expect(d('.less .text-marks-bar')).toBe('M11 36h8V36h-8zM46 36h8V45.2h-8z')
    expect(d('.text-marks-notch')).toBe('M45 43.176h10')
  })

  it('leaves out what the environment wrote, and everything before the text is measured', () => {
    expect(marks([null, 3], null).d('.more .text-marks-bar')).toBe('M46 10h8V0.8h-8z')
    cleanup()
    const { container } = render(
      <TextMarks places={{ ...PLACES, em: 0 }} without={[1, 1]} told={null} onTold={false} limit={3} />,
    )
    expect(container.innerHTML).toBe('')
  })

  it('writes what each condition would rather have over the token, and shows those of the one on view', () => {
    const { container } = render(
      <TextMarks
        places={PLACES}
        without={[-3, 0]}
        told={[0, -3]}
        wordsWithout={['7', null]}
        wordsTold={[null, '9']}
        onTold={true}
        limit={3}
      />,
    )
    const layers = [...container.querySelectorAll('.text-marks-words')]
    expect(layers.map((layer) => [layer.classList.contains('off'), layer.textContent])).toEqual([
      [true, '7'],
      [false, '9'],
    ])
    // In the middle of the second token, a little over its head.
    expect(layers[1]?.querySelector('text')?.getAttribute('x')).toBe('50')
    expect(layers[1]?.querySelector('text')?.getAttribute('y')).toBe('7.4')
  })
})
