/** @file The map: a dot for every entry that is made of parts, near those that share them. */
import { type MouseEvent, memo, type PointerEvent, useMemo, useState } from 'react'
import { list, t } from '../../i18n/words.ts'
import { ATLAS, atlasEntry, neighboursOf, statusOf } from '../../methods/atlas/atlas.ts'
import type { AtlasEntry } from '../../methods/atlas/entry.ts'
import { partName } from '../../methods/part-names.ts'
import { useRoving } from '../../ui/use-roving.ts'
import { useWidth } from '../../ui/use-width.ts'
import { StatusShape, StatusSign } from './badges.tsx'
import { cardAlone, opened } from './card-way.tsx'
import { facetById } from './facets.ts'
import { followed, useGoing } from './going.tsx'
import PLACED from './map-places.json'

/** What every view of the atlas shows. */
export interface ViewProps {
  /** What was found, in this order. */
  readonly entries: readonly AtlasEntry[]
  /** Id of the open card. */
  readonly card: string | null
}

/** Of the map on a wide screen, in its own units; a narrower one has its own width, so that the type keeps its size. */
const WIDTH = 1000
const HEIGHT = 540
/** Below this a screen gets dots further apart rather than type further down. */
const LEAST_HEIGHT = 440
/** Widths are taken in steps, so that a window being dragged does not lay the labels anew at every pixel. */
const WIDTH_STEP = 20
const MARGIN = 28
const STATUSES = ['runs', 'stands-in', 'explained'] as const
const RADIUS = 5.5
/** A finger or a pointer within this means a dot: of several the nearest. */
const REACH = 12
const SIZE = 12.5
/** A letter of the labels is about so wide, in sizes of the type. */
const LETTER = 0.54

interface Place {
  readonly x: number
  readonly y: number
}

/** Where the dots stand, on a map of this size. */
interface Frame {
  readonly width: number
  readonly height: number
  readonly places: ReadonlyMap<string, Place>
}

/** The map's own width. @param width of the element, 0 while unknown */
function ownWidth(width: number): number {
  return width === 0 || width > WIDTH ? WIDTH : Math.max(WIDTH_STEP, Math.floor(width / WIDTH_STEP) * WIDTH_STEP)
}

/** As `mapPlaces` has them, which takes too long to be waited for. */
function frameOf(own: number): Frame {
  const height = Math.max((HEIGHT * own) / WIDTH, Math.min(LEAST_HEIGHT, HEIGHT))
  const [across, down] = [own - (own < WIDTH ? 2 : 6) * MARGIN, height - 2 * MARGIN]
  const places = PLACED.map(({ id, x, y }) => [id, { x: MARGIN + x * across, y: MARGIN + y * down }] as const)
  return { width: own, height, places: new Map(places) }
}

export function MapView({ entries, card }: ViewProps) {
  const { address, change } = useGoing()
  const [looked, setLooked] = useState<string | null>(null)
  const group = useRoving<HTMLElement>()
  const [box, width] = useWidth<HTMLElement>()
  const own = ownWidth(width)
  const frame = useMemo(() => frameOf(own), [own])
  const { places } = frame
  const shown = useMemo(() => entries.filter(({ id }) => places.has(id)), [entries, places])
  const labels = useMemo(() => labelled(shown, frame), [shown, frame])
  const ids = useMemo(() => new Set(shown.map(({ id }) => id)), [shown])
  const at = looked ?? card
  const focus = at !== null && places.has(at) ? atlasEntry(at) : null
  const near = focus ? neighboursOf(focus) : []
  const linkTo = (entry: AtlasEntry) => ({
    href: address(cardAlone(entry.id)),
    'aria-label': entry.name,
    lang: 'en',
    'aria-current': entry.id === card ? ('true' as const) : undefined,
    onFocus: () => setLooked(entry.id),
    onBlur: () => setLooked(null),
    // Not the dot that lies on top where two are near; a key presses its own.
    onClick: (event: MouseEvent) =>
      followed(event) && change(opened((event.detail > 0 ? nearestTo(event, shown, frame) : null) ?? entry.id)),
  })
  // A press beside a dot: one on a dot is its link's.
  const reach = (event: PointerEvent): void => {
    const id =
      event.target instanceof Element && event.target.closest('a[href]') ? null : nearestTo(event, shown, frame)
    if (id !== null && followed(event)) change(opened(id))
  }
  return (
    <figure className="atlas-map" ref={group}>
      <nav aria-label={t('Map of the methods')} ref={box}>
        <svg
          viewBox={`0 0 ${frame.width} ${frame.height}`}
          role="presentation"
          onPointerMove={(event) => setLooked(nearestTo(event, shown, frame))}
          onPointerLeave={() => setLooked(null)}
          onPointerUp={reach}
        >
          {focus &&
            near.map(({ entry }) => {
              const [from, to] = [places.get(focus.id), places.get(entry.id)]
              return from && to && <line key={entry.id} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
            })}
          {ATLAS.filter(({ id }) => places.has(id)).map((entry) => {
            const told = entry.id === at || near.some(({ entry: { id } }) => id === entry.id)
            const fits = ids.has(entry.id)
            const { href, ...link } = fits ? linkTo(entry) : NO_LINK
            return (
              // The same element whether it fits or not: a search changes what a dot is, and makes none anew.
              <a key={entry.id} href={href} {...link}>
                <Dot entry={entry} place={placeOf(entry, places)} told={told} named={told || labels.has(entry.id)} />
              </a>
            )
          })}
        </svg>
      </nav>
      <figcaption>
        <span className="atlas-signs">
          {STATUSES.map((status) => (
            <span key={status}>
              <StatusSign status={status} /> {t(facetById('status').label(status))}
            </span>
          ))}
        </span>
        {focus && near[0] ? (
          <>
            <b lang="en">{focus.name}</b>{' '}
            {t('is nearest to {name}: {percent} % of their parts are the same ({parts}).', {
              name: near[0].entry.name,
              percent: Math.round(100 * near[0].nearness),
              parts: list(near[0].shared.map((part) => t(partName(part)))),
            })}
          </>
        ) : (
          t(
            'Near means: made of the same parts (teacher, context, divergence, weights, rollouts, rewards, schedule). The map keeps the distances 1 − shared parts / parts of either as well as a plane can. {n} entries without parts stand in the table alone.',
            { n: ATLAS.length - places.size },
          )
        )}
      </figcaption>
    </figure>
  )
}

