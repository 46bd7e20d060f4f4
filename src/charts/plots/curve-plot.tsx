/**
 * @file Curves over one x axis, drawn by recharts in the house's style: round ticks, interval bands, dashes and signs beside tones, a
 * tooltip that reads every curve, a cursor that neighbours share. Nothing in it moves by itself, so it keeps up with what streams.
 */
import { memo, type ReactNode, useMemo, useRef } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  type MouseHandlerDataParam,
  ReferenceLine,
  type TickItem,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { t } from '../../i18n/words.ts'
import { type Curve, type CurvePoint, dashOf, pointAt, type Tone } from '../curve.ts'
import type { Domain } from '../domain.ts'
import { CurveSwatch } from './curve-swatch.tsx'
import { CursorReader, Endless, Signs, Tags } from './layers.tsx'
import './plot.css'
import { type Row, rowsOf, thinned } from './rows.ts'
import { logTicks, ticksWithin } from './ticks.ts'
import { type PlotBox, usePlotBox } from './use-box.ts'

export interface AreaLook {
  readonly id: string
  readonly tone: Tone
  /** 'contribution': filled without an outline, for something that its own curve outlines. */
  readonly kind: 'density' | 'contribution'
  readonly points: readonly CurvePoint[]
}

export interface CurvePlotProps {
  /** What a screen reader says instead of the drawing. */
  readonly summary: string
  readonly curves: readonly Curve[]
  /** Filled down to zero, behind the curves. */
  readonly areas?: readonly AreaLook[]
  readonly x: Domain
  readonly y: Domain
  /** Name of the x axis. */
  readonly over: string
  readonly formatX: (value: number) => string
  readonly formatY: (value: number) => string
  /** The y axis counts in powers of ten. Default false. */
  readonly log?: boolean
  /** Where the weights stand, when that is before the curves' end. */
  readonly mark?: number | null
  /** Plots of one name share their cursor. */
  readonly sync?: string | undefined
  /** Whether Tab stops here: of plots that share a cursor, one is enough. Default true. */
  readonly stop?: boolean
  /** The x under the pointer, here or in a neighbour; null for none. */
  readonly onCursor?: ((x: number | null) => void) | undefined
  /** Lies over the plot's area; places in per cent of it. */
  readonly children?: ReactNode
}

export function CurvePlot(props: CurvePlotProps) {
  const [frame, box] = usePlotBox<HTMLDivElement>()
  return (
    <div className="plot" ref={frame}>
      {box && <Plot {...props} box={box} />}
    </div>
  )
}

const NO_AREAS: readonly AreaLook[] = []
const CURSOR = { className: 'plot-cursor' }
/** The style sheet says which; recharts writes at each text what it is told. */
const INK = { fill: 'currentColor' }
const PLACE = { position: 'absolute', inset: '0 auto auto 0', cursor: 'crosshair', touchAction: 'pan-y' } as const
/** Widths of letters and marks, in ems of the axes' type: digits, and what a label takes with its gap. */
const DIGIT = 0.56
const LABEL_ROOM = 4.6
const LINE = 1.5
/** Within so many pixels, more than a lowest and a highest value cannot be told apart. */
const STRETCH = 3

const READERS = new Map<string, (row: Row) => Row[string] | undefined>()

/** Reads one column of the rows: always the same function for the same one. A name would be taken apart for every value. */
function column(key: string): (row: Row) => Row[string] | undefined {
  const known = READERS.get(key) ?? ((row: Row) => row[key])
  READERS.set(key, known)
  return known
}

interface BoxedProps extends CurvePlotProps {
  readonly box: PlotBox
}

