/**
 * @file The charts on the token axis as one SVG file: live text, fonts by name, every style written at its element. Pure:
 * numbers and colours in, text out.
 */

import { t } from '../../i18n/words.ts'
import { mathPlain } from '../../ui/math-text.tsx'
import { tokenGlyph } from '../format.ts'
import type { TextLine } from '../lines.ts'
import { columnCentre, px, symmetric, type TokenColumns } from '../scale.ts'
import { element, words } from './svg-text.ts'

/** Colours as CSS writes them. */
export interface FigurePalette {
  readonly sheet: string
  readonly ink: string
  readonly faint: string
  readonly line: string
  readonly less: string
  readonly more: string
  readonly student: string
  /** Of words: the line's own colour is too light to read. */
  readonly studentInk: string
  readonly teacher: string
  readonly teacherInk: string
  readonly context: string
}

export interface BarRow {
  readonly kind: 'gap' | 'signed' | 'size'
  readonly name: string
  readonly unit: string
  /** End of the scale, in the values' unit, and as it is written. */
  readonly limit: number
  readonly ends: readonly [high: string, low: string]
  readonly values: readonly (number | null)[]
  readonly ghosts: readonly (number | null)[] | null
  readonly height: number
}

export interface LineRow {
  readonly kind: 'lines'
  readonly name: string
  readonly unit: string
  readonly limit: number
  readonly ends: readonly [high: string, low: string]
  readonly points: readonly {
    readonly student: number | null
    readonly teacher: number | null
    readonly ghost: number | null
  }[]
  readonly height: number
}

export interface AxisFigureProps {
  readonly title: string
  /** Below the charts: what is on view, in words. */
  readonly notes: readonly string[]
  readonly columns: TokenColumns
  readonly tokens: readonly { readonly text: string; readonly source: 'student' | 'environment' }[]
  readonly lines: readonly TextLine[]
  readonly rows: readonly (BarRow | LineRow)[]
  /** The outlines and dashes are those of the teacher with context. */
  readonly ghostsTold: boolean
  readonly palette: FigurePalette
}

export interface Figure {
  readonly svg: string
  /** Pixels. */
  readonly width: number
  readonly height: number
}

const PAGE_FONT = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, sans-serif"
const TOKEN_FONT = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, monospace"
const PAD = 16
const NAMES = 136
const TITLE = 30
const LABELS = 72
const NOTE = 18
const LONGEST = 9
const HAIRLINE = 1

export function axisFigure(props: AxisFigureProps): Figure {
  const { title, notes, columns, rows, palette } = props
  const width = PAD * 2 + NAMES + Math.max(columns.count * columns.width, 420)
  const charts = TITLE + LABELS
  const tops = rows.map((_, i) => charts + rows.slice(0, i).reduce((sum, { height }) => sum + height + 1, 0))
  const bottom = charts + rows.reduce((sum, { height }) => sum + height + 1, 0)
  const height = PAD * 2 + bottom + 8 + notes.length * NOTE
  const at = (x: number, y: number, content: string): string =>
    element('g', { transform: `translate(${x} ${y})` }, content)
  const parts = [
    element('title', {}, words(title)),
    element('rect', { width, height, fill: palette.sheet }),
    text(title, { x: PAD, y: PAD + 14, 'font-size': 15, 'font-weight': 600, fill: palette.ink }),
    at(PAD + NAMES, PAD + TITLE, labels(props)),
    ...rows.flatMap((row, i) => {
      const y = PAD + (tops[i] ?? 0)
      return [
        element('line', { x1: PAD, x2: width - PAD, y1: y - 0.5, y2: y - 0.5, stroke: palette.line }),
        at(PAD, y, names(row, palette)),
        at(PAD + NAMES, y, row.kind === 'lines' ? steps(row, props) : bars(row, props)),
      ]
    }),
    ...notes.map((note, i) =>
      text(mathPlain(note), { x: PAD, y: PAD + bottom + 20 + i * NOTE, 'font-size': 12, fill: palette.faint }),
    ),
  ]
  const root = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }
  return { svg: element('svg', { ...root, 'font-family': PAGE_FONT }, parts.join('\n')), width, height }
}

function text(content: string, attributes: Readonly<Record<string, string | number>>): string {
  return element('text', attributes, words(content))
}

/** The name of a row and the ends of its scale; for lines, whose is which. */
function names(row: BarRow | LineRow, { ink, faint, studentInk, teacherInk }: FigurePalette): string {
  const { name, unit, ends, height } = row
  const end = { x: NAMES - 8, 'font-size': 11, 'text-anchor': 'end', fill: faint }
  const span = (content: string, fill: string): string => element('tspan', { fill }, words(content))
  const unitSpan = unit ? element('tspan', { 'font-size': 12, 'font-weight': 400, fill: faint }, words(` ${unit}`)) : ''
  const whose = row.kind === 'lines' ? `${span(`${t('student')} `, studentInk)}${span(t('teacher'), teacherInk)}` : ''
  return [
    element('text', { y: height / 2 + 2, 'font-size': 13, 'font-weight': 600, fill: ink }, words(name) + unitSpan),
    ...(whose ? [element('text', { y: height / 2 + 17, 'font-size': 12 }, whose)] : []),
    text(ends[0], { ...end, y: 11 }),
    text(ends[1], { ...end, y: height - 3 }),
  ].join('')
}

