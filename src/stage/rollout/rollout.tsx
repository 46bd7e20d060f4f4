/** @file The rollout: the student's text, token by token, each marked by how the teacher's opinion differs. */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react'
import { TextMarks } from '../../charts/text-marks.tsx'
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { markScale, markValues } from '../../store/marks.ts'
import { isStale, problemOf, problemRef, readSoFar, viewOf } from '../../store/scoring.ts'
import type { Places } from '../../ui/places.ts'
import { useArriving } from '../../ui/use-arriving.ts'
import { type Near, useNear } from '../../ui/use-near.ts'
import { usePlaces } from '../../ui/use-places.ts'
import { useWidth } from '../../ui/use-width.ts'
import { neighbour } from './neighbour.ts'
import { reservedLines } from './reserve.ts'
import './rollout.css'
import { correctionsOf } from './correction.ts'
import { STRETCH, type Stretch, stretchesOf } from './stretches.ts'
import { type TokenReading, TokenStretch } from './token-stretch.tsx'

/** What the teacher has made of the text, without its note and with it. */
interface Readings {
  readonly without: ScoredRollout | null
  readonly told: ScoredRollout | null
  /** Its note is on view. */
  readonly onTold: boolean
}

function useReadings(): Readings {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const view = viewOf({ rollout, settings })
  const { context } = view
  // Until the whole text is read, what was read of it stays: marks do not go and come again.
  const soFar = (of: typeof context) => readSoFar(rollout, settings.teacher, of)
  return {
    without: view.without ?? (context === null ? soFar(null) : null),
    told: view.with ?? (context === null ? null : soFar(context)),
    onTold: context !== null,
  }
}

interface MarksProps extends Readings {
  readonly text: Written
  readonly places: Places
  /** Nothing is drawn beyond. */
  readonly near: Near
}

/** The teacher's marks, once it has read. A component of its own: they are drawn without the text. */
function Marks({ text, places, near, without, told, onTold }: MarksProps) {
  const id = useAppState((state) => state.rollout?.id)
  const { marks, divergence } = useSettings()
  const { tokens, read } = text
  const { limit } = useAppState(markScale)
  const written = useMemo(() => tokens.slice(0, read), [tokens, read])
  const shown = useMemo(() => ({ marks, divergence }), [marks, divergence])
  const drawn = {
    without: useMemo(() => within(markValues(without, written, shown), near), [without, written, shown, near]),
    told: useMemo(() => within(markValues(told, written, shown), near), [told, written, shown, near]),
    wordsWithout: useMemo(() => within(correctionsOf(without, written), near), [without, written, near]),
    wordsTold: useMemo(() => within(correctionsOf(told, written), near), [told, written, near]),
  }
  if (!drawn.without && !drawn.told) return null
  return <TextMarks key={id} places={places} {...drawn} onTold={onTold} limit={limit} />
}

/** Nothing where it is not near; the same list where all of it is. */
function within<T>(values: readonly (T | null)[] | null, { from, to }: Near): readonly (T | null)[] | null {
  if (!values || (from <= 0 && to >= values.length)) return values
  return values.map((value, i) => (i >= from && i < to ? value : null))
}

const NOTHING: readonly RolloutToken[] = []

/** The tokens that stand there, and how many of them the teacher has read. */
interface Written {
  readonly tokens: readonly RolloutToken[]
  readonly read: number
  /** More of them are on their way to the page. */
  readonly arriving: boolean
}

/** All of both, unless a recording is shown being written, or a long text is still on its way to the page. */
function useWritten(): Written {
  const run = useAppState((state) => state.rollout)
  const pinned = useAppState((state) => state.pinned)
  const part = useAppState(({ rewriting, rollout }) => (rewriting?.run === rollout?.id ? rewriting : null))
  const all = run?.tokens ?? NOTHING
  const arrived = useArriving(run?.id, all.length, pinned === null ? 0 : pinned + 1)
  const end = Math.min(arrived, part?.tokens ?? all.length)
  const tokens = useMemo(() => (end < all.length ? all.slice(0, end) : all), [all, end])
  const read = Math.min(end, part?.read ?? all.length)
  const arriving = arrived < all.length
  return useMemo(() => ({ tokens, read, arriving }), [tokens, read, arriving])
}

