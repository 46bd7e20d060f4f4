/** @file Which tokens' labels are drawn where type may not be small: as many as stand side by side without touching. Pure. */
import { tokenGlyph } from './format.ts'

/** Width of a character of the token font, in ems. */
export const CHARACTER = 0.6
/** A line of type, in ems: what a word takes that is turned to stand upright. Letters are lower than the line that they stand on. */
const LINE = 0.8
/** Between two labels, ems. */
const AIR = 0.1

/** What a label says: a sign for what is invisible, words cut to `longest` characters. */
export function labelWords(text: string, longest: number): { readonly words: string; readonly sign: boolean } {
  const glyph = tokenGlyph(text)
  const visible = glyph.text === '' ? '␣' : glyph.text
  return {
    words: visible.length > longest ? `${visible.slice(0, longest - 1)}…` : visible,
    sign: glyph.sign,
  }
}

/** Whether a label stands as one reads it, in type of this size and a column of this width (pixels). */
export function isUpright(words: string, size: number, width: number): boolean {
  return words.length === 1 || words.length * CHARACTER * size <= width
}

/**
 * The tokens that get a label, by index.
 * @param texts Tokens in order, a column each.
 * @param width Pixels of a column.
 * @param size Pixels of type.
 */
export function labelPlaces(texts: readonly string[], width: number, size: number, longest: number): Set<number> {
  const chosen = new Set<number>()
  const labels = texts.map((text) => labelWords(text, longest))
  const half = ({ words }: { readonly words: string }): number =>
    ((isUpright(words, size, width) ? words.length * CHARACTER : LINE) * size) / 2
  /** Ends of what is taken: the label left and the label right of a place are the nearest ones. */
  const fits = (at: number, own: number): boolean => {
    const reach = Math.ceil((2 * LINE + AIR) * (size / width)) + 1
    for (let other = Math.max(0, at - reach); other <= at + reach; other++) {
      const label = chosen.has(other) ? labels[other] : undefined
      if (label && Math.abs(other - at) * width < own + half(label) + AIR * size) return false
    }
    return true
  }
  // Words before signs: a space is the first that can be missed.
  for (const wanted of [false, true]) {
    for (const [at, label] of labels.entries()) if (label.sign === wanted && fits(at, half(label))) chosen.add(at)
  }
  return chosen
}