/** Short tokens upright, words turned to stand in their column. */
function labels({ columns, tokens, lines, palette }: AxisFigureProps): string {
  const size = Math.min(12.5, Math.max(10, columns.width * 0.95))
  const breaks = lines
    .filter(({ end }) => end < tokens.length)
    .map(({ end }) => {
      const x = end * columns.width
      return element('line', { x1: x, x2: x, y1: 0, y2: LABELS - 4, stroke: palette.line })
    })
  const drawn = tokens.map(({ text: written, source }, i) => {
    const glyph = tokenGlyph(written)
    const visible = glyph.text === '' ? '␣' : glyph.text
    const short = visible.length > LONGEST ? `${visible.slice(0, LONGEST - 1)}…` : visible
    const x = columnCentre(columns, i)
    const fill = glyph.sign || source === 'environment' ? palette.faint : palette.ink
    return short.length === 1
      ? text(short, { x, y: LABELS - 8, 'text-anchor': 'middle', fill })
      : text(short, { transform: `translate(${px(x + size / 3)} ${LABELS - 8}) rotate(-90)`, fill })
  })
  return element('g', { 'font-family': TOKEN_FONT, 'font-size': size }, [...breaks, ...drawn].join(''))
}

/** Values beyond the scale get a notch, infinite ones their sign as well. */
function bars(
  { kind, values, ghosts, limit, height }: BarRow,
  { columns, ghostsTold, palette }: AxisFigureProps,
): string {
  const zero = kind === 'size' ? height - 1 : height / 2
  const reach = kind === 'size' ? height - 8 : height / 2 - 7
  const bar = Math.max(4, Math.min(14, columns.width * 0.56))
  const outline = Math.min(columns.width - 2, bar + 5)
  const box = (centre: number, size: number, at: number) => ({
    x: centre - size / 2,
    y: at >= 0 ? zero - at * reach : zero,
    width: size,
    height: Math.abs(at) * reach,
  })
  const outlines = (ghosts ?? []).map((value, i) => {
    const { at } = symmetric(value ?? 0, limit)
    if (Math.abs(at) * reach < HAIRLINE) return ''
    const stroke = ghostsTold ? palette.context : palette.faint
    return element('rect', { ...box(columnCentre(columns, i), outline, at), fill: 'none', stroke, opacity: 0.7 })
  })
  const solid = values.map((value, i) => {
    if (value === null || Number.isNaN(value)) return ''
    const { at, clamped } = symmetric(value, limit)
    const centre = columnCentre(columns, i)
    const fill = kind !== 'gap' ? palette.faint : at < 0 ? palette.less : palette.more
    const end = zero - at * reach
    const up = at > 0
    const notch = element('path', { d: `M${px(centre - 5)} ${px(end)}h10l-5 ${up ? -3 : 3}z`, fill })
    const sign = { x: centre + 6, y: up ? end + 8 : end, 'font-size': 11, fill: palette.ink }
    return [
      at === 0 ? '' : element('rect', { ...box(centre, bar, at), fill }),
      clamped ? notch : '',
      Number.isFinite(value) ? '' : text(up ? '∞' : '−∞', sign),
    ].join('')
  })
  const line = element('line', { x1: 0, x2: columns.count * columns.width, y1: zero, y2: zero, stroke: palette.line })
  return [line, ...outlines, ...solid].join('')
}

/** Both entropies, a step a token. */
function steps({ points, limit, height }: LineRow, { columns, ghostsTold, palette }: AxisFigureProps): string {
  const level = (value: number): number => height - 1 - Math.min(1, Math.max(0, value / limit)) * (height - 4)
  const path = (which: 'student' | 'teacher' | 'ghost', close: boolean): string => {
    let drawing = false
    const pieces = points.map((point, i) => {
      const value = point[which]
      const from = i * columns.width
      if (value === null || Number.isNaN(value)) {
        const down = drawing && close ? `V${height - 1}` : ''
        drawing = false
        return down
      }
      const begin = drawing ? '' : close ? `M${from} ${height - 1}` : `M${from} ${px(level(value))}`
      drawing = true
      return `${begin}V${px(level(value))}H${from + columns.width}`
    })
    return pieces.join('') + (drawing && close ? `V${height - 1}` : '')
  }
  const line = (which: 'student' | 'teacher' | 'ghost', stroke: string, extra = {}): string => {
    const d = path(which, false)
    return d === '' ? '' : element('path', { d, fill: 'none', stroke, 'stroke-width': 1.75, ...extra })
  }
  const area = path('student', true)
  return [
    area === '' ? '' : element('path', { d: area, fill: palette.student, 'fill-opacity': 0.14 }),
    line('student', palette.student),
    line('ghost', ghostsTold ? palette.context : palette.faint, { 'stroke-width': 1, 'stroke-dasharray': '3 2' }),
    line('teacher', palette.teacher),
  ].join('')
}
