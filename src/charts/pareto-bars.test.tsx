// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ParetoBars, type ParetoBarsProps } from './pareto-bars.tsx'

afterEach(cleanup)

const PROPS: ParetoBarsProps = {
  columns: { count: 3, width: 20 },
  bars: [
    { value: 4, kept: 2, cumulative: 0.5 },
    { value: -1, kept: -1, cumulative: 0.75 },
    { value: 1, kept: 0, cumulative: 0.75 },
  ],
  limit: 5,
  signed: true,
  part: 0.8,
  clip: 2,
  height: 100,
}

describe('ParetoBars', () => {
  it('draws what was in outline, what counts in ink, and the curve of the shares', () => {
    expect(renderToStaticMarkup(<ParetoBars {...PROPS} />).replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('lets no NaN and no infinity into the drawing', () => {
    const bars = [Infinity, -Infinity, Number.NaN].map((value) => ({ value, kept: value, cumulative: 0 }))
    expect(renderToStaticMarkup(<ParetoBars {...PROPS} bars={bars} />)).not.toMatch(/NaN|Infinity/)
    const page = render(<ParetoBars {...PROPS} bars={bars} />)
    const signs = [...page.container.querySelectorAll('text')].map(({ textContent }) => textContent)
    expect(signs).toEqual(['∞', '−∞'])
  })

  it('has its cut dragged: to a value, to zero, and off the scale', () => {
    const onClip = vi.fn()
    const { container } = render(<ParetoBars {...PROPS} onClip={onClip} />)
    const grip = container.querySelector('.pareto-grip')
    if (!grip) throw new Error('no grip')
    // Zero stands at 50 and the end of the scale, 5, at 6.
    for (const clientY of [28, 70, 0]) fireEvent.pointerMove(grip, { clientY, buttons: 1 })
    fireEvent.pointerMove(grip, { clientY: 28, buttons: 0 })
    expect(onClip.mock.calls).toEqual([[2.5], [0], [null]])
  })
})
