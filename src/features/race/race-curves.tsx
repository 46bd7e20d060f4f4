/** @file All lanes' curves, overlaid. */
import { useMemo, useState } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { CurveFigure } from '../../charts/curve-figure.tsx'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount, formatNumber } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import type { Race } from '../../methods/race.ts'
import { X_AXIS_NAMES, type XAxis } from '../../settings/x-axis.ts'
import { endsOf, gapCurves, RACE_CHARTS, raceCurves } from './charts.ts'
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
  const [cursor, setCursor] = useState<number | null>(null)
  const [position, setPosition] = useState<number | null>(null)
  const charts = useMemo(
    () => RACE_CHARTS.map((chart) => ({ chart, curves: raceCurves(chart, race, lanes, axis) })),
    [race, lanes, axis],
  )
  const gaps = useMemo(() => gapCurves(race, lanes), [race, lanes])
  const reach = reachOf(race, whole, axis)
  if (charts.every(({ curves }) => curves.every(({ points }) => points.length === 0)))
    return <p className="race-empty">{t('Of this race there is no recording. Start it, and its curves grow here.')}</p>
  return (
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
          y={endsOf(chart.ends, curves)}
          formatX={formatAmount}
          formatY={chart.format}
          mark={null}
          cursor={cursor}
          onCursor={setCursor}
        />
      ))}
      <CurveFigure
        title={t('Compounding error')}
        subtitle={t('nats of disagreement by position, own texts')}
        over={t('token position')}
        legend={false}
        curves={gaps}
        x={[1, positions(gapCurves(race, whole))]}
        y={endsOf(null, gaps)}
        formatX={formatAmount}
        formatY={formatNumber}
        mark={null}
        cursor={position}
        onCursor={setPosition}
      />
    </div>
  )
}

function reachOf(race: Race, lanes: readonly LaneProgress[], axis: XAxis): Domain {
  const furthest = Math.max(0, ...lanes.map((lane) => spentOf(lane, axis)))
  return [0, axis === 'steps' && furthest <= race.steps ? race.steps : roundUp(furthest)]
}

const positions = (curves: readonly Curve[]): number =>
  Math.max(USUAL_LENGTH, ...curves.map(({ points }) => points.at(-1)?.x ?? 0))
