// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { axisRow } from './axis-rows.ts'
import { DrawnAll } from './drawn.tsx'
import { markup } from './markup.ts'
import { svgNode } from './nodes.ts'
import { type Drawing, INKS, type Inks, THEME_INKS } from './shape.ts'
import { textMarks } from './text-marks.ts'
import { tokenLabels } from './token-labels.ts'

const COLUMNS = { count: 3, width: 20 }
const PLACES = {
  ...{ width: 100, height: 60, em: 20 },
  tokens: [0, 40, 70].map((left) => ({ left, top: 10, width: 20, height: 26 })),
}
const row = { id: 'gap', name: 'gap', unit: 'nats', limit: 3, ends: ['+3', '−3'], height: 40 } as const

const DRAWINGS: Readonly<Record<string, Drawing>> = {
  bars: axisRow(
    { ...row, kind: 'gap', values: [-1.5, null, Number.NEGATIVE_INFINITY], ghosts: [1, 2, 0] },
    COLUMNS,
    true,
  ),
  entropies: axisRow(
    { ...row, kind: 'lines', points: [1, 2, 4].map((student) => ({ student, teacher: 1, ghost: null })) },
    COLUMNS,
    false,
  ),
  labels: tokenLabels(
    COLUMNS,
    [' eggs', '<', '\n'].map((text) => ({ text, source: 'student' })),
    [],
    68,
  ),
  marks: textMarks({
    ...{ places: PLACES, without: [1, -2, null], told: [-1, 2, null], onTold: false, limit: 3 },
    wordsWithout: [null, '7', null],
  }),
}

/** Elements that ink is seen of, in order: name, what is drawn, and in which colours. */
function seen(svg: string): readonly string[] {
  const root = new DOMParser().parseFromString(
    `<svg xmlns="http://www.w3.org/2000/svg">${svg}</svg>`,
    'image/svg+xml',
  ).documentElement
  expect(root.querySelector('parsererror')).toBeNull()
  const shapes = [...root.querySelectorAll('*')].filter(
    (each) => each.localName !== 'g' && each.getAttribute('d') !== '' && each.closest('.off') === null,
  )
  return shapes.map((each) => {
    const attributes = [...each.attributes].filter(({ name }) => !/^(?:class|font-family)$/.test(name))
    return [each.localName, ...attributes.map(({ name, value }) => `${name}=${value}`).sort(), each.textContent].join(
      ' ',
    )
  })
}

describe.each(Object.entries(DRAWINGS))('the drawing of %s', (_, drawing) => {
  it('is the same on the page, in a file and in a cell', () => {
    const page = seen(renderToStaticMarkup(<DrawnAll of={drawing} />))
    expect(page.length).toBeGreaterThan(2)
    expect(seen(markup(drawing, THEME_INKS))).toEqual(page)
    expect(seen(svgNode(drawing, 100, 60).innerHTML)).toEqual(page)
  })

  it('takes its colours from whoever writes it down', () => {
    const inks = Object.fromEntries(INKS.map((ink, i) => [ink, `rgb(${i}, 0, 0)`])) as Record<keyof Inks, string>
    const file = markup(drawing, inks)
    expect(file).toContain('rgb(')
    expect(file).not.toContain('var(')
  })
})
