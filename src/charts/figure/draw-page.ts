/**
 * @file A part of the page as SVG: boxes, borders and inline drawings where the browser has put them, words as live text. So
 * whatever a panel shows leaves it as it is seen, and no chart is described twice.
 */
import { px } from '../scale.ts'
import { paintOf } from './css-colour.ts'
import { drawInlineSvg } from './draw-svg.ts'
import { type Box, type Layout, union } from './layout.ts'
import { type Attributes, element, words } from './svg-text.ts'

/** Marks what belongs to a chart. `off` marks what stands in one without belonging to it. */
export const FIGURE_MARK = 'data-figure'

export interface Drawing extends Box {
  /** SVG elements in the coordinates of the window. */
  readonly markup: string
}

/** What is operated rather than read. */
const SKIPPED = new Set(['INPUT', 'TEXTAREA', 'SCRIPT', 'STYLE'])
/** How far the base line lies below the middle of a line, in ems. */
const X_HEIGHT = 0.33
const SIDES = ['top', 'right', 'bottom', 'left'] as const

/** @param fields what stands in fields is read as words: a page as it is seen, where a chart has no fields of its own */
export function drawPage(root: Element, layout: Layout, fields = false): Drawing {
  const boxes: Box[] = []
  const markup = drawElement(root, { layout, boxes, fields, right: Number.POSITIVE_INFINITY })
  return { markup, ...union(boxes) }
}

interface Pen {
  readonly layout: Layout
  /** Of everything that is drawn. */
  readonly boxes: Box[]
  readonly fields: boolean
  /** Where text is cut off. */
  readonly right: number
}

function drawElement(node: Element, pen: Pen): string {
  const style = (node.ownerDocument.defaultView ?? window).getComputedStyle(node)
  if (pen.fields && isTyped(node)) return drawValue(pen.layout.box(node), style, node.value, pen)
  const hidden = style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0'
  if (hidden || SKIPPED.has(node.tagName) || node.getAttribute(FIGURE_MARK) === 'off') return ''
  const box = pen.layout.box(node)
  // What only screen readers are told is clipped to nothing.
  if (box.width <= 1 && box.height <= 1 && style.overflow === 'hidden') return ''
  if (node.localName === 'svg') {
    if (box.width === 0 || box.height === 0) return ''
    pen.boxes.push(box)
    return drawInlineSvg(node, box)
  }
  if (node instanceof (node.ownerDocument.defaultView ?? window).HTMLSelectElement)
    return drawValue(box, style, node.selectedOptions[0]?.textContent ?? '', pen)
  const cut = style.textOverflow === 'ellipsis' ? box.left + box.width : pen.right
  const inside = { ...pen, right: Math.min(pen.right, cut) }
  const content = [...node.childNodes].map((child) => {
    if (child.nodeType === 1) return drawElement(child as Element, inside)
    return child.nodeType === 3 ? drawText(child as Text, style, inside) : ''
  })
  const drawn = [drawBox(box, style, pen), ...content].filter(Boolean).join('\n')
  return style.opacity === '1' || style.opacity === '' || drawn === ''
    ? drawn
    : element('g', { opacity: style.opacity }, drawn)
}

function drawBox(box: Box, style: CSSStyleDeclaration, pen: Pen): string {
  if (box.width === 0 || box.height === 0) return ''
  const radius = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.width / 2, box.height / 2)
  const fill = paintOf(style.backgroundColor)
  const rect = { x: box.left, y: box.top, width: box.width, height: box.height, ...(radius > 0 ? { rx: radius } : {}) }
  const ground = fill ? element('rect', { ...rect, ...painted('fill', fill) }) : ''
  const edges = bordersOf(box, style)
  if (ground || edges) pen.boxes.push(box)
  return ground + edges
}

/** A line a side; the same line all round is a rectangle. */
function bordersOf(box: Box, style: CSSStyleDeclaration): string {
  const sides = SIDES.map((side) => {
    const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0
    const kind = style.getPropertyValue(`border-${side}-style`)
    const paint = paintOf(style.getPropertyValue(`border-${side}-color`))
    const drawn = width > 0 && kind !== 'none' && kind !== 'hidden' && paint !== null
    const dash =
      kind === 'dashed' ? `${px(width * 2.5)} ${px(width * 2)}` : kind === 'dotted' ? `${px(width)} ${px(width)}` : ''
    return drawn
      ? {
          side,
          attributes: {
            ...painted('stroke', paint),
            'stroke-width': width,
            ...(dash ? { 'stroke-dasharray': dash } : {}),
          },
          half: width / 2,
        }
      : null
  })
  const [first] = sides
  const alike = first && sides.every((side) => JSON.stringify(side?.attributes) === JSON.stringify(first.attributes))
  const { left, top, width, height } = box
  if (alike) {
    const { half, attributes } = first
    const radius = Math.max(0, (Number.parseFloat(style.borderTopLeftRadius) || 0) - half)
    const rect = {
      x: left + half,
      y: top + half,
      width: Math.max(0, width - 2 * half),
      height: Math.max(0, height - 2 * half),
    }
    return element('rect', {
      ...rect,
      ...(radius > 0 ? { rx: Math.min(radius, rect.width / 2, rect.height / 2) } : {}),
      fill: 'none',
      ...attributes,
    })
  }
  return sides
    .map((side) => {
      if (!side) return ''
      const { half, attributes } = side
      const [x1, y1, x2, y2] = {
        top: [left, top + half, left + width, top + half] as const,
        right: [left + width - half, top, left + width - half, top + height] as const,
        bottom: [left, top + height - half, left + width, top + height - half] as const,
        left: [left + half, top, left + half, top + height] as const,
      }[side.side]
      return element('line', { x1, y1, x2, y2, ...attributes })
    })
    .join('')
}

