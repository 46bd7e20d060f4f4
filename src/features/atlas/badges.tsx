/** @file What stands beside a name wherever the atlas says it: the answers to C1 and C2, and whether it runs here. */
import { t } from '../../i18n/words.ts'
import { type EntryStatus, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry, Strictness } from '../../methods/atlas/entry.ts'
import { facetById } from './facets.ts'

export const SIGNS: Readonly<Record<Strictness, string>> = { yes: '✓', partial: '◐', no: '✗' }

export function Badges({ entry }: { readonly entry: AtlasEntry }) {
  const status = statusOf(entry)
  return (
    <span className="atlas-badges">
      <span className="atlas-status">
        <StatusSign status={status} /> {t(facetById('status').label(status))}
      </span>
      <Condition name="C1" value={entry.c1} />
      <Condition name="C2" value={entry.c2} />
    </span>
  )
}

function Condition({ name, value }: { readonly name: string; readonly value: Strictness | null }) {
  if (value === null) return null
  return (
    <span className={`atlas-condition ${value}`}>
      {name} <span aria-hidden="true">{SIGNS[value]}</span>
      <span className="visually-hidden">{t(facetById('c1').label(value))}</span>
    </span>
  )
}

/** Full, half or empty, so that it is not the colour alone. */
export function StatusSign({ status }: { readonly status: EntryStatus }) {
  return (
    <svg className="atlas-sign" viewBox="-6 -6 12 12" aria-hidden="true">
      <StatusShape status={status} r={4.2} />
    </svg>
  )
}

export function StatusShape({ status, r }: { readonly status: EntryStatus; readonly r: number }) {
  return (
    <>
      <circle r={r} className={status === 'runs' ? 'full' : 'ring'} />
      {status === 'stands-in' && <path d={`M0 ${-r} A${r} ${r} 0 0 0 0 ${r} Z`} className="full" />}
    </>
  )
}
