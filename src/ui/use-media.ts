/** @file Whether a media query holds, as it changes. */
import { useCallback, useSyncExternalStore } from 'react'

/** Absent where nothing is laid out, as in jsdom: there no query holds. */
const listOf = (query: string): MediaQueryList | undefined => window.matchMedia?.(query)

/** @param query as in `@media`, for example `(max-width: 700px)` */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = listOf(query)
      list?.addEventListener('change', changed)
      return () => list?.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => listOf(query)?.matches ?? false)
}
