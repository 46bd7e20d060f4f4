/** @file The tree of branches taken away: as it is drawn, and its numbers in full. */
import { inUnit } from '../../charts/format.ts'
import { t } from '../../i18n/words.ts'
import { visibleText } from '../../store/export/table.ts'
import { useChartExport } from '../../store/export/use-export.ts'
import { totalGap } from '../../store/gap-summary.ts'
import { useAppState, useSettings } from '../../store/hooks.ts'
import { branchesOf } from '../../store/rollout-tree.ts'
import { viewOf } from '../../store/scoring.ts'
import { TakeAway } from '../../ui/take-away.tsx'
import { meanGap } from './credit-of.ts'

export function TakeFork() {
  const rollout = useAppState((state) => state.rollout)
  const past = useAppState((state) => state.past)
  const future = useAppState((state) => state.future)
  const settings = useSettings()
  const take = useChartExport(() => {
    const { units } = settings
    const said = (nats: number): number => inUnit(nats, units)
    return {
      name: 'fork',
      title: t('Fork'),
      notes: [t('Gaps are means of log p_T − log p_S over the student’s tokens, {unit}.', { unit: units })],
      table: {
        header: [
          ...['branch', 'depth', 'forced token', 'instead of', 'at position', 'seed', 'verdict'],
          ...[`mean gap, ${units}`, `mean gap after the fork, ${units}`, `total gap, ${units}`, 'tokens'],
        ],
        rows: branchesOf({ rollout, past, future }).map(({ run: branch, depth }) => {
          const { fork, result, sampling, tokens } = branch
          const score = viewOf({ rollout: branch, settings }).shown
          return [
            ...[branch.id, depth, fork ? visibleText(fork.token.text) : null],
            ...[fork ? visibleText(fork.instead.text) : null, fork ? fork.index + 1 : null],
            ...[sampling.seed, result?.verdict.status ?? null],
            ...(score ? [said(meanGap(score, tokens))] : [null]),
            ...(score && fork ? [said(meanGap(score, tokens, fork.index + 1))] : [null]),
            ...(score ? [said(totalGap(score, tokens))] : [null]),
            tokens.length,
          ]
        }),
      },
    }
  })
  return <TakeAway chart={t('Fork')} {...take} />
}
