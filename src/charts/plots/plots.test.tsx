// @vitest-environment jsdom
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Curve, dashOf, signOf } from '../curve.ts'
import { formatNumber } from '../format.ts'
import { CurveFigure, type CurveFigureProps } from './curve-figure.tsx'
import { DensityPlot } from './density-plot.tsx'
import { PlotGroup } from './plot-group.tsx'
import { ZoomStrip } from './zoom-strip.tsx'

afterEach(cleanup)

const CURVES: readonly Curve[] = [
  {
    ...{ id: 'past 1', label: 'Run 1', tone: 'ink', dash: 0, tag: '1' },
    points: [
      { x: 0, y: 0.3 },
      { x: 10, y: 0.7 },
    ],
  },
  {
    ...{ id: 'greedy', label: 'greedy', tone: 'student', dash: 0 },
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
    x={[0, 20]}
    y={[0, 1]}
    formatX={String}
    formatY={formatNumber}
    {...part}
  />
)

const line = (id: string, ys: readonly number[]): Curve => ({
  ...{ id, label: id, tone: 'ink', dash: 0 },
  points: ys.map((y, x) => ({ x, y })),
})

/** Numbers at an axis, as they are written. */
const ticks = (page: ReturnType<typeof render>, axis: 'xAxis' | 'yAxis'): readonly (string | null)[] =>
  [...page.container.querySelectorAll(`.recharts-${axis}-tick-labels text`)].map(({ textContent }) => textContent)

const drawn = (page: ReturnType<typeof render>): readonly string[] =>
  [...page.container.querySelectorAll('.recharts-line-curve')].map((path) => path.getAttribute('d') ?? '')

describe('a figure of curves', () => {
  it('has round ticks, the axis’ name, a line and a band a curve, signs beside tones, and the earlier run’s number', () => {
    const page = render(figure({ mark: 10 }))
    expect(ticks(page, 'xAxis')).toEqual(['0', '5', '10', '15', '20'])
    expect(ticks(page, 'yAxis')).toEqual(['0', '0.500', '1.00'])
    expect(page.container.querySelector('.plot-name')?.textContent).toBe('steps')
    expect(drawn(page)).toHaveLength(3)
    expect(page.container.querySelectorAll('.plot-band')).toHaveLength(1)
    expect(page.container.querySelector('.plot-tag')?.textContent).toBe('1')
    expect(page.container.querySelector('.plot-mark line')).not.toBeNull()
    // Three points of one curve and one of the other: a sign each, round and square.
    const signs = [...page.container.querySelectorAll('.plot-sign')].map((path) => path.getAttribute('d') ?? '')
    expect(signs.map((d) => d.match(/M/g)?.length)).toEqual([3, 1])
  })

  it('draws values where they belong: the plot’s heights are the values’', () => {
    const page = render(figure({ curves: [line('a', [0, 0.5, 1])], x: [0, 2] }))
    const places = [...(drawn(page)[0] ?? '').matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = places
    expect(x1 - x0).toBeCloseTo(x2 - x1, 6)
    expect(y0 - y1).toBeCloseTo(y1 - y2, 6)
    expect(y0).toBeGreaterThan(y2 + 50)
  })

  it('says in words what it draws', () => {
    expect(render(figure()).getByRole('img').getAttribute('aria-label')).toBe(
      'Accuracy over steps. greedy: from 0.500 at 0 to 0.800 at 20. sampled: from 0.450 at 0 to 0.450 at 0.',
    )
  })

  it('switches curves by buttons that say whether they are on, and reads the last values', () => {
    const page = render(figure())
    const keys = page.getAllByRole('button')
    expect(keys.map((key) => [key.textContent, key.getAttribute('aria-pressed')])).toEqual([
      ['greedy', 'true'],
      ['sampled', 'true'],
    ])
    fireEvent.click(keys[0]!)
    expect(keys[0]?.getAttribute('aria-pressed')).toBe('false')
    expect(drawn(page)).toHaveLength(2)
    expect(page.container.querySelectorAll('.plot-band')).toHaveLength(0)
    expect(page.getAllByRole('listitem').map((item) => item.querySelector('b')?.textContent)).toEqual([
      '0.800',
      '0.450',
    ])
    fireEvent.click(keys[0]!)
    expect(drawn(page)).toHaveLength(3)
  })

  it('shares its switches and its cursor with its group', async () => {
    const page = render(
      <PlotGroup together>
        {figure({ large: true })}
        {figure({
          title: 'Loss',
          legend: false,
          curves: CURVES.map((curve) => ({ ...curve, points: curve.points.slice(0, 2) })),
        })}
      </PlotGroup>,
    )
    fireEvent.click(page.getByRole('button', { name: 'greedy' }))
    expect(drawn(page)).toHaveLength(4)
    fireEvent.click(page.getByRole('button', { name: 'greedy' }))
    // The arrow keys move the cursor in the one, and the other's line stands at the same place.
    const [first] = page.container.querySelectorAll<SVGElement>('.recharts-surface')
    await act(async () => first?.focus())
    await act(async () => void fireEvent.keyDown(first!, { key: 'ArrowRight' }))
    await vi.waitFor(() => expect(page.container.querySelectorAll('.plot-cursor')).toHaveLength(2))
    await vi.waitFor(() => expect(page.container.querySelector('.plot-tip')?.textContent).toContain('0.650 … 0.850'))
    const tip = page.container.querySelector('.plot-tip')?.textContent ?? ''
    for (const label of ['Run 1', 'greedy', 'sampled']) expect(tip).toContain(label)
    expect(page.getAllByRole('listitem')[0]?.textContent).toContain('0.750')
  })

  it('counts in powers of ten when it is asked to', () => {
    const curves = [line('a', [1, 0.1, 0.01, 0])]
    const page = render(figure({ curves, x: [0, 3], y: null, logs: true, formatY: String }))
    fireEvent.click(page.getByRole('button', { name: 'Accuracy in powers of ten' }))
    expect(ticks(page, 'yAxis')).toEqual(['0.01', '0.03', '0.1', '0.3', '1'])
    // Zero has no place there.
    expect(drawn(page)[0]?.match(/[ML]/g)).toHaveLength(3)
  })

  it('says where a curve leaves for infinity, once for each stretch, and draws nothing that is not a number', () => {
    const curves = [line('a', [1, Infinity, Infinity, 2, -Infinity]), line('b', [Number.NaN, 1])]
    const page = render(figure({ curves, x: [0, 4], y: null }))
    const signs = [...page.container.querySelectorAll('.plot-endless')].map(({ textContent }) => textContent)
    expect(signs).toEqual(['∞', '−∞'])
    expect(page.container.querySelector('.recharts-surface')?.innerHTML).not.toMatch(/NaN|Infinity/)
  })

  it('says what will stand in it instead of drawing empty axes', () => {
    const page = render(figure({ curves: [line('a', [])] }))
    expect(page.container.querySelector('.recharts-wrapper')).toBeNull()
    page.getByText('Over steps: a. Nothing is measured yet.')
  })
})

describe('the strip of a long run', () => {
  it('is there for long runs alone, and its ends are sliders that move the stretch of all plots', async () => {
    const long = line(
      'loss',
      Array.from({ length: 100 }, (_, i) => 1 / (1 + i)),
    )
    const group = (curve: Curve) => (
      <PlotGroup>
        {figure({ curves: [curve], x: [0, 99], y: null })}
        <ZoomStrip curve={curve} over="steps" format={String} />
      </PlotGroup>
    )
    const page = render(group(line('loss', [1, 2])))
    expect(page.queryAllByRole('slider')).toHaveLength(0)
    page.rerender(group(long))
    const [start] = page.getAllByRole('slider', { name: 'End of the stretch on view, steps' })
    page.getByText(/All of it is on view/)
    await act(async () => void start?.focus())
    for (let i = 0; i < 5; i++) await act(async () => void fireEvent.keyDown(start!, { key: 'ArrowRight' }))
    page.getByText(/On view: 5 to 99 of steps/)
    expect(ticks(page, 'xAxis')[0]).toBe('20')
    fireEvent.click(page.getByRole('button', { name: 'Show all' }))
    page.getByText(/All of it is on view/)
  })
})

describe('the strip of a run that grows, or is summed up by fewer points', () => {
  it('never draws what is not a number, and keeps its ends at the ends', () => {
    const strip = (points: number) => (
      <PlotGroup>
        <ZoomStrip curve={line('loss', Array.from({ length: points }, Math.sqrt))} over="steps" format={String} />
      </PlotGroup>
    )
    const written = vi.spyOn(Element.prototype, 'setAttribute')
    const page = render(strip(49))
    const ends = () => page.getAllByRole('slider').map((end) => end.getAttribute('aria-valuenow'))
    const whole = ends()
    for (const points of [79, 41, 42, 100]) {
      page.rerender(strip(points))
      expect(ends()).toEqual(whole)
    }
    expect(written.mock.calls.filter(([, value]) => /NaN|undefined/.test(String(value)))).toEqual([])
    written.mockRestore()
  })
})

describe('a plot of densities', () => {
  const hill = (peak: number, height: number) =>
    [-2, -1, 0, 1, 2].map((x) => ({ x, y: height * Math.exp(-((x - peak) ** 2)) }))

  it('draws the teacher as a hill and stacks the names of curves whose peaks coincide', () => {
    const page = render(
      <DensityPlot
        summary="Densities."
        areas={[{ id: 'teacher', tone: 'teacher', kind: 'density', points: hill(-1, 0.5) }]}
        curves={[
          { id: 'start', label: 'start', tone: 'ink', dash: 2, tag: 'start', points: hill(1, 0.2) },
          { id: 'a', label: 'Forward KL', tone: 'more', dash: 0, points: hill(0, 0.4) },
          { id: 'b', label: 'Reverse KL', tone: 'less', dash: 1, points: hill(0, 0.4) },
        ]}
        x={[-2, 2]}
        y={[0, 0.8]}
        over="place"
        format={String}
        named
      />,
    )
    expect(page.container.querySelectorAll('.plot-area')).toHaveLength(1)
    expect(ticks(page, 'xAxis')).toEqual(['−2', '−1', '0', '1', '2'])
    const tags = [...page.container.querySelectorAll<HTMLElement>('.density-tag')]
    expect(tags.map(({ textContent }) => textContent)).toEqual(['Forward KL', 'Reverse KL'])
    const [first = 0, second = 0] = tags.map(({ style }) => Number.parseFloat(style.top))
    expect(Math.abs(first - second)).toBeGreaterThan(7)
  })
})

describe('what tells curves apart without colour', () => {
  it('is six dashes and six signs, all different', () => {
    const all = [0, 1, 2, 3, 4, 5]
    expect(new Set(all.map(dashOf)).size).toBe(6)
    expect(new Set(all.map((i) => signOf(i, 0, 0, 3))).size).toBe(6)
  })
})
