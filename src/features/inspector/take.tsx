/** @file A token's details taken away: bars, pulls and the next step as they are drawn, and each entry's numbers in full. */

import { divergenceUnit } from '../../charts/divergence-unit.ts'
import type { PullRow } from '../../charts/entry-pulls.tsx'
import { tokenName } from '../../charts/format.ts'
import type { MirroredBarsProps } from '../../charts/mirrored-bars.tsx'
import { divergenceById } from '../../divergence/registry.ts'
import { t } from '../../i18n/words.ts'
import { visibleText } from '../../store/export/table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useAppState } from '../../store/hooks.ts'
import { TakeAway } from '../../ui/take-away.tsx'

export interface TakeTokenProps {
  readonly index: number
  readonly text: string
  readonly bars: MirroredBarsProps | null
  readonly pulls: readonly PullRow[]
}

export function TakeToken({ index, text, bars, pulls }: TakeTokenProps) {
  const divergence = useAppState((state) => state.settings.divergence)
  const units = useAppState((state) => state.settings.units)
  const take = useChartExport(() => {
    const unit = divergenceUnit(divergence, units)
    const of = `${divergenceById(divergence).shortName}${unit ? `, ${unit}` : ''}`
    const entries = bars ? [...bars.entries, { id: null, text: 'others', chosen: false, ...bars.tail }] : []
    return {
      name: `token-${index + 1}`,
      title: t('Token {index}, {token}', { index: index + 1, token: tokenName(text) }),
      notes: [
        t(
          'Bars: probability of each entry, student to the left, teacher to the right. Dashes: predicted after one step.',
        ),
      ],
      table: {
        header: [
          ...['entry', 'token', 'written', 'p student', 'p teacher without note', 'p teacher with note'],
          ...['p student predicted after a step', 'p student after the step'],
          ...[`contribution without note to ${of}`, 'd/d logit without note'],
          ...[`contribution with note to ${of}`, 'd/d logit with note'],
        ],
        rows: entries.map((entry) => {
          const pull = pulls.find(({ id }) => id === entry.id)
          const next = 'next' in entry ? entry.next : undefined
          return [
            ...[entry.id, entry.id === null ? 'others' : visibleText(entry.text), entry.chosen ? 1 : 0],
            ...[entry.student, entry.teacher, entry.told, next?.predicted ?? null, next?.actual ?? null],
            ...[pull?.without?.contribution ?? null, pull?.without?.gradient ?? null],
            ...[pull?.told?.contribution ?? null, pull?.told?.gradient ?? null],
          ]
        }),
      },
    }
  })
  return <TakeAway chart={t('Token details')} {...take} />
}
