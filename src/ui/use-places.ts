/** @file Where the tokens of a running text stand, for what is drawn around them. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'

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
 * @param id says which text it is: one that stays only grows at its end
 * @returns pixels of the page, as if nothing above scaled the text; the same object as long as nothing moved
 */
export function usePlaces(text: HTMLElement | null, count: number, id: unknown): Places {
  const [places, setPlaces] = useState(NOWHERE)
  const measured = useRef<{ readonly id: unknown; readonly places: Places }>({ id: null, places: NOWHERE })
  const read = useCallback(
    (before: Places) => {
      if (!text) return
      const next = measure(text, before)
      // On paper the lines break where they broke on the screen, whatever the size.
      if (next.em > 0) text.style.setProperty('--measure', `${next.width / next.em}`)
      const kept = same(measured.current.places, next) ? measured.current.places : next
      measured.current = { id, places: kept }
      setPlaces(kept)
    },
    [text, id],
  )
  const present = count > 0
  useLayoutEffect(() => {
    if (!text || !present) return
    const readAll = (): void => read(NOWHERE)
    const observer = new ResizeObserver(readAll)
    observer.observe(text)
    document.fonts?.addEventListener('loadingdone', readAll)
    return () => {
      observer.disconnect()
      document.fonts?.removeEventListener('loadingdone', readAll)
    }
  }, [text, present, read])
  useLayoutEffect(() => {
    if (count > 0) read(measured.current.id === id ? measured.current.places : NOWHERE)
  }, [count, id, read])
  return places
}

/** @param before of the same text when it was shorter: what stood above its last line stands there still, and is not asked for again */
function measure(text: HTMLElement, before: Places): Places {
  const box = text.getBoundingClientRect()
  const scale = text.offsetWidth > 0 ? box.width / text.offsetWidth : 1
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

function same(a: Places, b: Places): boolean {
  if (a.em !== b.em || a.width !== b.width || a.height !== b.height || a.tokens.length !== b.tokens.length) return false
  return a.tokens.every((token, i) => {
    const other = b.tokens[i]
    return token.left === other?.left && token.top === other.top && token.width === other.width
  })
}
