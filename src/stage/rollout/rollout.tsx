/** @file The rollout: the student's text, token by token, each marked by how the teacher's opinion differs. */
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react'
import { textLines } from '../../charts/lines.ts'
import { breaksOf } from '../../charts/text/breaks.ts'
import { TextMarks } from '../../charts/text-marks.tsx'
import type { RolloutToken } from '../../engine/types.ts'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useSettings } from '../../store/hooks.ts'
import { markScale, markValues } from '../../store/marks.ts'
import { isStale, problemOf, problemRef, readSoFar, viewOf } from '../../store/scoring.ts'
import { usePlaces } from '../../ui/use-places.ts'
import { useWidth } from '../../ui/use-width.ts'
import { neighbour } from './neighbour.ts'
import { reservedLines } from './reserve.ts'
import './rollout.css'
import { correctionOf, correctionsOf } from './correction.ts'
import { TokenChip } from './token-chip.tsx'

interface MarksProps {
  readonly text: HTMLElement | null
}

/** The teacher's marks, once it has read. A component of its own: they are measured and drawn without the text. */
function Marks({ text }: MarksProps) {
  const rollout = useAppState((state) => state.rollout)
  const settings = useSettings()
  const view = viewOf({ rollout, settings })
  const { context } = view
  // Until the whole text is read, what was read of it stays: marks do not go and come again.
  const soFar = (of: typeof context) => readSoFar(rollout, settings.teacher, of)
  const without = view.without ?? (context === null ? soFar(null) : null)
  const told = view.with ?? (context === null ? null : soFar(context))
  const { tokens, read } = useWritten()
  const { limit } = useAppState(markScale)
  const { marks, divergence } = settings
  const shown = useMemo(() => ({ marks, divergence }), [marks, divergence])
  const places = usePlaces(text, without || told ? tokens.length : 0, rollout?.id)
  const gaps = {
    without: useMemo(() => markValues(without, tokens.slice(0, read), shown), [without, tokens, read, shown]),
    told: useMemo(() => markValues(told, tokens.slice(0, read), shown), [told, tokens, read, shown]),
  }
  const words = {
    wordsWithout: useMemo(() => correctionsOf(without, tokens.slice(0, read)), [without, tokens, read]),
    wordsTold: useMemo(() => correctionsOf(told, tokens.slice(0, read)), [told, tokens, read]),
  }
  if (!gaps.without && !gaps.told) return null
  return <TextMarks key={rollout?.id} places={places} {...gaps} {...words} onTold={context !== null} limit={limit} />
}

const NOTHING: readonly RolloutToken[] = []

/** The tokens that stand there, and how many of them the teacher has read: all, unless a recording is shown being written. */
function useWritten(): { readonly tokens: readonly RolloutToken[]; readonly read: number } {
  const run = useAppState((state) => state.rollout)
  const part = useAppState(({ rewriting, rollout }) => (rewriting?.run === rollout?.id ? rewriting : null))
  const all = run?.tokens ?? NOTHING
  const tokens = useMemo(() => (part ? all.slice(0, part.tokens) : all), [all, part])
  return { tokens, read: part ? part.read : all.length }
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
  const view = viewOf({ rollout, settings })
  const shown = unread ? null : view.shown
  const { tokens, read } = useWritten()
  const starts = useMemo(() => new Map(textLines(tokens).map((line) => [line.start, line])), [tokens])
  const breaks = useMemo(() => breaksOf(tokens), [tokens])
  const stale = useAppState(isStale)
  const wrongStep = rollout?.result?.verdict.firstWrongStep ?? null
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
      {!unread && <Marks text={list} />}
      <ul
        ref={setList}
        className="marked-text rollout"
        aria-label={t('Rollout')}
        aria-busy={activity === 'sampling'}
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
        {tokens.map((token, index) => {
          const line = starts.get(index)
          return (
            <TokenChip
              // A rollout only ever grows at its end, and another run is another list of tokens.
              key={`${rollout?.id}.${index}`}
              index={index}
              text={token.text}
              breakable={breaks.has(index)}
              environment={token.source === 'environment'}
              gap={index < read ? (shown?.tokens[index]?.gap ?? null) : null}
              unit={settings.units}
              step={line?.step ?? null}
              correction={index < read ? correctionOf(shown?.tokens[index], token) : null}
              wrong={line !== undefined && line.step !== null && line.step === wrongStep}
            />
          )
        })}
      </ul>
    </div>
  )
}
