/** @file The bars as a table: the keyboard's way to each of them. */
import { divergenceInUnit } from '../../charts/divergence-unit.ts'
import { formatNumber, formatShare, tokenName } from '../../charts/format.ts'
import { ActionWord } from '../../controls/buttons.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { mark, t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { stripValueReceipt } from '../../store/provenance/rank-provenance.ts'
import { viewOf } from '../../store/scoring.ts'
import { FoldedTable } from '../../ui/folded-table.tsx'
import { numberCell } from '../../ui/number-grid.tsx'
import { lossReceipt, thresholdsOf } from './provenance.ts'
import type { Contribution } from './shares.ts'

export interface WaterfallTableProps {
  readonly tokens: readonly RolloutToken[]
  readonly contributions: readonly Contribution[]
  /** Of the values, or null where they have none. */
  readonly unit: string | null
}

const COLUMNS = [
  { id: 'value', name: mark('value'), measured: true, write: formatNumber },
  { id: 'kept', name: mark('counts as'), measured: true, write: formatNumber },
  { id: 'massKept', name: mark('gradient'), measured: false, write: formatNumber },
  { id: 'share', name: mark('share'), measured: false, write: formatShare },
  { id: 'cumulative', name: mark('summed'), measured: false, write: formatShare },
] as const

export function WaterfallTable({ tokens, contributions, unit }: WaterfallTableProps) {
  const act = useAct()
  const settings = useSettings()
  const reading = useAppState((state) => (viewOf(state).context === null ? 'without' : 'with'))
  const open = (row: number, column: number): void => {
    const found = contributions[row]
    const of = COLUMNS[column]?.id
    if (!found || !of) return
    const { divergence, units } = settings
    // Receipts speak nats; a divergence without a unit has none to change.
    const one = divergenceInUnit(divergence, 1, units)
    const numbers = {
      ...{ divergence, token: found.index, place: row + 1, thresholds: thresholdsOf(settings) },
      ...{ value: found.value / one, kept: found.kept / one, massKept: found.massKept },
      ...{ share: found.share, cumulative: found.cumulative, allKept: contributions.map(({ kept }) => kept / one) },
    }
    const ask =
      of === 'value'
        ? stripValueReceipt(divergence, found.index, numbers.value, settings, reading)
        : lossReceipt(of, numbers, reading)
    act('openReceipt', ask)
  }
  return (
    <FoldedTable title={t('The bars as a table')} onOpen={open}>
      {() => (
        <>
          <thead>
            <tr>
              <th scope="col">{t('token')}</th>
              <th scope="col">{t('place')}</th>
              {COLUMNS.map(({ id, name, measured }) => (
                <th key={id} scope="col">
                  {measured && unit ? `${t(name)}, ${unit}` : t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {contributions.map((contribution, row) => {
              const { index } = contribution
              return (
                <tr key={index}>
                  <th scope="row">
                    <ActionWord name="togglePin" argument={index}>
                      {tokenName(tokens[index]?.text ?? '')}
                    </ActionWord>
                  </th>
                  <td>{index + 1}</td>
                  {COLUMNS.map(({ id, name, write }, column) => {
                    const text = write(contribution[id])
                    const of = t(name) + t(', token {index}', { index: index + 1 })
                    return (
                      <td key={id} {...(text === '–' ? {} : numberCell(row, column, text, of))}>
                        {text}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </>
      )}
    </FoldedTable>
  )
}
