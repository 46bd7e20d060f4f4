/** @file Rows of numbers on the token axis as a table: a line a token. A press on a token pins it, on a number shows its receipt. */
import { formatSigned, tokenName } from '../../charts/format.ts'
import { ActionWord } from '../../controls/buttons.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useAct } from '../../store/hooks.ts'
import type { ReceiptRequest } from '../../store/provenance/provenance.ts'
import { FoldedTable } from '../../ui/folded-table.tsx'
import { numberCell } from '../../ui/number-grid.tsx'

export interface ValueColumn {
  readonly id: string
  readonly name: string
  readonly values: readonly (number | null | undefined)[]
  /** Default: with its sign. */
  readonly write?: (value: number) => string
}

export interface ValueTableProps {
  readonly title: string
  readonly label?: string
  readonly tokens: readonly RolloutToken[]
  /** Asked for only while the table is open. */
  readonly columns: () => readonly ValueColumn[]
  /** The receipt of a column's number at a token, or null where there is none. Asked for when one is pressed. */
  readonly askOf: (column: number, token: number) => ReceiptRequest | null
}

export function ValueTable({ title, label, tokens, columns, askOf }: ValueTableProps) {
  const act = useAct()
  const rows = () => {
    const shown = columns()
    return (
      <>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t('token')}</th>
            {shown.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbered(tokens).map(({ place, text }, i) => (
            <tr key={place}>
              <td>{place}</td>
              <th scope="row">
                <ActionWord name="togglePin" argument={i}>
                  {tokenName(text)}
                </ActionWord>
              </th>
              {shown.map(({ id, name, values, write = formatSigned }, column) => {
                const value = values[i]
                if (value == null || Number.isNaN(value)) return <td key={id}>–</td>
                return (
                  <td key={id} {...numberCell(i, column, write(value), name + t(', token {index}', { index: place }))}>
                    {write(value)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </>
    )
  }
  const open = (token: number, column: number): void => {
    const ask = askOf(column, token)
    if (ask) act('openReceipt', ask)
  }
  return (
    <FoldedTable title={title} label={label} onOpen={open}>
      {rows}
    </FoldedTable>
  )
}

/** A token's identity is its place. */
function numbered(tokens: readonly RolloutToken[]): readonly { readonly place: number; readonly text: string }[] {
  return tokens.map(({ text }, i) => ({ place: i + 1, text }))
}
