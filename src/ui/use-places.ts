/** @file Where the tokens of a running text stand, for what is drawn around them. */
import { useLayoutEffect, useState } from 'react'

/** The same shape that src/charts draws by; this room knows no charts. */
interface Places {
  readonly width: number
  readonly height: number
  readonly em: number
  readonly tokens: readonly { left: number; top: number; width: number; height: number }[]
}

const NOWHERE: Places = { width: 0, height: 0, em: 0, tokens: [] }

/** A token's box is this many times as high as its letters are large (--glyph in rollout.css). */
const BOX = 1.3

/**
 * Measures the elements marked `data-token` in a text after it changed: when there are more of them, when the text's own size
 * changes, and when fonts arrive.
 * @param text the element that holds them, null before it is there: a ref's `current` would not say when it comes
 * @param count how many there are; 0 to measure nothing yet
 * @returns pixels of the page, as if nothing above scaled the text; the same object as long as nothing moved
 */
export function usePlaces(text: HTMLElement | null, count: number): Places {
  const [places, setPlaces] = useState(NOWHERE)
  useLayoutEffect(() => {
    if (!text || count === 0) return
    const read = (): void => {
      const next = measure(text)
      // On paper the lines break where they broke on the screen, whatever the size.
      if (next.em > 0) text.style.setProperty('--measure', `${next.width / next.em}`)
      setPlaces((before) => (same(before, next) ? before : next))
    }
    const observer = new ResizeObserver(read)
    observer.observe(text)
    document.fonts?.addEventListener('loadingdone', read)
    read()
    return () => {
      observer.disconnect()
      document.fonts?.removeEventListener('loadingdone', read)
    }
  }, [text, count])
  return places
}

function measure(text: HTMLElement): Places {
  const box = text.getBoundingClientRect()
  const scale = text.offsetWidth > 0 ? box.width / text.offsetWidth : 1
  const tokens = [...text.querySelectorAll<HTMLElement>('[data-token]')].map((token) => {
    const { left, top, width, height } = token.getBoundingClientRect()
    return {
      left: (left - box.left) / scale,
      top: (top - box.top) / scale,
      width: width / scale,
      height: height / scale,
    }
  })
  return { width: box.width / scale, height: box.height / scale, em: (tokens[0]?.height ?? 0) / BOX, tokens }
}

function same(a: Places, b: Places): boolean {
  if (a.em !== b.em || a.width !== b.width || a.height !== b.height || a.tokens.length !== b.tokens.length) return false
  return a.tokens.every((token, i) => {
    const other = b.tokens[i]
    return token.left === other?.left && token.top === other.top && token.width === other.width
  })
}
