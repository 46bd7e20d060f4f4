import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { divergenceInUnit, divergenceUnit, formatDivergence } from './divergence-unit.ts'
import type { ValueBarsProps } from './drawing/value-bars.ts'
import { GapScale } from './gap-scale.tsx'
import { textLines } from './lines.ts'
import { MirroredBars } from './mirrored-bars.tsx'
import { TokenLabels } from './token-labels.tsx'
import { ValueBars } from './value-bars.tsx'

const bars = (props: Partial<ValueBarsProps>): string =>
  renderToStaticMarkup(
    <ValueBars
      columns={{ count: 4, width: 20 }}
      values={[1.5, -6, null, 0]}
      ghosts={null}
      ghostsTold={false}
      limit={3}
      kind="gap"
      height={76}
      {...props}
    />,
  )

/** Markup with every number cut to three decimals, as figures are compared. */
const rounded = (markup: string): string =>
  markup
    .replace(/-?\d+\.\d{4,}/g, (number) => String(Math.round(Number(number) * 1000) / 1000))
    .replaceAll('><', '>\n<')

describe('ValueBars', () => {
  it('draws signed values about zero and marks what it had to clamp', () => {
    expect(rounded(bars({}))).toMatchSnapshot()
  })

  it('draws the other condition in outline', () => {
    expect(
      rounded(bars({ ghosts: [3, -1, null, 0], ghostsTold: true, kind: 'size', values: [1, 2, 3, null] })),
    ).toMatchSnapshot()
  })

  it('lets no NaN and no infinity into the drawing', () => {
    const markup = bars({
      values: [Number.NaN, Infinity, -Infinity, null],
      ghosts: [Infinity, Number.NaN, -Infinity, null],
    })
    expect(markup).not.toMatch(/NaN|Infinity/)
    expect(markup.match(/bars-notch/g)).toHaveLength(2)
  })

  it('keeps its size and its zero line whatever the values are', () => {
    const frame = (markup: string): string => markup.slice(0, markup.indexOf('</line>'))
    expect(frame(bars({ values: [] }))).toBe(frame(bars({})))
    expect(frame(bars({ values: [3, 3, 3, 3] }))).toBe(frame(bars({})))
  })
})

describe('TokenLabels', () => {
  it('stands short tokens upright, turns words, and rules off the lines', () => {
    const tokens = ['Ann', ' has', ' ', '7', '\n', '7', '+', '1', '=', '8'].map((text) => ({
      text,
      source: 'student' as const,
    }))
    const markup = renderToStaticMarkup(
      <TokenLabels columns={{ count: 12, width: 20 }} tokens={tokens} lines={textLines(tokens)} height={68} />,
    )
    expect(rounded(markup)).toMatchSnapshot()
    expect(markup.match(/rotate\(-90\)/g)).toHaveLength(2)
  })
})

describe('GapScale', () => {
  it('is labelled in nats and in bits', () => {
    const markup = renderToStaticMarkup(<GapScale limit={6} />)
    expect(markup).toContain('−8.66')
    expect(markup).toContain('>+6<')
    expect(rounded(markup)).toMatchSnapshot()
  })
})

describe('MirroredBars', () => {
  const distributions = (
    <MirroredBars
      entries={[
        { id: 9, text: '9', student: 0.7, teacher: 0.01, told: 0.0002, chosen: true },
        {
          ...{ id: 4, text: ' eggs', student: 0.2, teacher: 0.9, told: null, chosen: false },
          next: { predicted: 1.4, actual: 0.6 },
        },
      ]}
      tail={{ student: 0.1, teacher: 0.09, told: 0 }}
      rows={[
        { side: 'teacher', on: false },
        { side: 'told', on: true },
      ]}
    />
  )

  it('sets both distributions against each other, the teacher under both conditions, the tail last', () => {
    expect(rounded(renderToStaticMarkup(distributions))).toMatchSnapshot()
  })

  it('writes a dash for what it does not know, and marks a prediction that left the range', () => {
    const markup = renderToStaticMarkup(distributions)
    expect(markup.match(/>–</g)).toHaveLength(1)
    expect(markup).toContain('class="mirrored-next beyond" style="inline-size:100%"')
  })
})

describe('divergence units', () => {
  it('converts what is a logarithm and leaves the rest alone', () => {
    expect(divergenceInUnit('reverse-kl', Math.LN2, 'bits')).toBeCloseTo(1, 15)
    expect(divergenceInUnit('tvd', 0.5, 'bits')).toBe(0.5)
    expect(formatDivergence('tvd', 0.5, 'bits')).toBe('0.500')
    expect(formatDivergence('jsd', 1, 'nats')).toBe('1.00\u2009nats')
    expect(divergenceUnit('squared-hellinger', 'nats')).toBeNull()
  })
})
