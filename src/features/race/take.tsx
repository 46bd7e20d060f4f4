/** @file A race taken away: its curves as they are drawn, and every point of every lane. */

import { t } from '../../i18n/words.ts'
import type { Race } from '../../methods/race.ts'
import { X_AXIS_NAMES, type XAxis } from '../../settings/x-axis.ts'
import { curvesTable } from '../../store/export/curves-table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { gapCurves, RACE_CHARTS, raceCurves, turnCurves } from './charts.ts'
import type { LaneProgress } from './state.ts'

export interface TakeRaceProps {
  readonly race: Race
  readonly lanes: readonly LaneProgress[]
  readonly axis: XAxis
}

export function TakeRace({ race, lanes, axis }: TakeRaceProps) {
  const take = useChartExport(() => ({
    name: `race-${race.id}`,
    title: `${t('Race')}: ${t(race.name)}`,
    toy: true,
    notes: [
      t('Seeds {seeds}; equal in {budget}; {steps} steps of {rollouts} rollouts. Bands: the range over seeds.', {
        ...{ seeds: race.seeds.join(', '), budget: t(X_AXIS_NAMES[race.budget]) },
        ...{ steps: race.steps, rollouts: race.rolloutsPerStep },
      }),
    ],
    table: curvesTable(
      [
        ...RACE_CHARTS.map((chart) => ({
          chart: `${chart.title}, ${chart.subtitle}`,
          curves: raceCurves(chart, race, lanes, axis),
        })),
        { chart: 'Compounding error, nats by position', curves: gapCurves(race, lanes) },
        { chart: 'Wrong turns on its own, by turn', curves: turnCurves(race, lanes, 'own') },
        { chart: 'Wrong turns, led, by turn', curves: turnCurves(race, lanes, 'led') },
      ],
      `${X_AXIS_NAMES[axis]} or position`,
    ),
  }))
  return <TakeAway chart={t('Race')} {...take} />
}
