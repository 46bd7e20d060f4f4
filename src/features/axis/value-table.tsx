/** @file Rows of numbers on the token axis as a table, for those who read rather than look. */
import { useState } from 'react'
import { formatSigned, tokenName } from '../../charts/format.ts'
import type { RolloutToken } from '../../engine/types.ts'
import { useAct } from '../../store/hooks.ts'
import { t } from '../../words/words.ts'

export interface ValueColumn {
  readonly id: string
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface ValueTableProps {
  readonly title: string
  readonly tokens: readonly RolloutToken[]
  readonly columns: readonly ValueColumn[]
}

export function ValueTable({ title, tokens, columns }: ValueTableProps) {
  const act = useAct()
  const [open, setOpen] = useState(false)
  return (
    <details className="axis-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="axis-table-scroller" aria-label={title} tabIndex={0}>
          <table className="numeric">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{t('token')}</th>
                {columns.map(({ id, name }) => (
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
                    <button type="button" className="axis-token" onClick={() => act('togglePin', i)}>
                      {tokenName(text)}
                    </button>
                  </th>
                  {columns.map(({ id, values }) => (
                    <td key={id}>{values[i] == null ? '–' : formatSigned(values[i])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  )
}

/** A token's identity is its place. */
function numbered(tokens: readonly RolloutToken[]): readonly { readonly place: number; readonly text: string }[] {
  return tokens.map(({ text }, i) => ({ place: i + 1, text }))
}
