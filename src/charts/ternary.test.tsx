import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { TernaryChart, type TernaryShares, ternaryPlace, ternaryShares } from './ternary-chart.tsx'

/** Markup with every number cut to three decimals, as figures are compared. */
const rounded = (markup: string): string =>
  markup
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replaceAll('><', '>\n<')

describe('the triangle', () => {
  it('has a place for every three shares, and back', () => {
    expect(ternaryPlace([1, 0, 0])).toEqual({ left: 0, top: 1 })
    expect(ternaryPlace([0, 1, 0])).toEqual({ left: 1, top: 1 })
    expect(ternaryPlace([0, 0, 1])).toEqual({ left: 0.5, top: 0 })
    const shares: TernaryShares = [0.2, 0.5, 0.3]
    const { left, top } = ternaryPlace(shares)
    for (const [i, share] of ternaryShares(left, top).entries()) expect(share).toBeCloseTo(shares[i] ?? 0, 12)
  })

  it('draws corners, the teacher, the student, lines with dashes and arrows; places that are still have none', () => {
    const markup = renderToStaticMarkup(
      <TernaryChart
        summary="Among three tokens."
        corners={['“4”', '“3”', '“5”']}
        teacher={[0.8, 0.1, 0.1]}
        student={[0.3, 0.6, 0.1]}
        lines={[
          {
            id: 'reverse-kl',
            tone: 'less',
            dash: 1,
            points: [
              [0.3, 0.6, 0.1],
              [0.8, 0.1, 0.1],
            ],
          },
        ]}
        arrows={[
          { at: [0.3, 0.3, 0.4], flow: [0.2, -0.1, -0.1] },
          { at: [0.1, 0.8, 0.1], flow: [0.05, -0.05, 0] },
          { at: [0.8, 0.1, 0.1], flow: [0, 0, 0] },
        ]}
        arrowTone="less"
      />,
    )
    expect(rounded(markup)).toMatchSnapshot()
    expect(markup).not.toContain('NaN')
  })
})
