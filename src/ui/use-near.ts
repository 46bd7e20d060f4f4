/** @file Which tokens of a long text are in view or nearly so: what is said of the others is drawn later, or when they come near. */
import { useEffect, useMemo, useState } from 'react'
import type { Places } from './places.ts'
import { scaleOf } from './scaled.ts'
import { usePrinting } from './use-printing.ts'

/** From the first index on, up to the second and without it. */
export interface Near {
  readonly from: number
  readonly to: number
}

/** Of a text of up to so many tokens everything is near: it fits a few screens, and nothing has to follow the scrolling. */
export const SHORT_TEXT = 400
/** The part of a screen's height that counts as near above and below it. */
const AHEAD = 0.5

const ALL: Near = { from: 0, to: Number.POSITIVE_INFINITY }

/**
 * @param text the element that the places are measured in
 * @param step of indices: the answer moves by so many tokens at a time
 * @returns the same object as long as it says the same; everything on paper, and where nothing has been measured
 */
export function useNear(text: HTMLElement | null, places: Places, step: number): Near {
  const printing = usePrinting()
  const [near, setNear] = useState(ALL)
  const long = places.tokens.length > SHORT_TEXT
  useEffect(() => {
    if (!text || !long) return
    let frame = 0
    const read = (): void => {
      frame = 0
      const next = nearOf(text, places, step)
      setNear((last) => (last.from === next.from && last.to === next.to ? last : next))
    }
    const follow = (): void => {
      frame ||= requestAnimationFrame(read)
    }
    read()
    // Whatever scrolls: the page, a stage, a panel.
    document.addEventListener('scroll', follow, { capture: true, passive: true })
    window.addEventListener('resize', follow)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('scroll', follow, { capture: true })
      window.removeEventListener('resize', follow)
    }
  }, [text, places, step, long])
  return useMemo(() => (long && !printing ? near : ALL), [long, printing, near])
}

function nearOf(text: HTMLElement, { tokens }: Places, step: number): Near {
  const scale = scaleOf(text)
  const top = -text.getBoundingClientRect().top / scale
  const height = window.innerHeight / scale
  const from = firstBelow(tokens, top - AHEAD * height)
  const to = firstBelow(tokens, top + (1 + AHEAD) * height)
  return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step }
}

/** Index of the first token that begins below a height; tokens stand in the order of reading. */
function firstBelow(tokens: Places['tokens'], height: number): number {
  let [low, high] = [0, tokens.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tokens[middle]?.top ?? 0) < height) low = middle + 1
    else high = middle
  }
  return low
}
