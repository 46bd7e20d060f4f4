/** @file Rows of numbers on the token axis as a table: a line a token, and a press pins it. */
import { formatSigned, tokenName } from '../../charts/format.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { useAct } from '../../store/hooks.ts'
import { FoldedTable } from '../../ui/folded-table.tsx'
import { t } from '../../words/words.ts'

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
}

export function ValueTable({ title, label, tokens, columns }: ValueTableProps) {
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
                <button type="button" onClick={() => act('togglePin', i)}>
                  {tokenName(text)}
                </button>
              </th>
              {shown.map(({ id, values, write = formatSigned }) => (
                <td key={id}>{values[i] == null ? '–' : write(values[i])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </>
    )
  }
  return (
    <FoldedTable title={title} label={label}>
      {rows}
    </FoldedTable>
  )
}

/** A token's identity is its place. */
function numbered(tokens: readonly RolloutToken[]): readonly { readonly place: number; readonly text: string }[] {
  return tokens.map(({ text }, i) => ({ place: i + 1, text }))
}
