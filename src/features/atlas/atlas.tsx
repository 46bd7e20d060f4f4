/** @file The atlas: everything of the field, to look through as a map, a timeline or a table, narrowed by facets and a search, with a card each. */
import { memo, startTransition, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { count, mark, t } from '../../i18n/words.ts'
import { ATLAS } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { methodOf } from '../../methods/catalogue/variants.ts'
import { ShortCard, WholeCard } from './card.tsx'
import { choiceOf } from './choice.ts'
import { Comparison } from './comparison.tsx'
import { Facets } from './facet-groups.tsx'
import { type Going, GoingProvider, useGoing } from './going.tsx'
import { MapView } from './map-view.tsx'
import { found, searchTexts } from './search.ts'
import { ATLAS_VIEWS, type AtlasState, type AtlasView } from './state.ts'
import { TableView } from './table-view.tsx'
import { TimelineView } from './timeline-view.tsx'
import './atlas.css'

const VIEW_NAMES: Readonly<Record<AtlasView, string>> = {
  map: mark('Map'),
  timeline: mark('Timeline'),
  table: mark('Table'),
}

const VIEWS = { map: memo(MapView), timeline: memo(TimelineView), table: memo(TableView) } as const

export interface AtlasProps {
  readonly state: AtlasState
  /** Stays the same, or every card is drawn anew. */
  readonly going: Going
  /** The heading's level: 1 on a page of its own. */
  readonly level: 1 | 2
}

export function Atlas({ state, going, level }: AtlasProps) {
  const { change, texts } = going
  const search = useMemo(() => searchTexts(texts), [texts])
  const { text, facets } = state
  const entries = useMemo(() => found({ text, facets }, search), [text, facets, search])
  // What was asked for comes first: the numbers of all facets follow.
  const still = useDeferredValue(state)
  const View = VIEWS[state.view]
  const Heading = `h${level}` as const
  return (
    <GoingProvider value={going}>
      <section className="atlas" aria-labelledby="atlas-heading">
        <header className="atlas-head">
          <Heading id="atlas-heading" className={level === 1 ? undefined : 'heading'}>
            {t('Atlas of on-policy distillation')}
          </Heading>
          <input
            type="search"
            aria-label={t('Search methods')}
            placeholder={t('Name, paper, part (“top-k”, “EMA”), arXiv number')}
            value={state.text}
            // Whoever comes here will search: 190 texts are put together before the first letter, not with it.
            onFocus={() => ATLAS.forEach(search)}
            onChange={({ target }) => change((now) => ({ ...now, text: target.value }))}
          />
          <p className="atlas-count numeric" aria-live="polite">
            {count(entries.length, '# entry of {all}', '# entries of {all}', { all: ATLAS.length })}
          </p>
        </header>
        <Facets state={still} texts={search} />
        <div className="atlas-main">
          <ViewSwitch state={state} />
          <View entries={entries} card={state.card && methodOf(state.card)} />
          <Comparison compared={state.compared} />
          <Cards entries={entries} open={state.card} compared={state.compared} />
        </div>
      </section>
    </GoingProvider>
  )
}

function ViewSwitch({ state }: { readonly state: AtlasState }) {
  const { change } = useGoing()
  const narrowed = state.text !== '' || Object.keys(state.facets).length > 0
  return (
    <div className="atlas-bar">
      <fieldset className="atlas-views">
        <legend className="visually-hidden">{t('View of the atlas')}</legend>
        {ATLAS_VIEWS.map((view) => (
          <label key={view}>
            <input
              type="radio"
              className="visually-hidden"
              name="atlas-view"
              checked={state.view === view}
              onChange={() => change((now) => ({ ...now, view }))}
            />
            {t(VIEW_NAMES[view])}
          </label>
        ))}
      </fieldset>
      {narrowed && (
        <button
          type="button"
          className="button quiet"
          onClick={() => change((now) => ({ ...now, text: '', facets: {} }))}
        >
          {t('Show all')}
        </button>
      )}
    </div>
  )
}

interface CardsProps {
  readonly entries: readonly AtlasEntry[]
  readonly open: string | null
  readonly compared: readonly string[]
}

/** The open card first and whole, then what was found in short. */
const Cards = memo(function Cards({ entries, open, compared }: CardsProps) {
  const opened = useMemo(() => open && choiceOf(open), [open])
  const openId = opened ? opened.entry.id : null
  const place = useRef<HTMLDivElement>(null)
  const before = useRef(openId)
  const places = useMemo(() => new Map(entries.map((entry, i) => [entry, i])), [entries])
  // What is on the screen first; what nobody has scrolled to yet follows.
  const rest = useDeferredValue(entries, NOTHING)
  const settled = useMemo(() => new Set(rest), [rest])
  const { lead, trail } = useMemo(() => outOfOrder(entries), [entries])
  const elsewhere = useMemo(() => new Set([...lead, ...trail]), [lead, trail])
  const [drawn, setDrawn] = useState(NOBODY)
  useEffect(
    () =>
      startTransition(() =>
        setDrawn((all) => (rest.every((each) => all.has(each)) ? all : new Set([...all, ...rest]))),
      ),
    [rest],
  )
  useEffect(() => {
    if (openId !== before.current && openId !== null) {
      place.current?.scrollIntoView({ block: 'start' })
      place.current?.querySelector<HTMLElement>('h3 a')?.focus({ preventScroll: true })
    }
    before.current = openId
  }, [openId])
  const card = (entry: AtlasEntry) => {
    const at = places.get(entry)
    const fits = at !== undefined && entry.id !== openId
    const shown = fits && (at < AT_ONCE || settled.has(entry))
    if (!drawn.has(entry) && !shown) return null
    return <Short key={entry.id} entry={entry} compared={compared.includes(entry.id)} shown={shown} />
  }
  return (
    <>
      <div ref={place} className="atlas-open">
        {opened && <WholeCard key={opened.entry.id} choice={opened} compared={compared.includes(opened.id)} />}
      </div>
      {entries.length === 0 && (
        <p className="atlas-none">{t('Nothing in the atlas is called that. Take out a word or a facet.')}</p>
      )}
      <div className="atlas-cards">
        {lead.map(card)}
        {ATLAS.map((entry) => (elsewhere.has(entry) ? null : card(entry)))}
        {trail.map(card)}
      </div>
    </>
  )
})

/** So many cards are drawn with the change itself: more than a screen of them. */
const AT_ONCE = 12

const NOBODY: ReadonlySet<AtlasEntry> = new Set()
const NOTHING: readonly AtlasEntry[] = []

const RANKS: ReadonlyMap<AtlasEntry, number> = new Map(ATLAS.map((entry, i) => [entry, i]))

/**
 * What is found comes as two runs in the atlas' order, those whose names say it first. The longer run stays where it stands among all cards;
 * only the other is put before or behind.
 */
function outOfOrder(entries: readonly AtlasEntry[]): Readonly<Record<'lead' | 'trail', readonly AtlasEntry[]>> {
  const rank = (i: number): number => RANKS.get(entries[i] as AtlasEntry) ?? 0
  const cut = entries.findIndex((_, i) => i > 0 && rank(i) < rank(i - 1))
  if (cut < 0) return { lead: [], trail: [] }
  const [first, second] = [entries.slice(0, cut), entries.slice(cut)]
  return first.length < second.length ? { lead: first, trail: [] } : { lead: [], trail: second }
}

interface ShortProps {
  readonly entry: AtlasEntry
  readonly compared: boolean
  readonly shown: boolean
}

/** Most cards stay as they are while somebody types: what does not fit is hidden, and was drawn when it fits again. */
const Short = memo(function Short({ entry, compared, shown }: ShortProps) {
  return (
    <div className="atlas-place" hidden={!shown}>
      <Drawn entry={entry} compared={compared} />
    </div>
  )
})

const Drawn = memo(ShortCard)
