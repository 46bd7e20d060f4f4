/** @file The room that a plot has, as it changes: recharts draws in pixels, so somebody has to measure. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export interface PlotBox {
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  /** Size of the letters at its axes, CSS pixels: the style sheet says it, and it differs by theme and on stage. */
  readonly em: number
}

/** Where nothing is laid out at all, as in tests and in the gallery. */
const NOMINAL: PlotBox = { width: 380, height: 140, em: 11 }

/**
 * A ref for the frame, and its box; null before it has one. While the frame is hidden its last box stands, so that a panel comes
 * back as it was.
 */
export function usePlotBox<E extends HTMLElement>(): readonly [RefObject<E | null>, PlotBox | null] {
  const ref = useRef<E>(null)
  const [box, setBox] = useState<PlotBox | null>(typeof ResizeObserver === 'undefined' ? NOMINAL : null)
  useLayoutEffect(() => {
    const frame = ref.current
    if (!frame || typeof ResizeObserver === 'undefined') return
    const read = (): void => {
      const { clientWidth: width, clientHeight: height } = frame
      if (width === 0 || height === 0) return
      const em = Number.parseFloat(getComputedStyle(frame).fontSize) || NOMINAL.em
      setBox((before) =>
        before && before.width === width && before.height === height && before.em === em
          ? before
          : { width, height, em },
      )
    }
    const observer = new ResizeObserver(read)
    observer.observe(frame)
    read()
    return () => observer.disconnect()
  }, [])
  return [ref, box]
}
