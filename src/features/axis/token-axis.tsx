/** @file The instruments under the text: tokens, gap, divergence and entropies in one column grid, crossed by one line. */
import { lazy, type PointerEvent, Suspense, useEffect, useMemo, useRef } from 'react'
import { divergenceUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, inUnit } from '../../charts/format.ts'
import { textLines } from '../../charts/lines.ts'
import { TokenLabels } from '../../charts/token-labels.tsx'
import { ValueBars } from '../../charts/value-bars.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { crossedToken } from '../../store/attention.ts'
import { problemOf, problemRef, viewOf } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { useWidth } from '../../ui/use-width.ts'
import { type AxisSeries, axisSeries } from './series.ts'
import './token-axis.css'
import { AxisTable } from './axis-table.tsx'
import { useColumns } from './use-columns.ts'

const EntropyLines = lazy(async () => ({ default: (await import('../../charts/entropy-lines.tsx')).EntropyLines }))

const LABELS = 68
const GAP = 76
const DIVERGENCE = 56
const ENTROPY = 56

export function TokenAxis() {
  const act = useAct()
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const crossed = useAppState(crossedToken)
  const [frame, width] = useWidth<HTMLDivElement>()
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useColumns(run, problemOf(problemRef(settings)), width)
  const { shown, ghost, context } = viewOf({ run, settings })
  const { divergence, units } = settings
  const tokens = run?.tokens ?? []
  const lines = useMemo(() => textLines(tokens), [tokens])
  const series = useMemo(
    () => axisSeries(tokens, shown, ghost, divergence, units),
    [tokens, shown, ghost, divergence, units],
  )
  const told = context === null
  const centre = crossed === null ? null : (crossed + 0.5) * columns.width

  useEffect(() => {
    const element = scroller.current
    if (!element || centre === null) return
    const { scrollLeft, clientWidth } = element
    const margin = columns.width * 2
    if (centre < scrollLeft + margin) element.scrollLeft = centre - margin
    else if (centre > scrollLeft + clientWidth - margin) element.scrollLeft = centre - clientWidth + margin
  }, [centre, columns.width])

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
        <RowNames series={series} crossed={crossed} />
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
              {centre !== null && <span className="axis-line" style={{ transform: `translateX(${centre}px)` }} />}
              <TokenLabels columns={columns} tokens={tokens} lines={lines} height={LABELS} />
              <div className="axis-row" style={{ height: GAP }}>
                <ValueBars
                  columns={columns}
                  values={series.gaps}
                  ghosts={series.ghostGaps}
                  ghostsTold={told}
                  limit={settings.gapScale}
                  kind="signed"
                  height={GAP}
                />
              </div>
              <div className="axis-row" style={{ height: DIVERGENCE }}>
                <ValueBars
                  columns={columns}
                  values={series.divergences}
                  ghosts={series.ghostDivergences}
                  ghostsTold={told}
                  limit={series.divergenceLimit}
                  kind={series.divergenceKind}
                  height={DIVERGENCE}
                />
              </div>
              <div className="axis-row" style={{ height: ENTROPY }}>
                <Suspense>
                  <EntropyLines
                    columns={columns}
                    points={series.entropies}
                    ghostsTold={told}
                    limit={series.entropyLimit}
                    height={ENTROPY}
                  />
                </Suspense>
              </div>
            </div>
          </section>
        </div>
      </div>
      <AxisTable tokens={tokens} series={series} divergence={divergence} unit={units} />
    </section>
  )
}

/** The end of a scale: round numbers stay round. */
const tick = (value: number): string => String(Number(value.toPrecision(3)))

/** The rows' names, their scales' ends, and their values at the crossing line. */
function RowNames({ series, crossed }: { readonly series: AxisSeries; readonly crossed: number | null }) {
  const { units, gapScale, divergence } = useAppState((state) => state.settings)
  const unit = divergenceUnit(divergence, units)
  const signed = series.divergenceKind === 'signed'
  const value = (values: readonly (number | null)[]): string => {
    const found = crossed === null ? null : values[crossed]
    return found === null || found === undefined ? '' : formatNumber(found)
  }
  const gap = crossed === null ? null : series.gaps[crossed]
  const entropy = crossed === null ? undefined : series.entropies[crossed]
  return (
    <div className="axis-names numeric" aria-hidden="true">
      <div style={{ height: LABELS }} />
      <div className="axis-name" style={{ height: GAP }}>
        <b>
          gap <small>{units}</small>
        </b>
        <span className="axis-value">{gap === null || gap === undefined ? '' : formatNumber(inUnit(gap, units))}</span>
        <i>{`+${tick(inUnit(gapScale, units))}`}</i>
        <i>{`−${tick(inUnit(gapScale, units))}`}</i>
      </div>
      <div className="axis-name" style={{ height: DIVERGENCE }}>
        <b>
          {divergenceById(divergence).name} <small>{unit ?? ''}</small>
        </b>
        <span className="axis-value">{value(series.divergences)}</span>
        <i>{tick(series.divergenceLimit)}</i>
        <i>{signed ? `−${tick(series.divergenceLimit)}` : '0'}</i>
      </div>
      <div className="axis-name" style={{ height: ENTROPY }}>
        <b>
          entropies <small>{units}</small>
        </b>
        <span className="axis-value">
          {entropy?.student != null && <span className="axis-student">{formatNumber(entropy.student)}</span>}{' '}
          {entropy?.teacher != null && <span className="axis-teacher">{formatNumber(entropy.teacher)}</span>}
        </span>
        <i>{tick(series.entropyLimit)}</i>
        <i>0</i>
      </div>
    </div>
  )
}
