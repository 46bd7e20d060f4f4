/** @file The bars as a table: the keyboard's way to each of them. */
import { formatNumber, formatShare, tokenName } from '../../charts/format.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { useAct } from '../../store/hooks.ts'
import { FoldedTable } from '../../ui/folded-table.tsx'
import { t } from '../../words/words.ts'
import type { Contribution } from './shares.ts'

export interface WaterfallTableProps {
  readonly tokens: readonly RolloutToken[]
  readonly contributions: readonly Contribution[]
  /** Of the values, or null where they have none. */
  readonly unit: string | null
}

export function WaterfallTable({ tokens, contributions, unit }: WaterfallTableProps) {
  const act = useAct()
  const suffix = unit ? `, ${unit}` : ''
  return (
    <FoldedTable title={t('The bars as a table')}>
      {() => (
        <>
          <thead>
            <tr>
              <th scope="col">{t('token')}</th>
              <th scope="col">{t('place')}</th>
              <th scope="col">{t('value') + suffix}</th>
              <th scope="col">{t('counts as') + suffix}</th>
              <th scope="col">{t('gradient')}</th>
              <th scope="col">{t('share')}</th>
              <th scope="col">{t('summed')}</th>
            </tr>
          </thead>
          <tbody>
            {contributions.map(({ index, value, kept, massKept, share, cumulative }) => (
              <tr key={index}>
                <th scope="row">
                  <button type="button" onClick={() => act('togglePin', index)}>
                    {tokenName(tokens[index]?.text ?? '')}
                  </button>
                </th>
                <td>{index + 1}</td>
                <td>{formatNumber(value)}</td>
                <td>{formatNumber(kept)}</td>
                <td>{formatNumber(massKept)}</td>
                <td>{formatShare(share)}</td>
                <td>{formatShare(cumulative)}</td>
              </tr>
            ))}
          </tbody>
        </>
      )}
    </FoldedTable>
  )
}
