/** @file Where a browser has put things: boxes of elements, and lines of text with their base lines. */

/** CSS pixels in the window. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** One line of a text node. */
export interface TextPiece extends Box {
  readonly text: string
}

/** What drawing needs to know of a layout; tests bring their own, because jsdom lays nothing out. */
export interface Layout {
  box(element: Element): Box
  /** A text node as it is broken into lines; nothing that is cut off by `right`. */
  pieces(node: Text, right: number): readonly TextPiece[]
  /** Ascent over ascent and descent of the font that is in use there. */
  ascent(style: CSSStyleDeclaration): number
}

/** Of Latin type faces, where the browser does not tell. */
const USUAL_ASCENT = 0.79
const ELLIPSIS = '…'

/** The layout that a page has now. */
export function browserLayout(document: Document): Layout {
  const pen = document.createElement('canvas').getContext('2d')
  const range = document.createRange()
  const ascents = new Map<string, number>()
  return {
    box: (element) => element.getBoundingClientRect(),
    pieces: (node, right) => linesOf(charactersOf(node, range), right, isSideways(node)),
    ascent: ({ fontStyle, fontWeight, fontSize, fontFamily }) => {
      const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
      const known = ascents.get(font)
      if (known !== undefined || !pen) return known ?? USUAL_ASCENT
      pen.font = font
      const { fontBoundingBoxAscent, fontBoundingBoxDescent } = pen.measureText('x')
      const share = fontBoundingBoxAscent / (fontBoundingBoxAscent + fontBoundingBoxDescent)
      const ascent = Number.isFinite(share) ? share : USUAL_ASCENT
      ascents.set(font, ascent)
      return ascent
    },
  }
}

/** The visible characters with their boxes; white space that the layout swallowed has none. */
function charactersOf(node: Text, range: Range): readonly TextPiece[] {
  let offset = 0
  return [...node.data].flatMap((text) => {
    range.setStart(node, offset)
    offset += text.length
    range.setEnd(node, offset)
    // A space at a line's end has a box on either line; the last one is where the text goes on.
    const rect = [...range.getClientRects()].at(-1)
    if (!rect || (rect.width === 0 && rect.height === 0)) return []
    return [{ text: /\s/.test(text) ? ' ' : text, ...boxOf(rect) }]
  })
}

const boxOf = ({ left, top, width, height }: DOMRect): Box => ({ left, top, width, height })

const isSideways = ({ parentElement }: Text): boolean =>
  parentElement !== null && !getComputedStyle(parentElement).writingMode.startsWith('horizontal')

/** Characters that stand level (below each other where lines run sideways), put together. What is cut off ends in an ellipsis. */
export function linesOf(characters: readonly TextPiece[], right: number, sideways = false): readonly TextPiece[] {
  const lines: TextPiece[][] = []
  for (const next of characters) {
    const line = lines.at(-1)
    const last = line?.at(-1)
    const apart =
      last && (sideways ? Math.abs(last.left - next.left) / next.width : Math.abs(last.top - next.top) / next.height)
    if (!line || apart === undefined || apart > 0.5) {
      // A line does not begin with the space that it was broken at.
      if (next.text !== ' ') lines.push([next])
    } else if (next.left + next.width > right + 1) {
      if (last && !last.text.endsWith(ELLIPSIS)) line[line.length - 1] = { ...last, text: `${last.text}${ELLIPSIS}` }
    } else line.push(next)
  }
  return lines.map((line) => {
    // A space at the end is not drawn; its room must not stretch the letters before it.
    const end = line.findLastIndex(({ text }) => text !== ' ') + 1
    const drawn = line.slice(0, end)
    return { text: drawn.map(({ text }) => text).join(''), ...union(drawn) }
  })
}

/** The smallest box around all; nothing at 0, 0 for none. */
export function union(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { left: 0, top: 0, width: 0, height: 0 }
  const left = Math.min(...boxes.map((box) => box.left))
  const top = Math.min(...boxes.map((box) => box.top))
  const right = Math.max(...boxes.map((box) => box.left + box.width))
  const bottom = Math.max(...boxes.map((box) => box.top + box.height))
  return { left, top, width: right - left, height: bottom - top }
}