const Plot = memo(function Plot({ box, ...props }: BoxedProps) {
  const { summary, curves, areas = NO_AREAS, x, y, over, formatX, formatY, log = false } = props
  const { mark = null, sync, stop = true, onCursor, children } = props
  const { width, height, em } = box
  const [[lowX, highX], [lowY, highY]] = [x, y]
  const frame = useMemo((): Frame => {
    const [domainX, domainY]: readonly [Domain, Domain] = [
      [lowX, highX],
      [lowY, highY],
    ]
    const foot = Math.round(em * LINE * 2)
    const margin = { top: em * 0.6, right: em * 1.2, bottom: 0, left: 0 }
    const most = Math.max(2, Math.floor((height - foot) / (em * 1.9)))
    const ticksY = log ? logTicks(domainY, most) : ticksWithin(domainY, Math.min(6, most))
    const side = Math.ceil(Math.max(...ticksY.map((tick) => formatY(tick).length), 2) * em * DIGIT + 8)
    const [wide, high] = [Math.max(0, width - side - margin.right), Math.max(0, height - foot - margin.top)]
    const ticksX = ticksWithin(domainX, Math.min(9, Math.max(2, Math.floor(wide / (em * LABEL_ROOM)))), true)
    return { domainX, domainY, ticksX, ticksY, foot, side, margin, wide, high }
  }, [lowX, highX, lowY, highY, width, height, em, log, formatY])
  const { side, margin, wide, high } = frame
  const data = useMemo(() => thinned(rowsOf(curves, areas, { log }), wide / STRETCH), [curves, areas, log, wide])
  // What reads the curves when the pointer comes must not make recharts draw anew whenever they change.
  const latest = useRef(props)
  latest.current = props
  const fillings = useAreas(areas)
  const lines = useLines(curves)
  const scene = useMemo(
    () => <Scene frame={frame} over={over} formatX={formatX} formatY={formatY} log={log} mark={mark} />,
    [frame, over, formatX, formatY, log, mark],
  )
  const tooltip = useMemo(
    () => (
      <Tooltip
        cursor={CURSOR}
        content={({ active, label }) =>
          active && label !== undefined ? <Readings {...latest.current} x={Number(label)} /> : null
        }
        filterNull={false}
        isAnimationActive={false}
        offset={14}
      />
    ),
    [],
  )
  return (
    <>
      {/* An image must hold nothing that takes the focus, and recharts' drawing does. */}
      <span className="visually-hidden" role="img" aria-label={summary} />
      <ComposedChart
        width={width}
        height={height}
        margin={margin}
        data={data}
        style={PLACE}
        accessibilityLayer={stop}
        {...(stop
          ? {
              ...{ role: 'application', tabIndex: 0 },
              'aria-label': t('Values along {axis}: arrow keys to the left and right', { axis: over }),
            }
          : { 'aria-hidden': true })}
        {...(sync === undefined ? {} : { syncId: sync, syncMethod: nearest })}
      >
        {scene}
        {fillings}
        {lines}
        <Signs curves={curves} />
        <Tags curves={curves} />
        <Endless curves={curves} />
        {tooltip}
        {onCursor && <CursorReader onCursor={onCursor} />}
      </ComposedChart>
      {children && (
        <div className="plot-over" style={{ left: side, top: margin.top, width: wide, height: high }}>
          {children}
        </div>
      )}
    </>
  )
})

/** Where everything stands, CSS pixels. */
interface Frame {
  readonly domainX: Domain
  readonly domainY: Domain
  readonly ticksX: readonly number[]
  readonly ticksY: readonly number[]
  /** Height of the x axis with its name, width of the y axis. */
  readonly foot: number
  readonly side: number
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number }
  /** Of the plot's area. */
  readonly wide: number
  readonly high: number
}

interface SceneProps extends Pick<CurvePlotProps, 'over' | 'formatX' | 'formatY'> {
  readonly frame: Frame
  readonly log: boolean
  readonly mark: number | null
}

/** Axes, grid and lines that say where something is: all that stands still while curves grow. */
function Scene({ frame, over, formatX, formatY, log, mark }: SceneProps) {
  const { domainX, domainY, ticksX, ticksY, foot, side, margin, wide, high } = frame
  const share = (value: number): number =>
    log
      ? Math.log(value / domainY[0]) / Math.log(domainY[1] / domainY[0])
      : (value - domainY[0]) / (domainY[1] - domainY[0])
  return (
    <>
      <CartesianGrid
        className="plot-grid"
        verticalPoints={ticksX.map((tick) => side + ((tick - domainX[0]) / (domainX[1] - domainX[0])) * wide)}
        horizontalPoints={ticksY.map((tick) => margin.top + (1 - share(tick)) * high)}
      />
      <XAxis
        type="number"
        dataKey="x"
        domain={[...domainX]}
        ticks={ticksX}
        interval={0}
        allowDataOverflow
        height={foot}
        tick={INK}
        tickFormatter={formatX}
        tickMargin={2}
        tickSize={4}
        label={{ value: over, position: 'insideBottom', className: 'plot-name', ...INK }}
      />
      <YAxis
        type="number"
        domain={[...domainY]}
        ticks={ticksY}
        interval={0}
        allowDataOverflow
        scale={log ? 'log' : 'linear'}
        width={side}
        tick={INK}
        tickFormatter={formatY}
        tickMargin={1}
        tickSize={3}
        axisLine={false}
      />
      {domainY[0] < 0 && !log && <ReferenceLine className="plot-zero" y={0} />}
      {mark !== null && <ReferenceLine className="plot-mark" x={mark} />}
    </>
  )
}

