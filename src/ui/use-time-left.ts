/** @file How long something that goes on will still take, told from how far it came in the time that it took. */
import { useEffect, useRef, useState } from 'react'

/**
 * Seconds until the end at the pace seen so far; null before there is a pace, and when nothing goes on.
 * @param progress 0 to 1; null when nothing goes on
 */
export function useTimeLeft(progress: number | null): number | null {
  const start = useRef<{ readonly at: number; readonly from: number } | null>(null)
  const [left, setLeft] = useState<number | null>(null)
  useEffect(() => {
    if (progress === null) {
      start.current = null
      setLeft(null)
      return
    }
    const now = performance.now()
    start.current ??= { at: now, from: progress }
    const { at, from } = start.current
    if (progress > from) setLeft((((now - at) / 1000) * Math.max(0, 1 - progress)) / (progress - from))
  }, [progress])
  return left
}
