/** @file Where the tokens of a running text stand, for what is drawn around them. */

/** The same shape that src/charts draws by; this room knows no charts. */
export interface Places {
  readonly width: number
  readonly height: number
  readonly em: number
  readonly tokens: readonly { left: number; top: number; width: number; height: number }[]
}

export const NOWHERE: Places = { width: 0, height: 0, em: 0, tokens: [] }

/** A token's box is this many times as high as its letters are large (--glyph in rollout.css). */
const BOX = 1.3

/**
 * Measures the elements marked `data-token` in a text.
 * @param before of the same text when it was shorter: what stood above its last line stands there still, and is not asked for again
 * @returns pixels of the page, as if nothing above scaled the text
 */
export function placesOf(text: HTMLElement, before: Places = NOWHERE): Places {
  const box = text.getBoundingClientRect()
  // A box without a width, as of a text that is just being taken out, tells of no scale.
  const scale = box.width > 0 && text.offsetWidth > 0 ? box.width / text.offsetWidth : 1
  const width = box.width / scale
  const elements = text.querySelectorAll<HTMLElement>('[data-token]')
  const lastTop = before.tokens.at(-1)?.top ?? 0
  const still =
    before.width === width && before.tokens.length <= elements.length
      ? before.tokens.filter(({ top, height }) => top + height <= lastTop)
      : []
  const tokens = [...still]
  for (let i = still.length; i < elements.length; i++) {
    const token = elements[i]?.getBoundingClientRect()
    if (!token) break
    tokens.push({
      left: (token.left - box.left) / scale,
      top: (token.top - box.top) / scale,
      width: token.width / scale,
      height: token.height / scale,
    })
  }
  return { width, height: box.height / scale, em: (tokens[0]?.height ?? 0) / BOX, tokens }
}
