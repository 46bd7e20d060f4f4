/** @file Whether a visitor has come to a part of the page, or near it: what nobody looks at is not fetched. */
import { type RefObject, useEffect, useRef, useState } from 'react'

/** Signs of somebody who does something, and not of a page that has just been drawn. */
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
/** One screen ahead, so that it is there when it comes into view. */
const AHEAD = '100% 0px'

/**
 * A ref for an element, and whether it has been in view, or within a screen of it since the visitor first did something. Once true
 * it stays so.
 */
export function useReached<E extends HTMLElement>(): readonly [RefObject<E | null>, boolean] {
  const ref = useRef<E>(null)
  const [acted, setActed] = useState(false)
  // Where nothing is laid out, nothing is far away.
  const [reached, setReached] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (acted || reached) return
    const act = (): void => setActed(true)
    for (const sign of SIGNS) addEventListener(sign, act, { once: true, passive: true, capture: true })
    return () => {
      for (const sign of SIGNS) removeEventListener(sign, act, { capture: true })
    }
  }, [acted, reached])
  useEffect(() => {
    const element = ref.current
    if (reached || !element) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setReached(true)
      },
      { rootMargin: acted ? AHEAD : '0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [acted, reached])
  return [ref, reached]
}
