/** @file The timeline: month by month, who came when. */
import { useMemo } from 'react'
import { t } from '../../i18n/words.ts'
import { statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { StatusSign } from './badges.tsx'
import { CardWay } from './card-way.tsx'
import { EntryName } from './entry-name.tsx'
import type { ViewProps } from './map-view.tsx'

export function TimelineView({ entries, card }: ViewProps) {
  const group = useRoving<HTMLOListElement>()
  const months = useMemo(() => byMonth(entries), [entries])
  return (
    <ol className="atlas-timeline" aria-label={t('Timeline')} ref={group}>
      {months.map(([month, some]) => (
        <li key={month}>
          <span className="atlas-month numeric">{month === '' ? t('date not known') : month.replace('.', '-')}</span>
          <span className="atlas-month-entries">
            {some.map((entry) => (
              <CardWay key={entry.id} id={entry.id} open={entry.id === card}>
                <StatusSign status={statusOf(entry)} /> <EntryName entry={entry} />
              </CardWay>
            ))}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** The latest first; what has no date last. */
function byMonth(entries: readonly AtlasEntry[]): readonly (readonly [string, readonly AtlasEntry[]])[] {
  const months = new Map<string, AtlasEntry[]>()
  for (const entry of entries) {
    const month = entry.date ?? ''
    months.set(month, [...(months.get(month) ?? []), entry])
  }
  return [...months].toSorted(([a], [b]) => b.localeCompare(a))
}
