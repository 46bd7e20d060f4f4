/**
 * @file The charts on the token axis as one SVG file: the drawings of the page, with the rows' names, a title and notes as live text.
 * Pure: numbers and colours in, text out.
 */

import { t } from '../../i18n/words.ts'
import { mathPlain } from '../../ui/math-text.tsx'
import { type AxisRow, axisRow } from '../drawing/axis-rows.ts'
import { markup } from '../drawing/markup.ts'
import type { Drawing, Inks, Shape } from '../drawing/shape.ts'
import { type LabelToken, tokenLabels } from '../drawing/token-labels.ts'
import type { TextLine } from '../lines.ts'
import type { TokenColumns } from '../scale.ts'
import { element, PAGE_FONT, words } from './svg-text.ts'

export interface AxisFigureProps {
  readonly title: string
  /** Below the charts: what is on view, in words. */
  readonly notes: readonly string[]
  readonly columns: TokenColumns
  readonly tokens: readonly LabelToken[]
  readonly lines: readonly TextLine[]
  readonly rows: readonly AxisRow[]
  /** The outlines and dashes are those of the teacher with context. */
  readonly ghostsTold: boolean
  readonly inks: Inks
}

export interface Figure {
  readonly svg: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

const PAD = 16
const NAMES = 136
const TITLE = 30
const LABELS = 72
const NOTE = 18

export function axisFigure(props: AxisFigureProps): Figure {
  const { title, notes, columns, tokens, lines, rows, ghostsTold, inks } = props
  const width = PAD * 2 + NAMES + Math.max(columns.count * columns.width, 420)
  const charts = TITLE + LABELS
  const tops = rows.map((_, i) => charts + rows.slice(0, i).reduce((sum, { height }) => sum + height + 1, 0))
  const bottom = charts + rows.reduce((sum, { height }) => sum + height + 1, 0)
  const height = PAD * 2 + bottom + 8 + notes.length * NOTE
  const drawing: Drawing = [
    { name: 'rect', fill: 'sheet', attributes: { width, height } },
    said(title, { x: PAD, y: PAD + 14, fontSize: 15, fontWeight: 600 }),
    at(PAD + NAMES, PAD + TITLE, tokenLabels(columns, tokens, lines, LABELS)),
    ...rows.flatMap((row, i) => {
      const y = PAD + (tops[i] ?? 0)
      return [
        {
          name: 'line',
          stroke: 'line-strong',
          attributes: { x1: PAD, x2: width - PAD, y1: y - 0.5, y2: y - 0.5 },
        } satisfies Shape,
        at(PAD, y, names(row)),
        at(PAD + NAMES, y, axisRow(row, columns, ghostsTold)),
      ]
    }),
    ...notes.map((note, i) =>
      said(mathPlain(note), { x: PAD, y: PAD + bottom + 20 + i * NOTE, fontSize: 12 }, 'ink-2'),
    ),
  ]
  const content = [element('title', {}, words(title)), ...drawing.map((part) => markup([part], inks))].join('\n')
  const root = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }
  return { svg: element('svg', { ...root, 'font-family': PAGE_FONT }, content), width, height }
}

const at = (x: number, y: number, content: Drawing): Shape => ({
  name: 'g',
  attributes: { transform: `translate(${x} ${y})` },
  content,
})

const said = (
  content: Shape['content'] & {},
  attributes: Readonly<Record<string, string | number>>,
  fill: Shape['fill'] & {} = 'ink',
): Shape => ({ name: 'text', fill, attributes, content })

/** The name of a row and the ends of its scale; for lines, whose is which. */
function names({ kind, name, unit, ends, height }: AxisRow): Drawing {
  const end = { x: NAMES - 8, fontSize: 11, textAnchor: 'end' }
  const span = (content: string, fill: Shape['fill'] & {}, attributes = {}): Shape => ({
    name: 'tspan',
    ...{ fill, attributes, content },
  })
  return [
    said([span(name, 'ink'), unit === '' ? null : span(` ${unit}`, 'ink-2', { fontSize: 12, fontWeight: 400 })], {
      y: height / 2 + 2,
      fontSize: 13,
      fontWeight: 600,
    }),
    kind === 'lines'
      ? said([span(`${t('student')} `, 'student-ink'), span(t('teacher'), 'teacher-ink')], {
          ...{ y: height / 2 + 17, fontSize: 12 },
        })
      : null,
    said(ends[0], { ...end, y: 11 }, 'ink-2'),
    said(ends[1], { ...end, y: height - 3 }, 'ink-2'),
  ]
}
