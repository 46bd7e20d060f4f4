/** @file Where the tokens of a running text stand on the page, as long as it stands there. */
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { NOWHERE, type Places, placesOf } from './places.ts'

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
      const next = placesOf(text, before)
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
    if (!text || !present || typeof ResizeObserver === 'undefined') return
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

function same(a: Places, b: Places): boolean {
  if (a.em !== b.em || a.width !== b.width || a.height !== b.height || a.tokens.length !== b.tokens.length) return false
  return a.tokens.every((token, i) => {
    const other = b.tokens[i]
    return token.left === other?.left && token.top === other.top && token.width === other.width
  })
}
