/** @file The bars with their tokens, the scale at their side, and the line through the token that is looked at. */
import { type PointerEvent, useMemo } from 'react'
import { ParetoBars } from '../../charts/pareto-bars.tsx'
import { TokenLabels } from '../../charts/token-labels.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { crosshairToken } from '../../store/focused-token.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { scaleOf } from '../../ui/scaled.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { PAPER_WIDTH, usePrinting } from '../../ui/use-printing.ts'
import { useWidth } from '../../ui/use-width.ts'
import { useWhole } from '../../ui/whole.ts'
import type { Contribution } from './shares.ts'

/** The part of the loss that the sentence is about. */
export const PART = 0.8

const HEIGHT = 190
const LABELS = 68
const NARROWEST = 11
const WIDEST = 34
const NO_LINES: readonly [] = []

/** Of a column, so that so many fill a width, as far as they can; pixels. `whole`: all of them must, however narrow. */
export function barWidth(width: number, count: number, whole = false): number {
  const share = width / Math.max(1, count)
  return whole && share > 0 && share < NARROWEST ? share : Math.min(WIDEST, Math.max(NARROWEST, Math.floor(share)))
}

export interface BarsProps {
  readonly tokens: readonly RolloutToken[]
  readonly contributions: readonly Contribution[]
  /** End of the scale, in the unit on view. */
  readonly limit: number
  readonly signed: boolean
  /** In the unit on view; null for none. */
  readonly clip: number | null
  readonly onClip: (clip: number | null) => void
}

export function Bars({ tokens, contributions, limit, signed, clip, onClip }: BarsProps) {
  const act = useAct()
  const [frame, measured] = useWidth<HTMLDivElement>()
  const printing = usePrinting()
  const width = printing ? PAPER_WIDTH : measured
  const count = contributions.length
  const columnWidth = barWidth(width, count, useWhole() || printing)
  const columns = useMemo(() => ({ count, width: columnWidth }), [count, columnWidth])
  const sorted = useMemo(
    () => contributions.map(({ index }) => tokens[index] ?? { text: '', source: 'student' as const }),
    [contributions, tokens],
  )
  const tick = (value: number): string => String(Number(value.toPrecision(3)))

  const indexAt = (event: PointerEvent<HTMLElement>): number | null => {
    const { currentTarget, clientX } = event
    const at = (clientX - currentTarget.getBoundingClientRect().left) / scaleOf(currentTarget)
    return contributions[Math.floor(at / columns.width)]?.index ?? null
  }

  return (
    <div className="waterfall-chart" data-figure data-glance>
      <div className="waterfall-ends numeric" style={{ height: HEIGHT }} aria-hidden="true">
        <i>{tick(limit)}</i>
        <i>{signed ? `−${tick(limit)}` : '0'}</i>
      </div>
      <div className="waterfall-frame" ref={frame}>
        <ScrollRegion className="waterfall-scroll" label={t('Tokens by their contribution')}>
          <div
            className="waterfall-bars"
            style={{ width: columns.count * columns.width }}
            onPointerMove={(event) => {
              const index = event.pointerType === 'mouse' && event.buttons === 0 ? indexAt(event) : null
              if (index !== null) act('hover', index)
            }}
            onPointerUp={(event) => {
              const index = indexAt(event)
              if (index !== null) act('togglePin', index)
            }}
          >
            <Look contributions={contributions} columnWidth={columns.width} />
            <ParetoBars
              columns={columns}
              bars={contributions}
              limit={limit}
              signed={signed}
              part={PART}
              clip={clip}
              height={HEIGHT}
              onClip={onClip}
            />
            <TokenLabels columns={columns} tokens={sorted} lines={NO_LINES} height={LABELS} />
          </div>
        </ScrollRegion>
      </div>
      <div className="waterfall-ends right numeric" style={{ height: HEIGHT }} aria-hidden="true">
        <i>100 %</i>
        <i>0</i>
      </div>
    </div>
  )
}

interface LookProps {
  readonly contributions: readonly Contribution[]
  readonly columnWidth: number
}

/** Follows the pointer without drawing a bar anew. */
function Look({ contributions, columnWidth }: LookProps) {
  const crossed = useAppState(crosshairToken)
  const place = contributions.findIndex(({ index }) => index === crossed)
  if (place < 0) return null
  return <span className="waterfall-look" style={{ left: place * columnWidth, width: columnWidth }} />
}
