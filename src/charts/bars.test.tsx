// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MovementBars } from './movement-bars.tsx'
import { StackedBar } from './stacked-bar.tsx'
import { TokenStrip } from './token-strip.tsx'

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
  it('tints tokens by their gap, and says it', () => {
    const tokens = [
      { text: 'Ann', gap: -1.5 },
      { text: ' has', gap: 0.3 },
      { text: '\n', gap: null },
    ]
    const markup = renderToStaticMarkup(<TokenStrip label="The text" tokens={tokens} limit={3} unit="nats" />)
    expect(rounded(markup)).toMatchSnapshot()
  })
})
