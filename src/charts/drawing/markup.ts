/** @file Shapes as text for a file that stands on its own: every style at its element, in colours and fonts by name. */
import { element, PAGE_FONT, TOKEN_FONT, words } from '../figure/svg-text.ts'
import { attributesOf, type Drawing, type Fonts, type Inks, type Shape, svgName } from './shape.ts'

const FONTS: Fonts = {
  page: PAGE_FONT,
  token: TOKEN_FONT,
  prose: "'Source Serif 4 Variable', 'Source Serif 4', serif",
}

/** What is kept out of sight is left out, and so are shapes without a place. */
export function markup(drawing: Drawing, inks: Inks): string {
  return drawing.map((shape) => (shape === null || shape.off || isNothing(shape) ? '' : written(shape, inks))).join('')
}

const isNothing = ({ name, attributes, content }: Shape): boolean =>
  name === 'path' ? attributes?.d === '' : name === 'g' && (content === undefined || content.length === 0)

function written(shape: Shape, inks: Inks): string {
  const { className: _, ...rest } = attributesOf(shape, inks, FONTS)
  const attributes = Object.fromEntries(Object.entries(rest).map(([name, value]) => [svgName(name), value]))
  const { content = '' } = shape
  return element(shape.name, attributes, typeof content === 'string' ? words(content) : markup(content, inks))
}
