/** @file The token simplex taken away: the triangle as it is drawn, its points and the lines that lead from them. */
import type { TernaryLine, TernaryShares } from '../../charts/ternary-chart.tsx'
import { t } from '../../i18n/words.ts'
import { visibleText } from '../../store/export/table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import type { Trio } from './corners.ts'

export interface TakeSimplexProps {
  readonly trio: Trio
  readonly teacher: TernaryShares
  readonly student: TernaryShares
  /** Where the student was dragged. */
  readonly here: TernaryShares
  readonly lines: readonly TernaryLine[]
}

export function TakeSimplex({ trio, teacher, student, here, lines }: TakeSimplexProps) {
  const take = useChartExport(() => ({
    name: 'token-simplex',
    title: t('Token simplex'),
    notes: [
      t(
        'Triangle: the teacher. Small ring: the real student. Ring: where it was dragged. Shares among the three tokens; all others keep their mass.',
      ),
    ],
    table: {
      header: ['series', 'point', ...trio.map(({ text }) => `share of ${visibleText(text)}`)],
      rows: [
        ['teacher', 0, ...teacher],
        ['student', 0, ...student],
        ['dragged', 0, ...here],
        ...lines.flatMap(({ id, points }) => points.map((shares, i) => [id, i, ...shares])),
      ],
    },
  }))
  return <TakeAway chart={t('Token simplex')} {...take} />
}
