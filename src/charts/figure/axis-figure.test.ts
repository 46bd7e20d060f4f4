import { describe, expect, it } from 'vitest'
import type { Inks } from '../drawing/shape.ts'
import { type AxisFigureProps, axisFigure } from './axis-figure.ts'

const inks: Inks = {
  ...{ sheet: 'white', ink: 'black', 'ink-2': 'grey', 'ink-3': 'darkgrey', line: 'silver', 'line-strong': 'dimgrey' },
  ...{ less: 'red', more: 'blue', context: 'violet' },
  ...{ student: 'teal', 'student-ink': 'darkgreen', teacher: 'orange', 'teacher-ink': 'brown' },
}

const props: AxisFigureProps = {
  title: 'A < B & "C"',
  notes: ['One note.'],
  columns: { count: 3, width: 20 },
  tokens: [
    { text: ' eggs', source: 'student' },
    { text: '\u0007', source: 'environment' },
    { text: '\n', source: 'student' },
  ],
  lines: [
    { start: 0, end: 1, step: null },
    { start: 1, end: 3, step: null },
  ],
  rows: [
    {
      ...{ id: 'gap', kind: 'gap', name: 'gap', unit: 'nats', limit: 3, ends: ['+3', '−3'], height: 40 },
      values: [-1.5, null, -Infinity],
      ghosts: [1, null, 0],
    },
    {
      ...{ id: 'entropies', kind: 'lines', name: 'entropies', unit: 'nats', limit: 2, ends: ['2', '0'], height: 40 },
      points: [
        { student: 1, teacher: 0.5, ghost: null },
        { student: null, teacher: 0.25, ghost: null },
        { student: 4, teacher: null, ghost: null },
      ],
    },
  ],
  ghostsTold: true,
  inks,
}

describe('the figure of the token axis', () => {
  it('draws this', () => {
    const { svg, width, height } = axisFigure(props)
    expect([width, height]).toEqual([588, 242])
    expect(svg).toMatchSnapshot()
  })

  it('holds nothing that XML cannot: no control character, no bare sign', () => {
    const { svg } = axisFigure(props)
    expect(svg).not.toMatch(/[^\P{Cc}\n]/u)
    expect(svg).toContain('<title>A &lt; B &amp; &quot;C&quot;</title>')
    expect(svg).not.toContain('NaN')
  })
})
