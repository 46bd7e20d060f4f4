/** @file The rollout: the student's text, token by token, each marked by how the teacher's opinion differs. */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import { textLines } from '../../charts/lines.ts'
import { problemOf, problemRef, viewOf } from '../../store/conditions.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { useWidth } from '../../ui/use-width.ts'
import { t } from '../../words/words.ts'
import { neighbour } from './neighbour.ts'
import { reservedLines } from './reserve.ts'
import './rollout.css'
import { correctionOf } from './correction.ts'
import { TokenChip } from './token-chip.tsx'

/** The token's button that an event came from, or null. */
function chipOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-token]') : null
}

function indexOf(target: EventTarget): number | null {
  const chip = chipOf(target)
  return chip ? Number(chip.dataset.token) : null
}

export function RolloutList() {
  const act = useAct()
  const run = useAppState((state) => state.run)
  const settings = useAppState((state) => state.settings)
  const activity = useAppState((state) => state.activity)
  const [frame, width] = useWidth<HTMLDivElement>()
  const list = useRef<HTMLUListElement>(null)
  const { shown, ghost, context } = viewOf({ run, settings })
  const tokens = run?.tokens ?? []
  const starts = useMemo(() => new Map(textLines(tokens).map((line) => [line.start, line])), [tokens])
  const wrongStep = run?.rollout?.verdict.firstWrongStep ?? null
  const reserved = reservedLines(problemOf(problemRef(settings)), width)

  const onPointerOver = (event: PointerEvent): void => {
    const index = indexOf(event.target)
    if (index !== null && event.pointerType === 'mouse') act('hover', index)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const from = indexOf(event.target)
    const to = from === null || !list.current ? null : neighbour(list.current, from, event.key)
    if (to === null) return
    event.preventDefault()
    act('walk', to)
    list.current?.querySelector<HTMLElement>(`[data-token="${to}"]`)?.focus()
  }

  return (
    <div className="rollout-frame" ref={frame} style={{ '--reserved-lines': reserved } as React.CSSProperties}>
      {tokens.length === 0 && (
        <p className="rollout-empty">
          {activity === 'sampling' ? t('The student takes up the pen …') : t('Nothing written yet. Press Sample.')}
        </p>
      )}
      <ul
        ref={list}
        className="rollout"
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
          const correction = shown ? correctionOf(shown.tokens[index], token) : null
          return (
            <TokenChip
              // A rollout only ever grows at its end, and another run is another list of tokens.
              key={`${run?.id}.${index}`}
              index={index}
              text={token.text}
              environment={token.source === 'environment'}
              gap={shown?.tokens[index]?.gap ?? null}
              ghost={ghost?.tokens[index]?.gap ?? null}
              ghostHasContext={context === null}
              limit={settings.gapScale}
              unit={settings.units}
              step={line?.step ?? null}
              correction={correction}
              correctable={correction !== null || (ghost !== null && correctionOf(ghost.tokens[index], token) !== null)}
              wrong={line !== undefined && line.step !== null && line.step === wrongStep}
            />
          )
        })}
      </ul>
    </div>
  )
}
