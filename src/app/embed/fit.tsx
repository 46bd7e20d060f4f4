/**
 * @file Fits what a small frame is about into it. The content is laid out wider or narrower than its place and scaled to it, by the largest
 * scale at which all of it is seen: so type, lines and marks keep their proportions, and nothing scrolls.
 */
import { type ReactNode, useLayoutEffect, useRef } from 'react'

/** Type is not enlarged beyond this, nor made smaller than can be told apart. */
const SCALES = { largest: 1.2, smallest: 0.3 } as const
const STEP = 0.96
/** Content that needs less than this share of the height that it was fitted to is fitted anew. */
const SLACK = 0.88

interface FitProps {
  /** Off, the content is laid out as it comes. */
  readonly on: boolean
  /** The focus came to what is folded away. Keeps its identity. */
  readonly onReach: () => void
  readonly children: ReactNode
}

export function Fit({ on, onReach, children }: FitProps) {
  const frame = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [outer, inner] = [frame.current, content.current]
    if (!on || !outer || !inner) return
    const scaleAnew = scaler(outer, inner)
    const observer = new ResizeObserver(scaleAnew)
    observer.observe(outer)
    observer.observe(inner)
    scaleAnew()
    const onFocus = ({ target }: FocusEvent): void => {
      if (target instanceof Element && !target.closest('[data-glance]')) onReach()
    }
    outer.addEventListener('focusin', onFocus)
    return () => {
      observer.disconnect()
      outer.removeEventListener('focusin', onFocus)
      inner.removeAttribute('style')
    }
  }, [on, onReach])
  return (
    <div className="embed-fit" ref={frame}>
      <div className="embed-content" ref={content}>
        {children}
      </div>
    </div>
  )
}

/** Finds the scale again after each change of the place or of what stands in it. */
function scaler(outer: HTMLElement, inner: HTMLElement): () => void {
  let scale: number = SCALES.largest
  let place = ''
  /** Heights at which a larger scale has been looked for: only less than that is worth another look. */
  let tried = 0
  return () => {
    const { clientWidth: width, clientHeight: height } = outer
    if (width === 0 || height === 0) return
    const before = scale
    const now = `${width} ${height}`
    const smaller = inner.offsetHeight < tried * SLACK
    const asked = smaller ? inner.offsetHeight : Number.POSITIVE_INFINITY
    if (now !== place || smaller) scale = SCALES.largest
    place = now
    const layOut = (): number => {
      inner.style.width = `${width / scale}px`
      return inner.offsetHeight
    }
    let high = layOut()
    while (scale > SCALES.smallest && high * scale > height) {
      scale *= STEP
      high = layOut()
    }
    tried = scale > before ? high : Math.min(high, asked)
    inner.style.transform = `translateY(${Math.max(0, (height - high * scale) / 2)}px) scale(${scale})`
  }
}
