/** @file The curves of the run that learns, as small multiples over one x axis; a line through one crosses them all. */
import { memo, useMemo, useState } from 'react'
import { CurveFigure } from '../../charts/curve-figure.tsx'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { X_AXIS_NAMES, type XAxis, xOf } from '../../settings/x-axis.ts'
import { useAppState } from '../../store/hooks.ts'
import { CHARTS, type ChartSpec, curvesOf, endsOf } from './charts.ts'
import type { LearningRun } from './state.ts'
import './curves.css'

export function Curves() {
  const axis = useAppState((state) => state.settings.xAxis)
  const steps = useAppState((state) => state.settings.steps)
  const run = useAppState((state) => state.training.run)
  const past = useAppState((state) => state.training.past)
  const at = useAppState((state) => state.training.at)
  const [cursor, setCursor] = useState<number | null>(null)
  const reach = useMemo(() => reachOf(axis, steps, run ? [run, ...past] : past), [axis, steps, run, past])
  if (!run && past.length === 0)
    return (
      <p className="curves-none">
        {t('Once it learns, {n} curves are drawn here: {names}.', {
          n: CHARTS.length,
          names: CHARTS.map(({ title }) => t(title)).join(', '),
        })}
      </p>
    )
  return (
    <div className="curves">
      {CHARTS.map((spec) => (
        <Chart
          key={spec.id}
          spec={spec}
          run={run}
          past={past}
          axis={axis}
          reach={reach}
          mark={run && markOf(run, at, axis)}
          cursor={cursor}
          onCursor={setCursor}
        />
      ))}
    </div>
  )
}

interface ChartProps {
  readonly spec: ChartSpec
  readonly run: LearningRun | null
  readonly past: readonly LearningRun[]
  readonly axis: XAxis
  readonly reach: Domain
  readonly mark: number | null
  readonly cursor: number | null
  readonly onCursor: (x: number | null) => void
}

const Chart = memo(function Chart({ spec, run, past, axis, reach, mark, cursor, onCursor }: ChartProps) {
  const curves = useMemo(() => curvesOf(spec, run, past, axis), [spec, run, past, axis])
  return (
    <CurveFigure
      title={t(spec.title)}
      subtitle={t(spec.subtitle)}
      over={t(X_AXIS_NAMES[axis])}
      large={spec.id === 'accuracy'}
      curves={curves}
      x={reach}
      y={endsOf(spec, curves)}
      formatX={formatAmount}
      formatY={spec.format}
      mark={mark}
      cursor={cursor}
      onCursor={onCursor}
    />
  )
})

/** Steps reach to the run's planned end from the start; what nobody can know beforehand grows in round steps. */
function reachOf(axis: XAxis, planned: number, runs: readonly LearningRun[]): Domain {
  const ends = runs.flatMap(({ reports }) => reports.slice(-1).map((report) => xOf(axis, report)))
  const furthest = Math.max(0, ...ends)
  if (axis !== 'steps') return [0, roundUp(furthest)]
  return [0, furthest <= planned ? planned : roundUp(furthest)]
}

/** Where the weights stand, if the curves go further. */
function markOf({ reports }: LearningRun, at: number, axis: XAxis): number | null {
  const last = reports.at(-1)
  if (!last || at >= last.step) return null
  const report = reports.find(({ step }) => step === at)
  return report ? xOf(axis, report) : 0
}
