/** @file An inline SVG as it looks on the page, written so that it needs no style sheet: what CSS decided stands at its elements. */
import { px } from '../scale.ts'
import { paintOf } from './css-colour.ts'
import type { Box } from './layout.ts'
import { type Attributes, element, words } from './svg-text.ts'

/** Inherited by children: written where it changes. Values are what SVG starts from. */
const INHERITED: Readonly<Record<string, string>> = {
  'stroke-width': '1px',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-dasharray': 'none',
  'font-family': '',
  'font-size': '',
  'font-style': 'normal',
  'font-weight': '400',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
}

/** Of the element alone. */
const OWN: Readonly<Record<string, string>> = { opacity: '1', 'vector-effect': 'none' }

/** Written anew from the computed style, or of no use outside a page; the last ones are a chart library's own. */
const DROPPED =
  /^(?:class|style|id|role|tabindex|focusable|transform|fill|stroke|fill-opacity|stroke-opacity|aria-.*|data-.*|on.*|clip-path|orientation|name|type)$/
/** A shape and a text have no width in SVG, and most shapes no place, whatever a library writes at them. */
const UNSIZED = new Set(['text', 'tspan', 'path', 'line', 'circle', 'g'])
const UNPLACED = new Set(['path', 'line', 'circle', 'g'])
/** What names, cuts or paints something else. */
const SKIPPED = new Set(['defs', 'clipPath', 'title', 'desc', 'style'])

/** `box`: where it stands, relative to the drawing. */
export function drawInlineSvg(svg: Element, box: Box): string {
  const size = { x: box.left, y: box.top, width: box.width, height: box.height }
  const kept = keptAttributes(svg, ['viewBox', 'preserveAspectRatio'])
  const overflow: Attributes = computed(svg).overflow === 'visible' ? { overflow: 'visible' } : {}
  return element('svg', { ...size, ...kept, ...overflow }, children(svg, null))
}

const computed = (node: Element): CSSStyleDeclaration =>
  (node.ownerDocument.defaultView ?? window).getComputedStyle(node)

function children(parent: Element, style: CSSStyleDeclaration | null): string {
  return [...parent.childNodes]
    .map((node) => {
      if (node.nodeType === 3)
        return words((node.nodeValue ?? '').trim() && (node.nodeValue ?? '').replaceAll(/\s+/g, ' '))
      return node.nodeType === 1 ? draw(node as Element, style) : ''
    })
    .join('')
}

function draw(node: Element, parent: CSSStyleDeclaration | null): string {
  if (SKIPPED.has(node.localName)) return ''
  const style = computed(node)
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0') return ''
  const attributes = { ...keptAttributes(node, null), ...styled(style, parent), ...moved(node, style) }
  return element(node.localName, attributes, children(node, style))
}

function keptAttributes(node: Element, only: readonly string[] | null): Record<string, string> {
  const unsized = UNSIZED.has(node.localName)
  const unplaced = UNPLACED.has(node.localName)
  const own = [...node.attributes].filter(({ name, value }) =>
    (unsized && /^(?:width|height)$/.test(name)) || (unplaced && /^[xy]$/.test(name))
      ? false
      : only
        ? only.includes(name)
        : !(DROPPED.test(name) || name in INHERITED || name in OWN || value.includes('var(')),
  )
  return Object.fromEntries(own.map(({ name, value }) => [name, value]))
}

/** Fill and stroke are always said: they are few, and a reader of the file sees at once what is what. */
function styled(style: CSSStyleDeclaration, parent: CSSStyleDeclaration | null): Record<string, string> {
  const read = (from: CSSStyleDeclaration, name: string): string => from.getPropertyValue(name).trim()
  const changes = Object.entries(INHERITED).filter(([name, initial]) => {
    const value = read(style, name)
    return value !== '' && value !== (parent ? read(parent, name) : initial)
  })
  const own = Object.entries(OWN).filter(([name, initial]) => !['', initial].includes(read(style, name)))
  return {
    ...Object.fromEntries([...changes, ...own].map(([name]) => [name, read(style, name)])),
    ...paint('fill', style),
    ...paint('stroke', style),
  }
}

function paint(name: 'fill' | 'stroke', style: CSSStyleDeclaration): Record<string, string> {
  const found = paintOf(style.getPropertyValue(name))
  if (!found) return { [name]: 'none' }
  const opacity = px(found.opacity * Number(style.getPropertyValue(`${name}-opacity`) || 1))
  return opacity === 1 ? { [name]: found.colour } : { [name]: found.colour, [`${name}-opacity`]: String(opacity) }
}

/** A CSS transform turns about its own origin, an attribute about 0, 0: the origin goes into it. */
function moved(node: Element, style: CSSStyleDeclaration): Record<string, string> {
  const written = node.getAttribute('transform')
  const matrix = style.transform
  if (!matrix || matrix === 'none' || (written !== null && !node.getAttribute('style')?.includes('transform'))) {
    return written === null ? {} : { transform: written }
  }
  const [x = 0, y = 0] = style.transformOrigin.split(' ').map(Number.parseFloat)
  const numbers = matrix.replace(/[-\d.e]+/g, (number) => String(px(Number(number))))
  const transform =
    x === 0 && y === 0 ? numbers : `translate(${px(x)} ${px(y)}) ${numbers} translate(${px(-x)} ${px(-y)})`
  return { transform }
}
