/** @file Where a line of tokens may break. */
import { tokenGlyph } from '../format.ts'

/** Characters in a row that stay together: more is no word, and would lead out of the page. */
export const LONGEST_WORD = 12

/**
 * Indices of tokens that a line may begin with. Words break apart, but a stop stays with its word and the digits of a number stay
 * together; a script without spaces breaks where it must.
 */
export function breaksOf(tokens: readonly { readonly text: string }[]): ReadonlySet<number> {
  const breaks = new Set<number>()
  let together = 0
  for (const [index, { text }] of tokens.entries()) {
    const { length } = text.trim()
    if (tokenGlyph(text).space || /^[-+x*/=]$/.test(text) || together + length > LONGEST_WORD) {
      breaks.add(index)
      together = 0
    }
    together = text.endsWith('\n') ? 0 : together + length
  }
  return breaks
}
