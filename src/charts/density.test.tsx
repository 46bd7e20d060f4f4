// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Curve } from './curve.ts'
import { DensityChart } from './density-chart.tsx'
import { Handle, type HandleProps } from './handle.tsx'

afterEach(cleanup)

const hill = (peak: number, height: number) =>
  [-2, -1, 0, 1, 2].map((x) => ({ x, y: height * Math.exp(-((x - peak) ** 2)) }))

const CURVES: readonly Curve[] = [
  { id: 'start', label: 'start', tone: 'ink', dash: 2, tag: 'start', points: hill(1, 0.2) },
  { id: 'a', label: 'Forward KL', tone: 'more', dash: 0, points: hill(0, 0.4) },
  { id: 'b', label: 'Reverse KL', tone: 'less', dash: 1, points: hill(0, 0.4) },
]

/** Markup with every number cut to three decimals, as figures are compared. */
const rounded = (markup: string): string =>
  markup
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replaceAll('><', '>\n<')

const chart = (
  <DensityChart
    summary="Densities."
    areas={[{ id: 'teacher', tone: 'teacher', kind: 'density', points: hill(-1, 0.5) }]}
    curves={CURVES}
    x={[-2, 2]}
    y={[0, 0.8]}
    ticks={[-2, 0, 2]}
    format={String}
    named
  />
)

describe('the chart of densities', () => {
  it('draws the teacher as a hill, students as curves with dashes, and the start in pale', () => {
    expect(rounded(renderToStaticMarkup(chart))).toMatchSnapshot()
  })

  it('stacks the names of curves whose peaks coincide', () => {
    const page = render(chart)
    const tags = [...page.container.querySelectorAll<HTMLElement>('.density-tag')]
    expect(tags.map(({ textContent }) => textContent)).toEqual(['Forward KL', 'Reverse KL'])
    const [first = 0, second = 0] = tags.map(({ style }) => Number.parseFloat(style.top))
    expect(Math.abs(first - second)).toBeGreaterThan(7)
  })
})

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
