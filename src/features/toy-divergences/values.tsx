/** @file Every divergence over its own descent, in its own unit. */
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { type Domain, roundUp } from '../../charts/domain.ts'
import { formatAmount, formatNumber, type Unit } from '../../charts/format.ts'
import { CurveFigure } from '../../charts/plots/curve-figure.tsx'
import { PlotGroup } from '../../charts/plots/plot-group.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import type { DescentLane } from '../../divergence/toy/descent.ts'
import { t } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { lookOf, valuePoints } from './lanes.ts'
import { useDescent } from './use-descent.ts'

/** The axis is as long as the first look lasts, then grows in round steps. */
const FIRST_STEPS = 200

export function Values() {
  const lanes = useDescent((state) => state.lanes)
  const step = useDescent((state) => state.step)
  const units = useAppState((state) => state.settings.units)
  const x: Domain = [0, step <= FIRST_STEPS ? FIRST_STEPS : roundUp(step)]
  return (
    <PlotGroup>
      <div className="bench-values">
        {lanes.map((lane, i) => (
          <Value key={lane.id} lane={lane} first={i === 0} x={x} unit={units} />
        ))}
      </div>
    </PlotGroup>
  )
}

function Value({
  lane: { id, values },
  first,
  x,
  unit,
}: {
  readonly lane: DescentLane
  readonly first: boolean
  readonly x: Domain
  readonly unit: Unit
}) {
  const points = valuePoints(values).map((point) => ({ x: point.x, y: divergenceInUnit(id, point.y, unit) }))
  return (
    <CurveFigure
      title={t(divergenceById(id).shortName)}
      subtitle={divergenceUnit(id, unit) ?? ''}
      over={t('steps')}
      curves={[{ id, label: t('now'), ...lookOf(id), points }]}
      x={x}
      y={null}
      logs
      stop={first}
      formatX={formatAmount}
      formatY={formatNumber}
    />
  )
}
