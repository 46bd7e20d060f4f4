/** @file Shapes as elements of a document that knows no React: a notebook's cell. */
import { attributesOf, type Drawing, type Shape, svgName, THEME_FONTS, THEME_INKS } from './shape.ts'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** An SVG of this size with these shapes; colours come from the theme around it. */
export function svgNode(drawing: Drawing, width: number, height: number): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, 'svg')
  const size = { width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' }
  for (const [name, value] of Object.entries(size)) svg.setAttribute(name, String(value))
  svg.append(...nodes(drawing))
  return svg
}

function nodes(drawing: Drawing): readonly SVGElement[] {
  return drawing.flatMap((shape) => (shape === null || shape.off ? [] : [node(shape)]))
}

function node(shape: Shape): SVGElement {
  const drawn = document.createElementNS(NAMESPACE, shape.name)
  const { className, ...rest } = attributesOf(shape, THEME_INKS, THEME_FONTS)
  if (className) drawn.setAttribute('class', String(className))
  for (const [name, value] of Object.entries(rest)) drawn.setAttribute(svgName(name), String(value))
  const { content = [] } = shape
  drawn.append(...(typeof content === 'string' ? [content] : nodes(content)))
  return drawn
}
