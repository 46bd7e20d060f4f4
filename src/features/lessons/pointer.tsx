/** @file The outline around what a step speaks of: it follows its part of the page and takes no click. */
import { useEffect, useRef } from 'react'

/** Room between the outline and what it surrounds, and around what was scrolled to, pixels. */
const GAP = 6
const MARGIN = 20
/** Milliseconds from one look for the part of the page to the next. */
const LOOK = 100

/** Scrolls to the region once, when it is drawn. */
export function Pointer({ region }: { readonly region: string }) {
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let frame = 0
    let last = ''
    const follow = (): void => {
      const element = elementOf(region)
      const rect = element && boxOf(element)
      const next = rect ? `${rect.x} ${rect.y} ${rect.width} ${rect.height}` : ''
      if (next !== last && box.current) {
        last = next
        box.current.hidden = !rect
        if (rect) place(box.current, rect)
      }
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [region])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const bring = (): void => {
      const element = elementOf(region)
      if (element) scrollTo(element)
      // It is fetched first, however long that takes.
      else timer = setTimeout(bring, LOOK)
    }
    // The card has its height by then.
    timer = setTimeout(bring, 50)
    return () => clearTimeout(timer)
  }, [region])

  return <div ref={box} className="lesson-outline" hidden aria-hidden="true" />
}

function place({ style }: HTMLElement, { x, y, width, height }: DOMRect): void {
  style.transform = `translate(${x - GAP}px, ${y - GAP}px)`
  style.width = `${width + 2 * GAP}px`
  style.height = `${height + 2 * GAP}px`
}

/**
 * Where a region is seen. On a phone a part of it may be held at the screen's edge, away from the rest: then that part is what can be pressed,
 * and what is pointed at.
 */
function boxOf(element: HTMLElement): DOMRect {
  const part = element.querySelector<HTMLElement>('[data-held]')
  const held = part && getComputedStyle(part).position === 'fixed'
  return (held ? part : element).getBoundingClientRect()
}

/** High in the room that the card leaves, with what comes of it in view below; what is taller begins at its top. */
function scrollTo(element: HTMLElement): void {
  const dock = document.querySelector('[data-part="lesson-card"]')?.getBoundingClientRect()
  // Beside the page it takes none of the height.
  const room = dock && dock.left + dock.width > window.innerWidth / 2 ? dock.top : window.innerHeight
  const { top, height } = boxOf(element)
  const wanted = height + 2 * MARGIN <= room ? Math.min((room - height) / 2, room / 8) : MARGIN
  const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  window.scrollBy({ top: top - wanted, behavior: reduced ? 'instant' : 'smooth' })
}

/** Where on the page a region is, or null while it is not to be seen. */
function elementOf(region: string): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(`[data-part="${region}"], [data-action="${region}"]`)
  // What stands in a closed panel has a box, and is not to be seen.
  return found && found.getClientRects().length > 0 && found.checkVisibility() ? found : null
}