/** The areas' elements, the same ones as long as they look the same. */
function useAreas(areas: readonly AreaLook[]): ReactNode {
  const looks = JSON.stringify(areas.map(({ id, tone, kind }) => [id, tone, kind]))
  return useMemo(
    () =>
      (JSON.parse(looks) as [string, Tone, string][]).map(([id, tone, kind], i) => (
        <Area
          key={`area ${id}`}
          className={`plot-area ${kind} tone-${tone}`}
          dataKey={column(`a${i}`)}
          type="linear"
          baseValue={0}
          connectNulls
          activeDot={false}
          isAnimationActive={false}
        />
      )),
    [looks],
  )
}

/** The curves' elements, likewise: their values reach recharts as rows. */
function useLines(curves: readonly Curve[]): ReactNode {
  const looks = JSON.stringify(
    curves.map(({ id, tone, dash, tag, apart, points }) => {
      const band = tag === undefined && points.some(({ low }) => low !== undefined)
      return [id, tone, dash, tag !== undefined, apart === true, band]
    }),
  )
  return useMemo(() => {
    const all = JSON.parse(looks) as [string, Tone, number, boolean, boolean, boolean][]
    return [
      ...all.flatMap(([id, tone, , , , band], i) =>
        band
          ? [
              <Area
                key={`band ${id}`}
                className={`plot-band tone-${tone}`}
                dataKey={column(`b${i}`)}
                type="linear"
                connectNulls
                activeDot={false}
                isAnimationActive={false}
              />,
            ]
          : [],
      ),
      ...all.map(([id, tone, dash, pale, apart], i) => (
        <Line
          key={`line ${id}`}
          className={pale ? 'plot-line pale' : `plot-line tone-${tone}`}
          dataKey={column(`y${i}`)}
          type="linear"
          strokeDasharray={dashOf(dash)}
          strokeOpacity={apart ? 0 : 1}
          dot={false}
          activeDot={pale ? false : { r: 3.5, className: `plot-dot tone-${tone}` }}
          connectNulls
          isAnimationActive={false}
        />
      )),
    ]
  }, [looks])
}

/** The neighbour's own point that is nearest to where the cursor stands in the other plot. */
function nearest(ticks: readonly TickItem[], { activeLabel }: MouseHandlerDataParam): number {
  const wanted = Number(activeLabel)
  let best = 0
  for (const [i, { value }] of ticks.entries())
    if (Math.abs(Number(value) - wanted) < Math.abs(Number(ticks[best]?.value) - wanted)) best = i
  return best
}

interface ReadingsProps extends Pick<CurvePlotProps, 'curves' | 'over' | 'formatX' | 'formatY'> {
  readonly x: number
}

/** Every curve's value at an x, or the last one before it, with its interval. */
function Readings({ curves, x, over, formatX, formatY }: ReadingsProps) {
  return (
    <div className="plot-tip" data-figure="off">
      <p className="numeric">
        {over} <b>{formatX(x)}</b>
      </p>
      <ul>
        {curves.map((curve) => {
          const point = pointAt(curve, x)
          return (
            <li key={curve.id} className={curve.tag === undefined ? undefined : 'pale'}>
              <CurveSwatch tone={curve.tone} dash={curve.dash} apart={curve.apart ?? false} />
              <span>{curve.label}</span>
              <b className="numeric">{point ? formatY(point.y) : '–'}</b>
              {point?.low !== undefined && point.high !== undefined && (
                <small className="numeric">
                  {formatY(point.low)} … {formatY(point.high)}
                </small>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
