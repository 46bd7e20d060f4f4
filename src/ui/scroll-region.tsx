/** @file A part of the page that scrolls by itself: named, and within the keyboard's reach while there is something to scroll. */
import { type ReactNode, type Ref, useCallback, useState } from 'react'

export interface ScrollRegionProps {
  readonly label: string
  readonly className: string
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

export function ScrollRegion({ label, className, ref, children }: ScrollRegionProps) {
  const [scrolls, setScrolls] = useState(false)
  const watch = useCallback(
    (element: HTMLElement | null) => {
      if (typeof ref === 'function') ref(element)
      else if (ref) ref.current = element
      if (!element) return
      const read = (): void => {
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
        setScrolls(scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1)
      }
      const observer = new ResizeObserver(read)
      observer.observe(element)
      for (const child of element.children) observer.observe(child)
      return () => observer.disconnect()
    },
    [ref],
  )
  return (
    <section className={className} ref={watch} aria-label={label} tabIndex={scrolls ? 0 : undefined}>
      {children}
    </section>
  )
}
