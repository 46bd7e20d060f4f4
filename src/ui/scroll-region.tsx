/** @file A part of the page that scrolls by itself: named, and within the keyboard's reach. */
import type { ReactNode, Ref } from 'react'

export interface ScrollRegionProps {
  readonly label: string
  readonly className: string
  readonly ref?: Ref<HTMLElement>
  readonly children: ReactNode
}

export function ScrollRegion({ label, className, ref, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key scrolls it, and not every browser gives it one
    <section className={className} ref={ref} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
