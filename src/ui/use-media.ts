/** @file Whether a media query holds, as it changes. */
import { useCallback, useSyncExternalStore } from 'react'

/** @param query as in `@media`, for example `(max-width: 700px)` */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}
