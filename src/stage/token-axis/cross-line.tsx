/** @file The one vertical line through everything that is known of a token. It brings its token into view. */
import { type RefObject, useEffect } from 'react'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAppState } from '../../store/hooks.ts'

export interface CrossLineProps {
  /** Pixels. */
  readonly columnWidth: number
  readonly scroller: RefObject<HTMLElement | null>
}

export function CrossLine({ columnWidth, scroller }: CrossLineProps) {
  const crossed = useAppState(crosshairToken)
  const centre = crossed === null ? null : (crossed + 0.5) * columnWidth
  useEffect(() => {
    const element = scroller.current
    if (!element || centre === null) return
    const { scrollLeft, clientWidth } = element
    const margin = columnWidth * 2
    if (centre < scrollLeft + margin) element.scrollLeft = centre - margin
    else if (centre > scrollLeft + clientWidth - margin) element.scrollLeft = centre - clientWidth + margin
  }, [centre, columnWidth, scroller])
  return centre === null ? null : <span className="axis-line" style={{ transform: `translateX(${centre}px)` }} />
}
