import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MOST_DOTS, RainChart, type RainChartProps } from './rain-chart.tsx'

const rain = (props: Partial<RainChartProps>): string =>
  renderToStaticMarkup(
    <RainChart
      summary="Draws."
      width={400}
      rows={[
        { id: 'k1', label: 'k1', tone: 'student', values: [-0.4, 0.2, 0.2, 3], mean: 0.75, reach: 1.4 },
        { id: 'k3', label: 'k3', tone: 'teacher', values: [0.1, 0.1], mean: 0.1, reach: Number.NaN },
      ]}
      exact={0.5}
      exactLabel="exact 0.5"
      domain={[-1, 2]}
      format={String}
      {...props}
    />,
  ).replaceAll('><', '>\n<')

describe('RainChart', () => {
  it('piles dots up, marks what leaves the axis, and draws means against the exact value', () => {
    expect(rain({})).toMatchSnapshot()
  })

  it('keeps its frame without draws, and lets no NaN and no infinity in', () => {
    const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const row = { id: 'k1', label: 'k1', tone: 'student', values, mean: Number.NaN, reach: Number.NaN } as const
    const markup = rain({ rows: [row], exact: Number.NaN })
    expect(markup).not.toMatch(/NaN|Infinity/)
    expect(rain({ rows: [{ ...row, values: [] }], exact: Number.NaN })).toContain('class="rain-ground"')
  })

  it('draws the last dots alone, in piles that fit their row', () => {
    const values = Array.from({ length: 5000 }, () => 0)
    const markup = rain({
      rows: [{ id: 'k1', label: 'k1', tone: 'student', values, mean: 0, reach: 0 }],
    })
    expect(markup.match(/<circle/g)).toHaveLength(MOST_DOTS)
    expect(Math.min(...[...markup.matchAll(/cy="([\d.-]+)"/g)].map(([, y]) => Number(y)))).toBeGreaterThan(0)
  })
})
