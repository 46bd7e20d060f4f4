/** @file JSON documents that end in the middle: a copy that broke off, a trainer that was killed while it wrote. */

/** Lists within a document whose entries mean something each by itself. */
const LISTS = /"(?:log_history|trajectories)"\s*:\s*$/

export interface BeforeCut {
  /** The document up to its last whole entry, closed there. */
  readonly text: string
  /** The line on which what is not whole begins, from 1. */
  readonly line: number
}

/** What stands whole in a document that is a list of objects, or holds such a list, and ends within it; null for any other text. */
export function beforeCut(text: string): BeforeCut | null {
  const open: string[] = []
  let found: { readonly end: number; readonly close: string } | null = null
  let listed = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '"') {
      const end = endOfString(text, at)
      if (end === null) break
      at = end
    } else if (sign === '{' || sign === '[') {
      if (open.length < 2 && sign === '[')
        listed = open.length === 0 || LISTS.test(text.slice(Math.max(0, at - 64), at))
      open.push(sign === '{' ? '}' : ']')
    } else if (sign === '}' || sign === ']') {
      if (open.pop() !== sign) return null
      const inList = open.at(-1) === ']' && (open.length === 1 || (open.length === 2 && open[0] === '}'))
      if (sign === '}' && inList && listed) found = { end: at + 1, close: open.toReversed().join('') }
      if (open.length === 0 && text.slice(at + 1).trim() !== '') return null
    }
  }
  if (!found || open.length === 0) return null
  const whole = text.slice(0, found.end)
  return { text: whole + found.close, line: 1 + (whole.match(/\n/g)?.length ?? 0) + nextLine(text, found.end) }
}

/** Whether a line of JSON ends before what it opens is closed. */
export function endsWithin(text: string): boolean {
  let open = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '"') {
      const end = endOfString(text, at)
      if (end === null) return open > 0
      at = end
    } else if (sign === '{' || sign === '[') open += 1
    else if (sign === '}' || sign === ']') open -= 1
    else if (open === 0 && sign.trim() !== '') return false
  }
  return open > 0
}

/** 1 where the next entry begins on the line below. */
const nextLine = (text: string, end: number): number => (/^,?[ \t\r]*\n\s*\S/.test(text.slice(end, end + 256)) ? 1 : 0)

/** null where it has none: a line's end cannot stand in a string either. */
function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at++
    else if (sign === '"') return at
    else if (sign === '\n') return null
  }
  return null
}
