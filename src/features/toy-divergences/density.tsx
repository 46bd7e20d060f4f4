/** @file The line: the teacher, every student at this step, and under it the integrand of one divergence on the same axis. */
import { useMemo } from 'react'
import type { Curve, CurvePoint } from '../../charts/curve.ts'
import { divergenceInUnit, formatDivergence } from '../../charts/divergence-unit.ts'
import { type Domain, valueDomain } from '../../charts/domain.ts'
import { formatNumber, type Unit } from '../../charts/format.ts'
import { DensityPlot } from '../../charts/plots/density-plot.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import {
  GRID,
  gaussianLogits,
  mixtureLogits,
  momentsOf,
  probabilities,
  REACH,
  SPACING,
} from '../../divergence/toy/density.ts'
import { type DescentLane, evaluateLane, type Goal } from '../../divergence/toy/descent.ts'
import { startOf, studentLogits } from '../../divergence/toy/student.ts'
import { t } from '../../i18n/words.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { goalOf } from './descent.ts'
import { Handles } from './handles.tsx'
import { densityDomain, densityPoints, laneCurve, lookOf } from './lanes.ts'
import { useDescent } from './use-descent.ts'

export function Densities() {
  const teacher = useAppState((state) => state.settings.toyTeacher)
  const start = useAppState((state) => state.settings.toyStart)
  const lanes = useDescent((state) => state.lanes)
  const hill = useMemo(() => densityPoints(mixtureLogits(teacher)), [teacher])
  const origin = useMemo<Curve>(
    () => ({
      id: 'start',
      label: t('start'),
      tone: 'ink',
      dash: 2,
      tag: t('start'),
      points: densityPoints(gaussianLogits(start)),
    }),
    [start],
  )
  const y = densityDomain(teacher, start)
  return (
    <figure className="bench-figure tall" data-figure data-glance>
      <figcaption>
        <b>{t('Densities')}</b>{' '}
        <small>
          {t(
            'the teacher is the hill: drag its peaks, flanks and feet; the dotted curve is where every student starts',
          )}
        </small>
      </figcaption>
      <DensityPlot
        summary={`${t('Densities. The teacher: {moments}.', { moments: momentsText(mixtureLogits(teacher)) })} ${lanes.map(laneText).join(' ')}`}
        areas={[{ id: 'teacher', tone: 'teacher', kind: 'density', points: hill }]}
        curves={[origin, ...lanes.map(laneCurve)]}
        x={REACH}
        y={y}
        over={t('place on the line')}
        sync="bench"
        format={formatNumber}
        named
      >
        <Handles ceiling={y[1]} />
      </DensityPlot>
    </figure>
  )
}

const laneText = ({ id, student }: DescentLane): string =>
  `${t(divergenceById(id).shortName)}: ${momentsText(studentLogits(student))}.`

function momentsText(logits: Float64Array): string {
  const { mean, variance } = momentsOf(probabilities(logits))
  return t('mean {mean}, deviation {deviation}', {
    mean: formatNumber(mean),
    deviation: formatNumber(Math.sqrt(variance)),
  })
}

export interface IntegrandProps {
  readonly id: string
}

/** Where the divergence comes from: what every place on the line adds to it. */
export function Integrand({ id }: IntegrandProps) {
  const settings = useSettings()
  const units = settings.units
  const lane = useDescent((state) => state.lanes.find((each) => each.id === id))
  const goal = goalOf(settings, id)
  const { toyStudent, toyStart } = settings
  const { teacherLogits, params } = goal
  const first = useMemo(
    () => integrandOf({ id, student: startOf(toyStudent, toyStart) }, { teacherLogits, params }, units),
    [id, toyStudent, toyStart, teacherLogits, params, units],
  )
  if (!lane) return null
  const { value, points } = integrandOf(lane, goal, units)
  const name = t(divergenceById(id).shortName)
  const y: Domain = valueDomain([...first.points, ...points].map((point) => point.y))
  const written = formatDivergence(id, value, units)
  return (
    <figure className="bench-figure" data-figure>
      <figcaption>
        <b>{t('Integrand of {name}', { name })}</b>{' '}
        <small>
          {t('what each place on the line adds per unit of length; the area is the divergence:')}{' '}
          <b className="numeric">{written}</b>
        </small>
      </figcaption>
      <DensityPlot
        summary={t('Integrand of {name}; it sums to {value}.', { name, value: written })}
        areas={[{ id, tone: lookOf(id).tone, kind: 'contribution', points }]}
        curves={[{ id, label: name, tone: lookOf(id).tone, dash: 0, points }]}
        x={REACH}
        y={y}
        over={t('place on the line')}
        sync="bench"
        format={formatNumber}
      />
    </figure>
  )
}

function integrandOf(lane: Pick<DescentLane, 'id' | 'student'>, goal: Goal, unit: Unit) {
  const { value, perEntry } = evaluateLane(lane, goal)
  const points: readonly CurvePoint[] = GRID.map((x, i) => ({
    x,
    y: divergenceInUnit(lane.id, (perEntry[i] ?? 0) / SPACING, unit),
  }))
  return { value, points }
}
