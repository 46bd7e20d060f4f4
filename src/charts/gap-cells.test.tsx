import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { GapCells } from './gap-cells.tsx'

const cells = (values: readonly (number | null)[]): string =>
  renderToStaticMarkup(<GapCells columns={{ count: 5, width: 20 }} values={values} limit={3} height={40} />)

describe('GapCells', () => {
  it('tints each cell and draws the bar of the same number', () => {
    expect(cells([1.5, -0.75, null, 0, -6]).replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('marks what leaves the scale, infinities too, and draws nothing for no number', () => {
    const markup = cells([Infinity, -Infinity, Number.NaN, null, 3])
    expect(markup).not.toMatch(/NaN|Infinity/)
    expect(markup.match(/cells-notch/g)).toHaveLength(2)
    const bars = [...markup.matchAll(/class="cells-bar" d="([^"]*)"/g)].map(([, d = '']) => d.match(/M/g)?.length)
    expect(bars).toEqual([3, 3])
  })
})