/** What does not fit is a dot alone. */
const NO_LINK = { href: undefined, 'aria-hidden': true } as const

interface DotProps {
  readonly entry: AtlasEntry
  readonly place: Place
  /** It is looked at, or near what is. */
  readonly told: boolean
  readonly named: boolean
}

const Dot = memo(function Dot({ entry, place: { x, y }, told, named }: DotProps) {
  return (
    <g transform={`translate(${x} ${y})`} className={told ? 'told' : undefined}>
      <circle className="reach" r={REACH} />
      <StatusShape status={statusOf(entry)} r={RADIUS} />
      {named && (
        <text x={RADIUS + 3} y={SIZE / 3} lang="en">
          {shortName(entry)}
        </text>
      )}
    </g>
  )
})

/** Id of the entry whose dot is nearest to a pointer, on the map's own `svg`; null where none is within reach. */
function nearestTo(
  { clientX, clientY, currentTarget }: MouseEvent,
  entries: readonly AtlasEntry[],
  { width, places }: Frame,
): string | null {
  const box = currentTarget.closest('svg')?.getBoundingClientRect()
  if (!box || box.width === 0) return null
  const scale = width / box.width
  const [x, y] = [(clientX - box.left) * scale, (clientY - box.top) * scale]
  let [nearest, least] = [null as string | null, 2 * REACH]
  for (const entry of entries) {
    const place = placeOf(entry, places)
    const distance = Math.hypot(place.x - x, place.y - y)
    if (distance < least) [nearest, least] = [entry.id, distance]
  }
  return nearest
}

/** @throws RangeError for an entry without parts */
function placeOf({ id }: AtlasEntry, places: Frame['places']): Place {
  const place = places.get(id)
  if (!place) throw new RangeError(`"${id}" has no place on the map.`)
  return place
}

/** What a name says before its bracket. */
function shortName({ name }: AtlasEntry): string {
  return name.replace(/ \(.*$/, '')
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Those whose names find room beside their dots; what runs here comes first. */
function labelled(entries: readonly AtlasEntry[], { width, places }: Frame): ReadonlySet<string> {
  const taken: Box[] = entries.map((entry) => boxAt(placeOf(entry, places), -RADIUS, 2 * RADIUS, RADIUS))
  const labels = new Set<string>()
  const runs = (entry: AtlasEntry): boolean => statusOf(entry) === 'runs'
  for (const entry of [...entries.filter(runs), ...entries.filter((each) => !runs(each))]) {
    const box = boxAt(placeOf(entry, places), RADIUS + 2, LETTER * SIZE * shortName(entry).length, SIZE / 2)
    if (box.right > width || taken.some((other) => overlap(box, other))) continue
    taken.push(box)
    labels.add(entry.id)
  }
  return labels
}

const boxAt = ({ x, y }: Place, from: number, width: number, half: number): Box => ({
  ...{ left: x + from, right: x + from + width, top: y - half, bottom: y + half },
})

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
