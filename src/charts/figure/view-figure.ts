/** @file A part of the page as one picture, just as it is seen: what runs over its edges is cut off. */
import type { Figure } from './axis-figure.ts'
import { paintOf } from './css-colour.ts'
import { drawPage } from './draw-page.ts'
import { browserLayout } from './layout.ts'
import { element, words } from './svg-text.ts'

/** @param title what the picture is called, for those who do not see it */
export function viewFigure(root: HTMLElement, title: string): Figure {
  const { left, top, width, height } = root.getBoundingClientRect()
  const ground = groundOf(root)
  const parts = [
    element('title', {}, words(title)),
    element('rect', { x: left, y: top, width, height, fill: ground }),
    drawPage(root, browserLayout(root.ownerDocument), true).markup,
  ]
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: Math.round(width),
    height: Math.round(height),
    viewBox: `${left} ${top} ${width} ${height}`,
    role: 'img',
  }
  return { svg: element('svg', attributes, parts.join('\n')), width: Math.round(width), height: Math.round(height) }
}

/** The colour that is seen behind an element. */
function groundOf(root: Element): string {
  for (let at: Element | null = root; at; at = at.parentElement) {
    const paint = paintOf(getComputedStyle(at).backgroundColor)
    if (paint) return paint.colour
  }
  return '#fff'
}
