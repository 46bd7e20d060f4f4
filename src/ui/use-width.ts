/** @file The width of an element, as it changes. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** A ref for an element and its content width in CSS pixels: 0 before it is laid out, the last one while it is hidden. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E | null>, number] {
  const ref = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const read = (): void => setWidth((before) => element.clientWidth || before)
    const observer = new ResizeObserver(read)
    observer.observe(element)
    read()
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
