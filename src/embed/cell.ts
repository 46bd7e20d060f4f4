/**
 * @file A trace in a notebook's cell: the text with the teacher's marks, and the details of one token. Plain elements in a shadow
 * root: no framework, no network, and the notebook's styles stay outside. English only, as notebooks' own messages are.
 */
import { svgNode } from '../charts/drawing/nodes.ts'
import { textMarks } from '../charts/drawing/text-marks.ts'
import { formatNumber, formatProbability, formatSigned, tokenGlyph, tokenName } from '../charts/format.ts'
import { placesOf } from '../ui/places.ts'
import type { CellReading, CellScore, CellTrace } from './cell-trace.ts'

/** End of the gap scale, nats: the page's own. */
const LIMIT = 3

interface View {
  reading: number
  token: number
}

/** Draws the trace into an empty root. `onSelect` hears of the token that was chosen. */
export function drawCell(root: ShadowRoot, trace: CellTrace, onSelect: (index: number) => void): void {
  const view: View = { reading: trace.readings.length - 1, token: 0 }
  view.token = widest(trace.readings[view.reading])
  const details = el('section', { class: 'details', 'aria-label': 'Token details', 'aria-live': 'polite' })
  const list = el('ul', { class: 'tokens', 'aria-label': 'Rollout' })
  const marks = el('div', { class: 'marks', 'aria-hidden': 'true' })

  // Under the text, where a browser has put it: before it is laid out there is nothing to mark.
  const drawMarks = (): void => {
    const places = placesOf(list)
    const gaps = trace.tokens.map((_, i) => gapOf(trace, trace.readings[view.reading], i))
    const drawing = textMarks({ places, without: gaps, told: null, onTold: false, limit: LIMIT })
    marks.replaceChildren(...(places.em > 0 ? [svgNode(drawing, places.width, places.height)] : []))
  }

  const refresh = (): void => {
    const reading = trace.readings[view.reading]
    list.replaceChildren(...trace.tokens.map((_, i) => chip(trace, reading, i, i === view.token)))
    details.replaceChildren(...tokenDetails(trace, reading, view.token))
    drawMarks()
  }
  const select = (index: number, focus: boolean): void => {
    view.token = Math.min(trace.tokens.length - 1, Math.max(0, index))
    refresh()
    if (focus) list.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
    onSelect(view.token)
  }
  list.addEventListener('click', ({ target }) => {
    const index = target instanceof Element ? target.closest<HTMLElement>('[data-token]')?.dataset.token : undefined
    if (index !== undefined) select(Number(index), true)
  })
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    select(view.token + step, true)
  })

  const { status, message } = trace.verdict
  root.append(
    el('article', { class: 'cell', 'aria-label': 'OPD trace' }, [
      el('header', {}, [
        el('span', { class: 'badge' }, ['REPLAY']),
        el('span', {}, [`${trace.student}, seed ${trace.seed}; read by `]),
        readings(trace, view, refresh),
      ]),
      el('p', { class: 'problem' }, [trace.prompt.trim()]),
      el('div', { class: 'text' }, [marks, list]),
      el('p', { class: `verdict ${status}` }, [`${status === 'right' ? '✓' : '✗'} ${message}`]),
      el('p', { class: 'legend' }, [
        `Bars and tint: ln p_T − ln p_S, from −${LIMIT} (less likely to the teacher) to +${LIMIT} nats (more likely).`,
      ]),
      details,
    ]),
  )
  refresh()
  // When it is laid out first, and when the cell's width changes. Nothing keeps it once the cell is gone.
  if (typeof ResizeObserver !== 'undefined') new ResizeObserver(drawMarks).observe(list)
}

/** In place of a trace that cannot be read. */
export function drawProblem(root: ShadowRoot, message: string): void {
  root.append(el('p', { class: 'cell problem', role: 'alert' }, [`This trace cannot be shown: ${message}.`]))
}

function readings(trace: CellTrace, view: View, refresh: () => void): HTMLElement {
  const name = ({ teacher, context }: CellReading): string =>
    context === null ? `${teacher}, without context` : `${teacher}, with ${context}`
  const select = el(
    'select',
    { 'aria-label': 'Reading' },
    trace.readings.map((reading, i) => el('option', { value: String(i) }, [name(reading)])),
  )
  select.value = String(view.reading)
  select.addEventListener('change', () => {
    view.reading = Number(select.value)
    refresh()
  })
  return select
}

