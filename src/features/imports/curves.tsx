/** @file The curves of an imported run, each with the page's own run laid over it. */
import { memo, useMemo, useState } from 'react'
import type { Curve, CurvePoint } from '../../charts/curve.ts'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount, formatNumber } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { PlotGroup } from '../../charts/plots/plot-group.tsx'
import { ZoomStrip } from '../../charts/plots/zoom-strip.tsx'
import { t } from '../../i18n/words.ts'
import { MEAN_REWARD } from '../../imports/run-index.ts'
import { useAppState } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { ownCurve } from './own-run.ts'
import type { ImportedRun } from './state.ts'

export interface RunCurvesProps {
  readonly run: ImportedRun
}

/** What one looks at first, by name. */
const FIRST = [/^mean reward of/, /(^|[/_])loss$/, /kl/i, /entropy/i, /length/i, /reward|score/i, /grad_?norm/i]
const SHOWN = 4

function firstOf(names: readonly string[]): readonly string[] {
  const liked = FIRST.flatMap((form) => names.find((name) => form.test(name)) ?? [])
  return [...new Set([...liked, ...names])].slice(0, SHOWN)
}

export function RunCurves({ run }: RunCurvesProps) {
  const metrics = useMemo(() => run.index.metrics(), [run])
  const names = [...metrics.keys()]
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const shown = (chosen ?? firstOf(names)).filter((name) => metrics.has(name))
  const rest = names.filter((name) => !shown.includes(name)).sort((a, b) => a.localeCompare(b, 'en'))
  const end = Math.max(0, ...shown.flatMap((name) => metrics.get(name)?.at(-1)?.x ?? []))
  const reach = useMemo((): Domain => [0, roundUp(end)], [end])
  const longest = longestOf(shown.map((name) => metrics.get(name) ?? []))
  if (names.length === 0) return null
  return (
    <section aria-labelledby="imports-curves">
      <h3 id="imports-curves" className="heading">
        {t('Curves')}
      </h3>
      <PlotGroup of="steps">
        <div className="imports-curves">
          {shown.map((name, i) => (
            <div key={name} className="imports-curve">
              <MetricFigure
                name={name}
                points={metrics.get(name) ?? []}
                brokenFrom={run.index.brokenFrom.get(name) ?? null}
                reach={reach}
                first={i === 0}
              />
              <IconButton
                icon="cross"
                label={t('Leave out {metric}', { metric: name })}
                onPress={() => setChosen(shown.filter((other) => other !== name))}
              />
            </div>
          ))}
        </div>
        {longest && <ZoomStrip curve={longest} over={t('step')} format={formatAmount} />}
      </PlotGroup>
      {rest.length > 0 && (
        <label className="imports-add">
          {t('Another curve')}
          <select value="" onChange={({ target }) => setChosen([...shown, target.value])}>
            <option value="">{t('choose one of {n}', { n: rest.length })}</option>
            {rest.map((name) => (
              <option key={name} value={name} lang="en">
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  )
}

/** The curve that has a point wherever one of the others may have one: a stretch begins and ends there. */
function longestOf(all: readonly (readonly CurvePoint[])[]): Curve | null {
  const points = all.reduce<readonly CurvePoint[]>((most, each) => (each.length > most.length ? each : most), [])
  return points.length > 0 ? { id: 'longest', label: '', tone: 'ink', dash: 0, points } : null
}

interface MetricFigureProps {
  readonly name: string
  readonly points: readonly CurvePoint[]
  /** The first step at which it was NaN or infinite. */
  readonly brokenFrom: number | null
  readonly reach: Domain
  readonly first: boolean
}

const MetricFigure = memo(function MetricFigure({ name, points, brokenFrom, reach, first }: MetricFigureProps) {
  const run = useAppState((state) => state.training.run)
  const own = useMemo(() => ownCurve(name, run), [name, run])
  const curves = useMemo((): readonly Curve[] => {
    const imported: Curve = { id: 'imported', label: t('imported'), tone: 'ink', dash: 0, points }
    if (!own) return [imported]
    const ours: Curve = { id: 'own', label: t('this page’s run'), tone: 'student', dash: 1, points: own.points }
    return [imported, ours]
  }, [points, own])
  return (
    <CurveFigure
      title={name === MEAN_REWARD ? t('Mean reward of the rollouts') : name}
      subtitle={
        brokenFrom !== null
          ? t('imported; NaN or infinite, the first time at step {step}', { step: brokenFrom })
          : own
            ? t('imported, and {measure} of the run on this page', { measure: t(own.label) })
            : t('imported')
      }
      over={t('step')}
      curves={curves}
      stop={first}
      x={reach}
      y={null}
      logs
      formatX={formatAmount}
      formatY={formatNumber}
    />
  )
})
