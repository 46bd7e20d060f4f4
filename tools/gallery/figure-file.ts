/** @file One example as an SVG file that needs nothing else: its caption, its colours and its drawing. */
import { renderToStaticMarkup } from 'react-dom/server'
import type { Example } from '../../src/charts/gallery/example.ts'
import { mountedMarkup } from './mounted.ts'
import type { Theme } from './theme.ts'

const PAD = 24
const CAPTION = { size: 13, line: 18, gap: 14 } as const
/** Of a letter on average, in ems, with a fallback font's width to spare. */
const LETTER = 0.56
const NARROWEST = 320

/**
 * The file's text, the same on every machine. A drawing of SVG alone is written as it is. One with words and tables around it
 * is written as HTML in a `foreignObject`, which browsers draw and most editors of pictures do not.
 */
export function figureFile(example: Example, theme: Theme): string {
  const { name, caption, width, height, drawing, mounted = false } = example
  const room = Math.max(width, NARROWEST)
  const lines = wrapped(caption, Math.floor(room / (CAPTION.size * LETTER)))
  const top = PAD + lines.length * CAPTION.line + CAPTION.gap
  const [wide, high] = [room + 2 * PAD, top + height + PAD]
  const words = lines.map(
    (line, i) => `<text class="caption" x="${PAD}" y="${PAD + (i + 1) * CAPTION.line - 5}">${escaped(line)}</text>`,
  )
  const content = [
    `<rect class="paper" width="${wide}" height="${high}"/>`,
    ...words,
    placed(markupOf(drawing, mounted), { top, width: room, height }),
  ].join('')
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" viewBox="0 0 ${wide} ${high}" role="img" aria-labelledby="caption">`,
    `<title id="caption">${escaped(`${name}: ${caption}`)}</title>`,
    `<style>${theme.style(content)}\n</style>`,
    onLines(theme.resolved(content)),
    '</svg>\n',
  ].join('\n')
}

function markupOf(drawing: Example['drawing'], mounted: boolean): string {
  if (typeof drawing === 'string') return drawing
  return mounted ? mountedMarkup(drawing) : renderToStaticMarkup(drawing)
}

/** An element that SVG does not have. */
const HTML = /<(?:div|figure|ol|span|table|ul)\b/

interface Room {
  readonly top: number
  readonly width: number
  readonly height: number
}

function placed(markup: string, { top, width, height }: Room): string {
  if (!HTML.test(markup)) return `<g transform="translate(${PAD} ${top})">${markup}</g>`
  // XML knows no namespace by an element's name, and no attribute in other letters.
  const html = markup
    .replaceAll('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
    .replace(/ (?:row|col)Span=/g, (attribute) => attribute.toLowerCase())
  const box = `x="${PAD}" y="${top}" width="${width}" height="${height}"`
  return `<foreignObject ${box} overflow="visible"><div xmlns="http://www.w3.org/1999/xhtml" class="drawing">${html}</div></foreignObject>`
}

/** An element a line, for those who read what changed. The break stands inside the tag: beside it, it would be a space. */
function onLines(markup: string): string {
  return markup.replace(/(\/?)></g, '\n$1><')
}

function wrapped(text: string, most: number): readonly string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + 1 + word.length > most) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
