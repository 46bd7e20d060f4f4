/** @file How the means settle: each estimator's running mean with its 95 % interval, and the exact value; many draws can be looked at a stretch at a time. */
import { useCallback } from 'react'
import type { Curve } from '../../charts/curve.ts'
import { roundUp, valueDomain } from '../../charts/domain.ts'
import { formatNumber, inUnit, type Unit } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { PlotGroup } from '../../charts/plots/plot-group.tsx'
import { ZoomStrip } from '../../charts/plots/zoom-strip.tsx'
import { t } from '../../i18n/words.ts'
import { runningMeans } from './draws.ts'
import type { EstimatorRow } from './series.ts'

export interface RunningMeansProps {
  readonly rows: readonly EstimatorRow[]
  /** Nats; NaN before the first draw. */
  readonly exact: number
  readonly unit: Unit
}

/** The first draws swing widely: the axis is made for what comes after them. */
const SETTLED = 10

export function RunningMeans({ rows, exact, unit }: RunningMeansProps) {
  const curves = rows.map(
    ({ id, label, tone, values }, dash): Curve => ({ id, label, tone, dash, points: runningMeans(values) }),
  )
  const end = Math.max(50, roundUp(rows[0]?.values.length ?? 0))
  const points = curves.flatMap((curve) => curve.points.filter(({ x }) => x >= SETTLED))
  const known = Number.isFinite(exact)
  // Points where the means have some, or a stretch between its ends would be without the line.
  const line = [0, ...(curves[0]?.points ?? []).map(({ x }) => x), end].map((x) => ({ x, y: exact }))
  const exactCurve: Curve = { id: 'exact', label: t('exact'), tone: 'ink', dash: 0, points: known ? line : [] }
  const write = useCallback((nats: number) => formatNumber(inUnit(nats, unit)), [unit])
  return (
    // More draws are summed up by other points.
    <PlotGroup of={String(rows[0]?.values.length ?? 0)}>
      <CurveFigure
        title={t('Running mean')}
        subtitle={t('with its 95 % interval, {unit}', { unit })}
        over={t('draws')}
        curves={[...curves, exactCurve]}
        x={[0, end]}
        y={valueDomain([...points.flatMap(({ low = 0, high = 0 }) => [low, high]), known ? exact : 0])}
        formatX={String}
        formatY={write}
        stop
      />
      {curves[0] && <ZoomStrip curve={curves[0]} over={t('draws')} format={String} />}
    </PlotGroup>
  )
}
