/** @file The chapter's little markup to HTML. What is no markup is escaped. */

export interface MarkupPlaces {
  readonly math: (tex: string) => string
  readonly fact: (id: string) => string
  readonly cite: (source: string) => string
}

const PIECES = /\$([^$]+)\$|`([^`]+)`|\[@([\w-]+)\]|\{([\w-]+)\}|\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*/g

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** Running text with its markup as HTML. */
export function htmlOf(text: string, places: MarkupPlaces): string {
  let [html, at] = ['', 0]
  for (const found of text.matchAll(PIECES)) {
    html += escaped(text.slice(at, found.index)) + piece(found, places)
    at = found.index + found[0].length
  }
  return html + escaped(text.slice(at))
}

function piece(
  [, math, code, cite, fact, words, link, strong, stress]: RegExpMatchArray,
  places: MarkupPlaces,
): string {
  if (math !== undefined) return places.math(math)
  if (code !== undefined) return `<code>${escaped(code)}</code>`
  if (cite !== undefined) return places.cite(cite)
  if (fact !== undefined) return places.fact(fact)
  if (words !== undefined) return `<a href="${escaped(link ?? '')}">${escaped(words)}</a>`
  if (strong !== undefined) return `<strong>${htmlOf(strong, places)}</strong>`
  return `<em>${htmlOf(stress ?? '', places)}</em>`
}
