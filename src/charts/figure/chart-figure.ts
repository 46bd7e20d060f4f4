/** @file The charts of a panel as one SVG file that stands on its own: title, charts as they are on the page, and what they show. */
import { mathPlain } from '../../ui/math-text.tsx'
import type { Inks } from '../drawing/shape.ts'
import { px } from '../scale.ts'
import type { Figure } from './axis-figure.ts'
import { type Drawing, drawPage, FIGURE_MARK } from './draw-page.ts'
import { inksAt } from './inks.ts'
import { type Box, browserLayout, union } from './layout.ts'
import { element, PAGE_FONT, words } from './svg-text.ts'

/** What stands around a chart when it has left its page. */
export interface FigureCaption {
  readonly title: string
  /** Below the charts: what is on view, of which models, at which seeds and settings. A line each. */
  readonly notes: readonly string[]
}

/** Marks the control that takes a panel's charts away. */
const TAKES_MARK = 'data-takes'
const PAD = 16
const GAP = 14
const TITLE = { size: 15, height: 30 } as const
const NOTE = { size: 12, line: 17 } as const
/** Of a letter on average, in ems: a little more than it takes, so that no line runs off the sheet. */
const LETTER = 0.52
const NARROWEST = 320

/**
 * Everything marked as part of a figure inside a panel. What scrolls is drawn whole, from its start; what moves is drawn at rest.
 * null where there is nothing to draw.
 */
export function chartFigure(panel: HTMLElement, caption: FigureCaption): Figure | null {
  const parts = [...panel.querySelectorAll(`[${FIGURE_MARK}]:not([${FIGURE_MARK}="off"])`)].filter(
    (part) => !part.parentElement?.closest(`[${FIGURE_MARK}]`) && ownerOf(part, panel) === panel,
  )
  for (const motion of parts.flatMap((part) => part.getAnimations({ subtree: true }))) {
    // What never ends has no place of rest.
    if (Number.isFinite(Number(motion.effect?.getComputedTiming().endTime))) motion.finish()
  }
  const scrolled = [panel, ...panel.querySelectorAll('*')].filter(
    ({ scrollLeft, scrollTop }) => scrollLeft || scrollTop,
  )
  const before = scrolled.map(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop] as const)
  for (const each of scrolled) each.scrollTo({ left: 0, top: 0, behavior: 'instant' })
  try {
    const layout = browserLayout(panel.ownerDocument)
    const drawings = parts.map((part) => drawPage(part, layout)).filter(({ markup }) => markup !== '')
    return drawings.length === 0 ? null : framed(drawings, caption, inksAt(panel))
  } finally {
    for (const [i, each] of scrolled.entries())
      each.scrollTo({ left: before[i]?.[0] ?? 0, top: before[i]?.[1] ?? 0, behavior: 'instant' })
  }
}

/** The innermost section around a chart that has a way out of its own; a panel in a panel is taken away by itself. */
function ownerOf(part: Element, panel: Element): Element {
  for (let section = part.closest('section'); section && section !== panel; ) {
    const around: Element = section
    if ([...around.querySelectorAll(`[${TAKES_MARK}]`)].some((way) => way.closest('section') === around)) return around
    section = around.parentElement?.closest('section') ?? null
  }
  return panel
}

/** Charts stand as on the page; those that would lie over each other, because one of them scrolled, stand in a column. */
export function framed(
  drawings: readonly Drawing[],
  { title, notes }: FigureCaption,
  { sheet, ink, 'ink-2': faint }: Pick<Inks, 'sheet' | 'ink' | 'ink-2'>,
): Figure {
  const apart = drawings.every((a, i) => drawings.slice(0, i).every((b) => !overlap(a, b)))
  const all = union(drawings)
  const places = apart
    ? drawings.map(({ left, top }) => ({ left: left - all.left, top: top - all.top }))
    : drawings.map((_, i) => ({
        left: 0,
        top: drawings.slice(0, i).reduce((sum, { height }) => sum + height + GAP, 0),
      }))
  const extent = union(
    drawings.map(({ width, height }, i) => ({ ...(places[i] ?? { left: 0, top: 0 }), width, height })),
  )
  const inner = Math.ceil(Math.max(extent.width, NARROWEST))
  const lines = notes.flatMap((note) => wrapped(mathPlain(note), Math.floor(inner / (NOTE.size * LETTER))))
  const width = inner + 2 * PAD
  const foot = PAD + TITLE.height + Math.ceil(extent.height) + GAP
  const height = foot + lines.length * NOTE.line + PAD
  const content = drawings.map(({ markup, left, top }, i) => {
    const place = places[i] ?? { left: 0, top: 0 }
    const shift = `translate(${px(PAD + place.left - left)} ${px(PAD + TITLE.height + place.top - top)})`
    return element('g', { transform: shift }, markup)
  })
  const parts = [
    element('title', {}, words(title)),
    element('desc', {}, words(notes.join(' '))),
    element('rect', { width, height, fill: sheet }),
    element('text', { x: PAD, y: PAD + 14, 'font-size': TITLE.size, 'font-weight': 600, fill: ink }, words(title)),
    ...content,
    ...lines.map((line, i) =>
      element('text', { x: PAD, y: foot + (i + 1) * NOTE.line - 5, 'font-size': NOTE.size, fill: faint }, words(line)),
    ),
  ]
  const root = { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }
  return { svg: element('svg', { ...root, 'font-family': PAGE_FONT }, parts.join('\n')), width, height }
}

/** More than a hair's breadth: neighbours may touch. */
function overlap(a: Box, b: Box): boolean {
  return (
    a.left + 2 < b.left + b.width &&
    b.left + 2 < a.left + a.width &&
    a.top + 2 < b.top + b.height &&
    b.top + 2 < a.top + a.height
  )
}

/** At spaces; a script that writes none is cut where the line ends. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    const width = widthOf(line) + 1 + widthOf(word)
    if (line === '' || width <= most) lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
    else lines.push(word)
  }
  return lines.flatMap((line) => cutTo(line, most))
}

/** In letters; an ideograph is as wide as two. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 0)

function cutTo(line: string, most: number): readonly string[] {
  if (widthOf(line) <= most) return [line]
  const pieces = ['']
  for (const letter of line) {
    const last = pieces.at(-1) ?? ''
    if (widthOf(last) + widthOf(letter) <= most) pieces[pieces.length - 1] = last + letter
    else pieces.push(letter)
  }
  return pieces
}
