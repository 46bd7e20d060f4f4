/** @file The bench taken away: densities, integrand and values as they stand at this step, and the numbers behind them. */
import { divergenceInUnit, divergenceUnit } from '../../charts/divergence-unit.ts'
import { divergenceById } from '../../divergence/registry.ts'
import { GRID, gaussianLogits, mixtureLogits, SPACING } from '../../divergence/toy/density.ts'
import { evaluateLane } from '../../divergence/toy/descent.ts'
import { t } from '../../i18n/words.ts'
import { curvesTable } from '../../store/export/curves-table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useSettings } from '../../store/hooks.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { goalOf } from './descent.ts'
import { densityPoints, laneCurve } from './lanes.ts'
import { useDescent } from './use-descent.ts'

/** `selected`: whose integrand is drawn. */
export function TakeToyDivergences({ selected }: { readonly selected: string }) {
  const settings = useSettings()
  const lanes = useDescent((state) => state.lanes)
  const step = useDescent((state) => state.step)
  const take = useChartExport(() => {
    const { toyTeacher, toyStart, units } = settings
    const lane = lanes.find(({ id }) => id === selected)
    const perEntry = lane ? evaluateLane(lane, goalOf(settings, selected)).perEntry : []
    const integrand = GRID.map((x, i) => ({ x, y: divergenceInUnit(selected, (perEntry[i] ?? 0) / SPACING, units) }))
    const modes = toyTeacher.map(({ mean, width, weight }) => `${weight} · N(${mean}, ${width}²)`).join(' + ')
    return {
      name: 'divergence-bench',
      title: t('Divergence bench'),
      toy: true,
      notes: [
        t('Teacher: {teacher}; every student starts from N({mean}, {width}²); step {step} of gradient descent.', {
          ...{ teacher: modes, mean: toyStart.mean, width: toyStart.width, step },
        }),
        t('Students: {names}. Integrand: {divergence}, {direction}.', {
          names: lanes.map(({ id }) => t(divergenceById(id).shortName)).join(', '),
          divergence: t(divergenceById(selected).shortName),
          direction: divergenceById(selected).direction,
        }),
      ],
      table: curvesTable(
        [
          {
            chart: 'density',
            curves: [
              { id: 'teacher', points: densityPoints(mixtureLogits(toyTeacher)) },
              { id: 'start', points: densityPoints(gaussianLogits(toyStart)) },
              ...lanes.map(laneCurve),
            ],
          },
          {
            chart: `integrand, ${divergenceUnit(selected, units) ?? 'no unit'} per unit of length`,
            curves: lane ? [{ id: selected, points: integrand }] : [],
          },
          ...lanes.map(({ id, values }) => ({
            chart: `value over steps, ${divergenceUnit(id, units) ?? 'no unit'}`,
            curves: [{ id, points: values.map((value, x) => ({ x, y: divergenceInUnit(id, value, units) })) }],
          })),
        ],
        'x or step',
      ),
    }
  })
  return <TakeAway chart={t('Divergence bench')} {...take} />
}
