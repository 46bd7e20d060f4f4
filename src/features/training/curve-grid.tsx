/** @file The charts of the run that learns, as small multiples over one x axis: fetched when there is something to draw. */
import { memo, useMemo } from 'react'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { PlotGroup } from '../../charts/plots/plot-group.tsx'
import { ZoomStrip } from '../../charts/plots/zoom-strip.tsx'
import { t } from '../../i18n/words.ts'
import { X_AXIS_NAMES, type XAxis, xOf } from '../../settings/x-axis.ts'
import { useAppState } from '../../store/hooks.ts'
import { CHARTS, type ChartSpec, curvesOf } from './charts.ts'
import type { LearningRun } from './state.ts'

const LOSS = CHARTS.find(({ id }) => id === 'loss') ?? CHARTS[0]

export function CurveGrid() {
  const axis = useAppState((state) => state.settings.xAxis)
  const steps = useAppState((state) => state.settings.steps)
  const run = useAppState((state) => state.training.run)
  const past = useAppState((state) => state.training.past)
  const at = useAppState((state) => state.training.at)
  const reach = useMemo(() => reachOf(axis, steps, run ? [run, ...past] : past), [axis, steps, run, past])
  return (
    <PlotGroup of={axis}>
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
          />
        ))}
        <Strip run={run} axis={axis} />
      </div>
    </PlotGroup>
  )
}

/** The loss has a point a step: it shows the whole of a long run. */
const Strip = memo(function Strip({ run, axis }: { readonly run: LearningRun | null; readonly axis: XAxis }) {
  const curve = useMemo(() => curvesOf(LOSS, run, [], axis)[0], [run, axis])
  return curve ? <ZoomStrip curve={curve} over={t(X_AXIS_NAMES[axis])} format={formatAmount} /> : null
})

interface ChartProps {
  readonly spec: ChartSpec
  readonly run: LearningRun | null
  readonly past: readonly LearningRun[]
  readonly axis: XAxis
  readonly reach: Domain
  readonly mark: number | null
}

const Chart = memo(function Chart({ spec, run, past, axis, reach, mark }: ChartProps) {
  const curves = useMemo(() => curvesOf(spec, run, past, axis), [spec, run, past, axis])
  return (
    <CurveFigure
      title={t(spec.title)}
      subtitle={t(spec.subtitle)}
      over={t(X_AXIS_NAMES[axis])}
      large={spec.id === 'accuracy'}
      curves={curves}
      x={reach}
      y={spec.ends}
      logs={spec.ends === null}
      formatX={formatAmount}
      formatY={spec.format}
      mark={mark}
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
