/** @file The instruments under the text: tokens, gap, divergence and entropies in one column grid, crossed by one line. */
import { type PointerEvent, useMemo, useRef } from 'react'
import { textLines } from '../../charts/lines.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { problemOf, problemRef, viewOf } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { useWidth } from '../../ui/use-width.ts'
import { AxisCharts } from './axis-charts.tsx'
import { AxisTable } from './axis-table.tsx'
import { CrossLine } from './cross-line.tsx'
import { RowNames } from './row-names.tsx'
import { axisSeries } from './series.ts'
import './token-axis.css'
import { useColumns } from './use-columns.ts'

const NO_TOKENS: readonly RolloutToken[] = []

/** Drawn anew when the data change; the line and the numbers that follow the pointer are drawn on their own. */
export function TokenAxis() {
  const act = useAct()
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const [frame, width] = useWidth<HTMLDivElement>()
  const scroller = useRef<HTMLElement>(null)
  const columns = useColumns(run, problemOf(problemRef(settings)), width)
  const { shown, ghost, context } = viewOf({ run, settings })
  const { divergence, units, gapScale } = settings
  const tokens = run?.tokens ?? NO_TOKENS
  const lines = useMemo(() => textLines(tokens), [tokens])
  const series = useMemo(
    () => axisSeries(tokens, shown, ghost, divergence, units),
    [tokens, shown, ghost, divergence, units],
  )

  const indexAt = (event: PointerEvent<HTMLElement>): number | null => {
    const index = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) / columns.width)
    return index >= 0 && index < tokens.length ? index : null
  }

  return (
    <section className="axis" aria-labelledby="axis-heading">
      <h2 id="axis-heading" className="heading">
        Token by token
      </h2>
      <div className="axis-grid">
        <RowNames series={series} />
        <div className="axis-frame" ref={frame}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="axis-scroller" ref={scroller} aria-label="Charts along the tokens" tabIndex={0}>
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
              <AxisCharts
                columns={columns}
                tokens={tokens}
                lines={lines}
                series={series}
                gapScale={gapScale}
                ghostsTold={context === null}
              />
            </div>
          </section>
        </div>
      </div>
      <AxisTable tokens={tokens} series={series} divergence={divergence} unit={units} />
    </section>
  )
}
