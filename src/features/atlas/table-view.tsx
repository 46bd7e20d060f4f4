/** @file The table: every entry in a line, sorted by any column. */
import { useState } from 'react'
import { mark, t } from '../../i18n/words.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { SIGNS } from './badges.tsx'
import { CardWay } from './card-way.tsx'
import { EntryName } from './entry-name.tsx'
import { facetById } from './facets.ts'
import type { ViewProps } from './map-view.tsx'

interface Column {
  readonly id: string
  readonly title: string
  readonly of: (entry: AtlasEntry) => string
}

const named = (id: string) => (entry: AtlasEntry) =>
  facetById(id)
    .of(entry)
    .map((value) => t(facetById(id).label(value)))
    .join(', ')

const COLUMNS: readonly Column[] = [
  { id: 'name', title: mark('Name'), of: ({ name }) => name },
  { id: 'date', title: mark('Date'), of: ({ date }) => date?.replace('.', '-') ?? '' },
  { id: 'status', title: mark('In this playground'), of: named('status') },
  { id: 'c1', title: 'C1', of: ({ c1 }) => (c1 ? SIGNS[c1] : '') },
  { id: 'c2', title: 'C2', of: ({ c2 }) => (c2 ? SIGNS[c2] : '') },
  { id: 'teacher', title: mark('Teacher source'), of: named('teacher') },
  { id: 'signal', title: mark('Supervision signal'), of: named('signal') },
  { id: 'kind', title: mark('Kind'), of: named('kind') },
]

export function TableView({ entries, card }: ViewProps) {
  const [sorted, setSorted] = useState<{ readonly id: string; readonly down: boolean } | null>(null)
  const group = useRoving<HTMLTableElement>()
  const column = COLUMNS.find(({ id }) => id === sorted?.id)
  const rows = column
    ? entries.toSorted(
        (a, b) => (sorted?.down ? -1 : 1) * column.of(a).localeCompare(column.of(b), undefined, { numeric: true }),
      )
    : entries
  return (
    <div className="atlas-table">
      <table ref={group}>
        <caption className="visually-hidden">{t('All entries that fit')}</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ id, title }) => (
              <th
                key={id}
                scope="col"
                aria-sort={id === sorted?.id ? (sorted.down ? 'descending' : 'ascending') : undefined}
              >
                <button type="button" onClick={() => setSorted({ id, down: id === sorted?.id && !sorted.down })}>
                  {t(title)}
                  <span aria-hidden="true">{id === sorted?.id ? (sorted.down ? ' ↓' : ' ↑') : ''}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">
                <CardWay id={entry.id} open={entry.id === card}>
                  <EntryName entry={entry} />
                </CardWay>
              </th>
              {COLUMNS.slice(1).map(({ id, of }) => (
                <td key={id} className={id === 'date' ? 'numeric' : undefined}>
                  {of(entry)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
