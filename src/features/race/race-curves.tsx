/** @file All lanes' curves, overlaid. */
import { useMemo } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount, formatNumber, formatShare } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { PlotGroup } from '../../charts/plots/plot-group.tsx'
import { ZoomStrip } from '../../charts/plots/zoom-strip.tsx'
import { t } from '../../i18n/words.ts'
import type { Race } from '../../methods/race.ts'
import { X_AXIS_NAMES, type XAxis } from '../../settings/x-axis.ts'
import { gapCurves, RACE_CHARTS, raceCurves, turnCurves } from './charts.ts'
import { type LaneProgress, spentOf } from './state.ts'

/** Positions that are drawn before any text is there. */
const USUAL_LENGTH = 50

export interface RaceCurvesProps {
  readonly race: Race
  readonly lanes: readonly LaneProgress[]
  /** What the axes leave room for: at least these lanes. */
  readonly whole: readonly LaneProgress[]
  readonly axis: XAxis
}

export function RaceCurves({ race, lanes, whole, axis }: RaceCurvesProps) {
  const charts = useMemo(
    () => RACE_CHARTS.map((chart) => ({ chart, curves: raceCurves(chart, race, lanes, axis) })),
    [race, lanes, axis],
  )
  const gaps = useMemo(() => gapCurves(race, lanes), [race, lanes])
  const reach = reachOf(race, whole, axis)
  const length = useMemo(() => positions(gapCurves(race, whole)), [race, whole])
  const norms = charts.find(({ chart }) => chart.step)?.curves.find(({ points }) => points.length > 0)
  return (
    <PlotGroup together of={`${race.id} ${axis}`}>
      <div className="race-grid">
        {charts.map(({ chart, curves }) => (
          <CurveFigure
            key={chart.id}
            title={t(chart.title)}
            subtitle={t('{subtitle}, over {axis}', { subtitle: t(chart.subtitle), axis: t(X_AXIS_NAMES[axis]) })}
            over={t(X_AXIS_NAMES[axis])}
            large={chart.id === 'accuracy'}
            legend={chart.id === 'accuracy'}
            curves={curves}
            x={reach}
            y={chart.ends}
            logs={chart.ends === null}
            formatX={formatAmount}
            formatY={chart.format}
          />
        ))}
        {norms && <ZoomStrip curve={norms} over={t(X_AXIS_NAMES[axis])} format={formatAmount} />}
        <Positions curves={gaps} length={length} />
        <Turns race={race} lanes={lanes} whole={whole} />
      </div>
    </PlotGroup>
  )
}

interface PositionsProps {
  readonly curves: readonly Curve[]
  readonly length: number
}

/** Over another axis than its neighbours: it has a cursor and a stretch of its own, and its own legend. */
function Positions({ curves, length }: PositionsProps) {
  return (
    <PlotGroup>
      <CurveFigure
        title={t('Compounding error')}
        subtitle={t('nats of disagreement by position, own texts')}
        over={t('token position')}
        stop
        curves={curves}
        x={[1, length]}
        y={null}
        formatX={formatAmount}
        formatY={formatNumber}
      />
    </PlotGroup>
  )
}

/** In worlds of turns: on one scale, where a student errs on its own and where it errs when it is led. */
function Turns({ race, lanes, whole }: Pick<RaceCurvesProps, 'race' | 'lanes' | 'whole'>) {
  const own = useMemo(() => turnCurves(race, lanes, 'own'), [race, lanes])
  const led = useMemo(() => turnCurves(race, lanes, 'led'), [race, lanes])
  const room = useMemo(
    () => (['own', 'led'] as const).flatMap((where) => turnCurves(race, whole, where)),
    [race, whole],
  )
  if (room.length === 0) return null
  const points = room.flatMap((curve) => curve.points)
  const x: Domain = [1, Math.max(2, ...points.map((point) => point.x))]
  const y: Domain = [0, roundUp(Math.max(0.1, ...points.map((point) => point.high ?? point.y)))]
  const shared = { over: t('turn'), x, y, formatX: formatAmount, formatY: formatShare }
  return (
    <PlotGroup>
      <CurveFigure
        title={t('Wrong turns, on its own')}
        subtitle={t('by turn, behind the turns that it took itself')}
        stop
        curves={own}
        {...shared}
      />
      <CurveFigure
        title={t('Wrong turns, led')}
        subtitle={t('by turn, each behind a careful writer’s')}
        stop
        curves={led}
        {...shared}
      />
    </PlotGroup>
  )
}

function reachOf(race: Race, lanes: readonly LaneProgress[], axis: XAxis): Domain {
  const furthest = Math.max(0, ...lanes.map((lane) => spentOf(lane, axis)))
  return [0, axis === 'steps' && furthest <= race.steps ? race.steps : roundUp(furthest)]
}

const positions = (curves: readonly Curve[]): number =>
  Math.max(USUAL_LENGTH, ...curves.map(({ points }) => points.at(-1)?.x ?? 0))