const painted = (name: 'fill' | 'stroke', { colour, opacity }: { colour: string; opacity: number }): Attributes =>
  opacity === 1 ? { [name]: colour } : { [name]: colour, [`${name}-opacity`]: opacity }

const isTyped = (node: Element): node is HTMLInputElement =>
  node.tagName === 'INPUT' && /^(?:text|number)$/.test((node as HTMLInputElement).type)

/** A choice is read as the word that is chosen, a field as what stands in it. */
function drawValue(box: Box, style: CSSStyleDeclaration, value: string, pen: Pen): string {
  const fill = paintOf(style.color)
  if (!fill || value === '' || style.visibility === 'hidden' || box.width === 0) return ''
  pen.boxes.push(box)
  const left = box.left + (Number.parseFloat(style.paddingLeft) || 0)
  const middle = box.top + box.height / 2 + (Number.parseFloat(style.fontSize) || 0) * X_HEIGHT
  return element('text', { x: left, y: middle, ...fontOf(style), ...painted('fill', fill) }, words(value))
}

/** Words keep the side that they are set to, so that another font moves them as little as can be. */
function drawText(node: Text, style: CSSStyleDeclaration, pen: Pen): string {
  if (node.data.trim() === '') return ''
  const fill = paintOf(style.color)
  if (!fill) return ''
  const pieces = pen.layout.pieces(node, pen.right)
  pen.boxes.push(...pieces)
  const ascent = pen.layout.ascent(style)
  const look = { ...fontOf(style), ...painted('fill', fill) }
  return pieces
    .map((piece) => {
      const text = cased(piece.text, style)
      const length = style.writingMode.startsWith('horizontal') ? piece.width : piece.height
      // Another font, where the page's own is missing, must not run into its neighbours.
      const fitted: Attributes =
        [...text].length > 1 && length > 0 ? { textLength: length, lengthAdjust: 'spacingAndGlyphs' } : {}
      return element('text', { ...placeOf(piece, style, ascent), ...look, ...fitted }, words(text))
    })
    .join('')
}

function placeOf({ left, top, width, height }: Box, style: CSSStyleDeclaration, ascent: number): Attributes {
  if (style.writingMode === 'sideways-lr')
    return { transform: `translate(${px(left + width * ascent)} ${px(top + height)}) rotate(-90)` }
  if (/^(?:vertical|sideways)-/.test(style.writingMode)) {
    return { transform: `translate(${px(left + width * (1 - ascent))} ${px(top)}) rotate(90)` }
  }
  const y = top + height * ascent
  const rightward = style.direction !== 'rtl'
  const align = style.textAlign
  if (align === 'center' || align === '-webkit-center') return { x: left + width / 2, y, 'text-anchor': 'middle' }
  if (align === 'right' || align === (rightward ? 'end' : 'start')) return { x: left + width, y, 'text-anchor': 'end' }
  return { x: left, y }
}

function fontOf(style: CSSStyleDeclaration): Attributes {
  const { fontFamily, fontSize, fontWeight, fontStyle, letterSpacing } = style
  return {
    ...(fontFamily ? { 'font-family': fontFamily } : {}),
    ...(fontSize ? { 'font-size': Number.parseFloat(fontSize) } : {}),
    ...(fontWeight && fontWeight !== '400' ? { 'font-weight': fontWeight } : {}),
    ...(fontStyle && fontStyle !== 'normal' ? { 'font-style': fontStyle } : {}),
    ...(letterSpacing && letterSpacing !== 'normal' ? { 'letter-spacing': letterSpacing } : {}),
  }
}

function cased(text: string, { textTransform }: CSSStyleDeclaration): string {
  if (textTransform === 'uppercase') return text.toUpperCase()
  return textTransform === 'lowercase' ? text.toLowerCase() : text
}
