// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MovementBars } from './movement-bars.tsx'
import { StackedBar } from './stacked-bar.tsx'
import { TokenStrip } from './text/token-strip.tsx'

/** Markup with every number cut to three decimals, as figures are compared. */
const rounded = (markup: string): string =>
  markup
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replaceAll('><', '>\n<')

describe('the stacked bar', () => {
  it('names every part with its number', () => {
    const markup = renderToStaticMarkup(
      <StackedBar
        label="Time"
        format={(value) => `${value} ms`}
        parts={[
          { id: 'sample', label: 'sample', value: 300, tone: 'student' },
          { id: 'step', label: 'step', value: 100, tone: 'ink' },
        ]}
      />,
    )
    expect(rounded(markup)).toMatchSnapshot()
  })
})

describe('movement bars', () => {
  it('share one scale with a round end', () => {
    const markup = renderToStaticMarkup(
      <MovementBars
        layers={[
          { layer: 'embedding', share: 0.012 },
          { layer: 'layer 1', share: 0.02 },
        ]}
      />,
    )
    expect(rounded(markup)).toMatchSnapshot()
  })
})

describe('the token strip', () => {
  it('says of every token how large its gap is, to the eye and to the ear', () => {
    const tokens = [
      { text: 'Ann', gap: -1.5 },
      { text: ' has', gap: 0.3 },
      { text: '\n', gap: null },
    ]
    const markup = renderToStaticMarkup(<TokenStrip label="The text" tokens={tokens} limit={3} unit="nats" />)
    expect([...markup.matchAll(/visually-hidden">([^<]*)</g)].map(([, name]) => name)).toEqual([
      '“Ann”, gap −1.50\u2009nats',
      '“has”, gap +0.300\u2009nats',
      'newline',
    ])
    expect(markup.match(/title=/g)).toHaveLength(3)
  })
})
