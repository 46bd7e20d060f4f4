/** @file What stands beside a name wherever the atlas says it: the answers to C1 and C2, and whether it runs here. */
import { t } from '../../i18n/words.ts'
import { type EntryStatus, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry, Strictness } from '../../methods/atlas/entry.ts'
import { facetById } from './facets.ts'
import { type ConditionId, useGoing } from './going.tsx'

export const SIGNS: Readonly<Record<Strictness, string>> = { yes: '✓', partial: '◐', no: '✗' }

export interface BadgesProps {
  readonly entry: AtlasEntry
  /** Their names can be asked: where one method is looked at, and not in a list of all. */
  readonly asked: boolean
}

export function Badges({ entry, asked }: BadgesProps) {
  const status = statusOf(entry)
  return (
    <span className="atlas-badges">
      <span className="atlas-status">
        <StatusSign status={status} /> {t(facetById('status').label(status))}
      </span>
      <Condition id="c1" value={entry.c1} asked={asked} />
      <Condition id="c2" value={entry.c2} asked={asked} />
    </span>
  )
}

interface ConditionProps {
  readonly id: ConditionId
  readonly value: Strictness | null
  readonly asked: boolean
}

function Condition({ id, value, asked }: ConditionProps) {
  if (value === null) return null
  return (
    <span className={`atlas-condition ${value}`}>
      {asked ? <ConditionName id={id} /> : NAMES[id]} <span aria-hidden="true">{SIGNS[value]}</span>
      <span className="visually-hidden">{t(facetById('c1').label(value))}</span>
    </span>
  )
}

const NAMES: Readonly<Record<ConditionId, string>> = { c1: 'C1', c2: 'C2' }

/** A press says what it means, where there is a glossary: the atlas' own page has none. */
export function ConditionName({ id }: { readonly id: ConditionId }) {
  const { deeds, ids } = useGoing()
  const { explain } = deeds
  if (!explain) return NAMES[id]
  return (
    <button type="button" className="term" data-action={ids?.explain} onClick={() => explain(id)}>
      {NAMES[id]}
    </button>
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
