/** @file The whole of a long run in one strip, and on it the stretch that the plots of its group show: dragged, or moved by arrow keys. */
import { useEffect, useMemo, useState } from 'react'
import { Brush, Line, LineChart } from 'recharts'
import { t } from '../../i18n/words.ts'
import type { Curve } from '../curve.ts'
import { type PlotGroupState, usePlotGroup } from './plot-group.tsx'
import { rowsOf } from './rows.ts'
import { usePlotBox } from './use-box.ts'
import './zoom-strip.css'

/** Runs with fewer points are read without. */
export const LONG = 40

export interface ZoomStripProps {
  /** Its points are the places where a stretch can begin and end, and it is drawn small. */
  readonly curve: Curve
  /** Name of the x axis. */
  readonly over: string
  readonly format: (x: number) => string
}

const MARGIN = { top: 1, right: 12, bottom: 1, left: 12 }
const INNER = { top: 2, right: 0, bottom: 2, left: 0 }

export function ZoomStrip(props: ZoomStripProps) {
  const group = usePlotGroup()
  return group && props.curve.points.length >= LONG ? <Strip {...props} group={group} /> : null
}

interface StripProps extends ZoomStripProps {
  readonly group: PlotGroupState
}

function Strip({ curve, over, format, group: { zoom, onZoom } }: StripProps) {
  const [frame, box] = usePlotBox<HTMLDivElement>()
  const data = useMemo(() => rowsOf([curve]), [curve])
  const xs = data.map((row) => Number(row.x))
  // The library hears of an end before it hears of new points: an end among the points that it does not know yet has no place.
  const [known, setKnown] = useState(data.length)
  useEffect(() => setKnown(data.length), [data.length])
  const last = Math.min(xs.length, known) - 1
  const within = (index: number): number => Math.min(Math.max(0, index), last)
  const start = within(zoom ? xs.findIndex((x) => x >= zoom[0]) : 0)
  const end = within(zoom ? xs.findLastIndex((x) => x <= zoom[1]) : xs.length - 1)
  const change = ({ startIndex, endIndex }: { readonly startIndex: number; readonly endIndex: number }): void => {
    const [from, to] = [xs[startIndex], xs[endIndex]]
    if (from === undefined || to === undefined || to <= from) return
    onZoom(startIndex === 0 && endIndex === xs.length - 1 ? null : [from, to])
  }
  return (
    <div className="zoom">
      <div className={`zoom-strip tone-${curve.tone}`} ref={frame}>
        {box && (
          <LineChart width={box.width} height={box.height} data={data} margin={MARGIN} accessibilityLayer={false}>
            <Brush
              dataKey="x"
              height={box.height - 2}
              y={1}
              travellerWidth={9}
              startIndex={start}
              endIndex={end}
              onChange={change}
              tickFormatter={(x: number) => format(x)}
              ariaLabel={t('End of the stretch on view, {axis}', { axis: over })}
              padding={INNER}
            >
              <LineChart data={data}>
                <Line dataKey="y0" dot={false} isAnimationActive={false} connectNulls />
              </LineChart>
            </Brush>
          </LineChart>
        )}
      </div>
      <p className="zoom-said numeric">
        {zoom
          ? t('On view: {from} to {to} of {axis}.', { from: format(zoom[0]), to: format(zoom[1]), axis: over })
          : t('All of it is on view. Drag an end of the strip to look closer.')}{' '}
        {zoom && (
          <button type="button" className="zoom-whole" onClick={() => onZoom(null)}>
            {t('Show all')}
          </button>
        )}
      </p>
    </div>
  )
}
