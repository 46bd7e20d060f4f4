/** @file The waterfall taken away: the bars as they are drawn, and the numbers of their table in full. */
import { divergenceUnit } from '../../charts/divergence-unit.ts'
import { divergenceById } from '../../divergence/registry.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { visibleText } from '../../store/export/table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { useSettings } from '../../store/hooks.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import type { Contribution } from './shares.ts'

export interface TakeWaterfallProps {
  readonly tokens: readonly RolloutToken[]
  readonly contributions: readonly Contribution[]
}

export function TakeWaterfall({ tokens, contributions }: TakeWaterfallProps) {
  const { divergence, units, clip, teacherGate, studentTop, prefix } = useSettings()
  const take = useChartExport(() => {
    const unit = divergenceUnit(divergence, units)
    const suffix = unit ? `, ${unit}` : ''
    return {
      name: 'pivot-waterfall',
      title: `${t('Pivot waterfall')}: ${t(divergenceById(divergence).shortName)}${suffix}`,
      notes: [
        t(
          'Thresholds: clip {clip}, teacher’s entropy above {gate} nats, highest {share} % of student entropies, first {prefix} tokens.',
          {
            clip: clip === 0 ? t('none') : `${clip} ${divergenceUnit(divergence, 'nats') ?? ''}`.trim(),
            gate: teacherGate,
            share: studentTop * 100,
            prefix: prefix === 0 ? tokens.length : prefix,
          },
        ),
      ],
      table: {
        header: ['token', 'position', `value${suffix}`, `counts as${suffix}`, 'share', 'summed share'],
        rows: contributions.map(({ index, value, kept, share, cumulative }) => [
          ...[visibleText(tokens[index]?.text ?? ''), index + 1, value, kept, share, cumulative],
        ]),
      },
    }
  })
  return <TakeAway chart={t('Pivot waterfall')} {...take} />
}
