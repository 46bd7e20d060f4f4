/** @file The frame of everything on the token axis: it scrolls sideways, carries the crossing line, and takes hover and pin. */
import { type PointerEvent, type ReactNode, type RefObject, useRef } from 'react'
import type { TokenColumns } from '../../charts/scale.ts'
import { useAct } from '../../store/hooks.ts'
import { scaleOf } from '../../ui/scaled.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { CrossLine } from './cross-line.tsx'

export interface TokenFrameProps {
  /** Names the part that scrolls. */
  readonly label: string
  readonly columns: TokenColumns
  /** Tokens that are there to be pointed at. */
  readonly count: number
  /** Its width is what the columns are chosen for. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}

export function TokenFrame({ label, columns, count, frame, children }: TokenFrameProps) {
  const act = useAct()
  const scroller = useRef<HTMLElement>(null)

  const indexAt = (event: PointerEvent<HTMLElement>): number | null => {
    const { currentTarget, clientX } = event
    const at = (clientX - currentTarget.getBoundingClientRect().left) / scaleOf(currentTarget)
    const index = Math.floor(at / columns.width)
    return index >= 0 && index < count ? index : null
  }

  return (
    <div className="axis-frame" ref={frame}>
      <ScrollRegion className="axis-scroller" ref={scroller} label={label}>
        <div
          className="axis-charts"
          style={{ width: columns.count * columns.width }}
          onPointerMove={(event) => {
            const index = event.pointerType === 'mouse' ? indexAt(event) : null
            if (index !== null) act('hover', index)
          }}
          onPointerUp={(event) => {
            const index = indexAt(event)
            if (index !== null) act('togglePin', index)
          }}
        >
          <CrossLine columnWidth={columns.width} scroller={scroller} />
          {children}
        </div>
      </ScrollRegion>
    </div>
  )
}