/** The text in stretches; those that stay as they are while it grows stay the same objects. */
function useStretches(tokens: readonly RolloutToken[]): readonly Stretch<RolloutToken>[] {
  const last = useRef<readonly Stretch<RolloutToken>[]>([])
  return useMemo(() => {
    last.current = stretchesOf(tokens, last.current)
    return last.current
  }, [tokens])
}

/** The token's button that an event came from, or null. */
function chipOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-token]') : null
}

function indexOf(target: EventTarget): number | null {
  const chip = chipOf(target)
  return chip ? Number(chip.dataset.token) : null
}

export interface RolloutListProps {
  /** The teacher has not read yet, as far as whoever looks on is to know: no marks, no gaps. */
  readonly unread?: boolean
}

export function RolloutList({ unread = false }: RolloutListProps) {
  const act = useAct()
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const activity = useAppState((state) => state.activity)
  const [frame, width] = useWidth<HTMLDivElement>()
  const [list, setList] = useState<HTMLUListElement | null>(null)
  const { shown } = viewOf({ rollout, settings })
  const readings = useReadings()
  const text = useWritten()
  const { tokens, read, arriving } = text
  const stretches = useStretches(tokens)
  const isRead = !unread && (readings.without ?? readings.told) !== null
  const places = usePlaces(list, isRead ? tokens.length : 0, rollout?.id)
  const near = useNear(list, places, STRETCH)
  const stale = useAppState(isStale)
  const wrongStep = rollout?.result?.verdict.firstWrongStep ?? null
  const { units } = settings
  const reading = useMemo(
    (): TokenReading => ({ shown: unread ? null : shown, read, unit: units, wrongStep }),
    [unread, shown, read, units, wrongStep],
  )
  const reserved = reservedLines(problemOf(problemRef(settings)), width)

  const onPointerOver = (event: PointerEvent): void => {
    const index = indexOf(event.target)
    if (index !== null && event.pointerType === 'mouse') act('hover', index)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = indexOf(event.target)
    const to = from === null || !list ? null : neighbour(list, from, event.key)
    if (to === null) return
    event.preventDefault()
    act('walk', to)
    list?.querySelector<HTMLElement>(`[data-token="${to}"]`)?.focus()
  }

  return (
    <div
      className={stale ? 'marked rollout-frame stale' : 'marked rollout-frame'}
      ref={frame}
      style={{ '--reserved-lines': reserved } as React.CSSProperties}
    >
      {tokens.length === 0 && (
        <p className="rollout-empty">
          {activity === 'sampling' ? t('The student takes up the pen …') : t('Nothing written yet. Press Sample.')}
        </p>
      )}
      {!unread && <Marks text={text} places={places} near={near} {...readings} />}
      <ul
        ref={setList}
        className="marked-text rollout"
        aria-label={t('Rollout')}
        aria-busy={activity === 'sampling' || arriving}
        onPointerOver={onPointerOver}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const index = indexOf(event.target)
          if (index !== null) act('hover', index)
        }}
        onClick={(event) => {
          const index = indexOf(event.target)
          if (index === null) return
          act('togglePin', index)
          chipOf(event.target)?.scrollIntoView({ block: 'nearest' })
        }}
      >
        {stretches.map((stretch) => (
          <TokenStretch
            // Another run is another list of tokens.
            key={`${rollout?.id}.${stretch.start}`}
            stretch={stretch}
            reading={reading}
            near={stretch.start < near.to && stretch.start + STRETCH > near.from}
          />
        ))}
      </ul>
    </div>
  )
}
