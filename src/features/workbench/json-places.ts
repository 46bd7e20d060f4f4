/** @file Where in a JSON text a place of a recipe stands. Pure. */

/** The line, from 1, on which an error's place begins; the first where the error names none, or one that is missing. */
export function placeOf(text: string, message: string): number {
  const path = /^[a-zA-Z]\w*(?:\.\w+|\[\d+\])*/.exec(message)?.[0] ?? ''
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  return lineAt(text, offsetOf(text, keys))
}

/** The line of what a reader of JSON says: "at position 12", or "line 3". */
export function lineOfError(message: string, text: string): number {
  const line = /line (\d+)/.exec(message)?.[1]
  if (line !== undefined) return Number(line)
  const at = /position (\d+)/.exec(message)?.[1]
  return at === undefined ? text.split('\n').length : lineAt(text, Number(at))
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Pieces of JSON: strings, signs, and words between them. */
const PIECES = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g

/** Where the innermost of the keys begins that is there. */
function offsetOf(text: string, keys: readonly string[]): number {
  const open: { readonly list: boolean; index: number; key: string }[] = []
  let depth = 0
  let found = 0
  let expectKey = false
  const here = (): string => {
    const top = open.at(-1)
    return top ? (top.list ? String(top.index) : top.key) : ''
  }
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const top = open.at(-1)
    if (expectKey && top && !top.list && piece.startsWith('"')) {
      top.key = piece.slice(1, -1)
      expectKey = false
      if (open.length === depth + 1 && top.key === keys[depth]) {
        found = index
        depth++
      }
      continue
    }
    if (piece === '{' || piece === '[') {
      if (top?.list && open.length === depth + 1 && here() === keys[depth]) {
        found = index
        depth++
      }
      open.push({ list: piece === '[', index: 0, key: '' })
      expectKey = piece === '{'
    } else if (piece === '}' || piece === ']') {
      open.pop()
      // Behind the innermost place that was found nothing of it follows.
      if (open.length < depth) return found
    } else if (piece === ',' && top) {
      if (top.list) top.index++
      else expectKey = true
    } else if (top?.list && open.length === depth + 1 && here() === keys[depth]) {
      return index
    }
    if (depth === keys.length) return found
  }
  return found
}
