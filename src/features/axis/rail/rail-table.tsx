/** @file The strips as a table, for those who read rather than look. */
import { useState } from 'react'
import { formatNumber, tokenName } from '../../../charts/format.ts'
import type { RolloutToken } from '../../../engine/types.ts'
import { useAct } from '../../../store/hooks.ts'
import { t } from '../../../words/words.ts'
import type { Strip } from './strips.ts'

export interface RailTableProps {
  readonly tokens: readonly RolloutToken[]
  readonly strips: readonly Strip[]
}

export function RailTable({ tokens, strips }: RailTableProps) {
  const act = useAct()
  const [open, setOpen] = useState(false)
  return (
    <details className="axis-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('The strips as a table')}</summary>
      {open && (
        <div className="axis-table-scroller">
          <table className="numeric">
            <thead>
              <tr>
                <th scope="col">#</th>
                <th scope="col">{t('token')}</th>
                {strips.map(({ id, name, unit }) => (
                  <th key={id} scope="col">
                    {unit ? `${t(name)}, ${unit}` : t(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {numbered(tokens).map(({ place, text }, i) => (
                <tr key={place}>
                  <td>{place}</td>
                  <th scope="row">
                    <button type="button" className="rail-token" onClick={() => act('togglePin', i)}>
                      {tokenName(text)}
                    </button>
                  </th>
                  {strips.map(({ id, values }) => (
                    <td key={id}>{values[i] == null ? '–' : formatNumber(values[i])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}

/** A token's identity is its place. */
function numbered(tokens: readonly RolloutToken[]): readonly { readonly place: number; readonly text: string }[] {
  return tokens.map(({ text }, i) => ({ place: i + 1, text }))
}
