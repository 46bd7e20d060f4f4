// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Curve } from './curve.ts'
import { CurveFigure, type CurveFigureProps } from './curve-figure.tsx'
import { formatNumber } from './format.ts'
import { MovementBars } from './movement-bars.tsx'
import { StackedBar } from './stacked-bar.tsx'
import { TokenStrip } from './token-strip.tsx'

afterEach(cleanup)

const CURVES: readonly Curve[] = [
  {
    id: 'past 1',
    label: 'Run 1',
    tone: 'ink',
    dash: 0,
    tag: '1',
    points: [
      { x: 0, y: 0.3 },
      { x: 10, y: 0.7 },
    ],
  },
  {
    id: 'greedy',
    label: 'greedy',
    tone: 'student',
    dash: 0,
    points: [
      { x: 0, y: 0.5, low: 0.4, high: 0.6 },
      { x: 10, y: 0.75, low: 0.65, high: 0.85 },
      { x: 20, y: 0.8, low: 0.7, high: 0.9 },
    ],
  },
  { id: 'sampled', label: 'sampled', tone: 'ink', dash: 1, points: [{ x: 0, y: 0.45 }] },
]

const figure = (part: Partial<CurveFigureProps> = {}) => (
  <CurveFigure
    title="Accuracy"
    subtitle="held-out"
    over="steps"
    curves={CURVES}
    x={[0, 100]}
    y={[0, 1]}
    formatX={String}
    formatY={formatNumber}
    mark={null}
    cursor={null}
    onCursor={() => {}}
    {...part}
  />
)

/** Markup with every number cut to three decimals, as figures are compared. */
const rounded = (markup: string): string =>
  markup
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replaceAll('><', '>\n<')

describe('a figure of curves', () => {
  it('draws bands, dashes, dots, earlier runs in pale with their number, a mark and a cursor', () => {
    expect(rounded(renderToStaticMarkup(figure({ mark: 10, cursor: 12 })))).toMatchSnapshot()
  })

  it('reads values off at the end, or at the cursor', () => {
    const values = (cursor: number | null): readonly (string | null)[] => {
      const page = render(figure({ cursor }))
      const read = page.getAllByRole('listitem').map((item) => item.querySelector('b')!.textContent)
      cleanup()
      return read
    }
    expect(values(null)).toEqual(['0.800', '0.450'])
    expect(values(15)).toEqual(['0.750', '0.450'])
  })

  it('says in words what it draws', () => {
    const page = render(figure())
    const { name } = { name: page.getByRole('img').getAttribute('aria-label') }
    expect(name).toBe(
      'Accuracy over steps. greedy: from 0.500 at 0 to 0.800 at 20. sampled: from 0.450 at 0 to 0.450 at 0.',
    )
  })

  it('tells where the pointer is, in the axis’ own numbers', () => {
    const onCursor = vi.fn()
    const page = render(figure({ onCursor }))
    const frame = page.container.querySelector('.curve-frame')!
    frame.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
    fireEvent.pointerMove(frame, { clientX: 150 })
    fireEvent.pointerLeave(frame)
    expect(onCursor.mock.calls).toEqual([[25], [null]])
  })

  it('says where a curve leaves for infinity, once for each stretch', () => {
    const ys = [1, Infinity, Infinity, 2, -Infinity]
    const points = ys.map((y, i) => ({ x: i * 10, y }))
    const page = render(figure({ curves: [{ id: 'a', label: 'a', tone: 'ink', dash: 0, points }] }))
    const signs = [...page.container.querySelectorAll<HTMLElement>('.curve-endless')]
    expect(signs.map(({ textContent, style }) => [textContent, style.left])).toEqual([
      ['∞', '10%'],
      ['−∞', '40%'],
    ])
  })

  it('draws nothing that is not a number', () => {
    const curves: readonly Curve[] = [
      {
        id: 'a',
        label: 'a',
        tone: 'ink',
        dash: 0,
        points: [
          { x: 0, y: Number.NaN },
          { x: 1, y: Infinity },
          { x: 2, y: 1 },
        ],
      },
      { id: 'b', label: 'b', tone: 'ink', dash: 0, points: [] },
    ]
    const page = render(figure({ curves }))
    expect(page.container.querySelector('svg.curve-box')!.innerHTML).not.toMatch(/NaN|Infinity/)
  })

  it('keeps its frame while values stream in', () => {
    const frame = (curves: readonly Curve[]): string =>
      renderToStaticMarkup(figure({ curves })).replace(
        /<(path|ul)[\s\S]*?<\/\1>|aria-label="[^"]*"|<span class="curve-tag[\s\S]*?<\/span>/g,
        '',
      )
    expect(frame([])).toBe(frame(CURVES))
  })
})

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