/** Nats; null where the student did not write the token or nothing was read of it. */
function gapOf(trace: CellTrace, reading: CellReading | undefined, index: number): number | null {
  const gap = trace.tokens[index]?.byStudent ? (reading?.tokens[index]?.gap ?? Number.NaN) : Number.NaN
  return Number.isNaN(gap) ? null : gap
}

function chip(trace: CellTrace, reading: CellReading | undefined, index: number, chosen: boolean): HTMLElement {
  const { text = '' } = trace.tokens[index] ?? {}
  const gap = gapOf(trace, reading, index)
  const glyph = tokenGlyph(text)
  const words = gap === null ? tokenName(text) : `${tokenName(text)}, gap ${formatSigned(gap)} nats`
  const button = el(
    'button',
    {
      type: 'button',
      class: 'chip',
      'aria-label': words,
      'aria-pressed': String(chosen),
      'data-token': String(index),
      tabindex: chosen ? '0' : '-1',
    },
    [glyph.space ? ` ${glyph.text}` : glyph.text],
  )
  return el('li', text === '\n' ? { class: 'line-end' } : {}, [button])
}

function tokenDetails(trace: CellTrace, reading: CellReading | undefined, index: number): readonly HTMLElement[] {
  const score = reading?.tokens[index]
  const text = trace.tokens[index]?.text ?? ''
  const title = el('h4', {}, [`Token ${index + 1} of ${trace.tokens.length}: ${tokenName(text)}`])
  if (!score) return [title]
  return [title, numbers(score), entries(score)]
}

function numbers(score: CellScore): HTMLElement {
  const row = (name: string, student: string, teacher: string): HTMLElement =>
    el('tr', {}, [el('th', { scope: 'row' }, [name]), el('td', {}, [student]), el('td', {}, [teacher])])
  return el('table', {}, [
    el('thead', {}, [
      el('tr', {}, [el('td', {}), el('th', { scope: 'col' }, ['student']), el('th', { scope: 'col' }, ['teacher'])]),
    ]),
    el('tbody', {}, [
      row('ln p', formatNumber(score.logpStudent), formatNumber(score.logpTeacher)),
      row('rank', String(score.rankStudent), String(score.rankTeacher)),
      row('entropy, nats', formatNumber(score.entropyStudent), formatNumber(score.entropyTeacher)),
      row('gap, nats', '', formatSigned(score.gap)),
      ...['forward-kl', 'reverse-kl', 'jsd'].map((id) =>
        row(id, '', formatNumber(score.divergences[id] ?? Number.NaN)),
      ),
    ]),
  ])
}

/** Both models' likeliest tokens as mirrored bars, the student's to the left. */
function entries({ top }: CellScore): HTMLElement {
  const likeliest = [...top].sort((a, b) => weight(b) - weight(a)).slice(0, 6)
  return el(
    'ul',
    { class: 'entries', 'aria-label': 'Likeliest tokens' },
    likeliest.map(({ text, logpStudent, logpTeacher }) => {
      const [student, teacher] = [Math.exp(logpStudent), Math.exp(logpTeacher)]
      return el(
        'li',
        { 'aria-label': `${tokenName(text)}: ${formatProbability(student)}, ${formatProbability(teacher)}` },
        [bar('student', student), el('code', {}, [tokenGlyph(text).text || '␣']), bar('teacher', teacher)],
      )
    }),
  )
}

function weight({ logpStudent, logpTeacher }: { logpStudent: number; logpTeacher: number }): number {
  return Math.max(logpStudent, logpTeacher)
}

function bar(whose: 'student' | 'teacher', share: number): HTMLElement {
  const drawn = el('span', { class: `entry ${whose}` })
  drawn.style.setProperty('--share', share.toFixed(4))
  return drawn
}

/** Index of the largest gap that the student made. */
function widest(reading: CellReading | undefined): number {
  const sizes = reading?.tokens.map(({ gap }) => (Number.isNaN(gap) ? 0 : Math.abs(gap))) ?? []
  return Math.max(0, sizes.indexOf(Math.max(...sizes)))
}

function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}
