/** @file The cues in their order: dragged by mouse or finger, moved by buttons or Alt and the arrow keys, and opened for editing one at a time. */
import { type KeyboardEvent, useRef } from 'react'
import type { Cue } from '../../formats/talk.ts'
import { count, t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { useReorder } from '../../ui/use-reorder.ts'
import { CueForm } from './cue-form.tsx'
import { minutes } from './minutes.ts'
import './cue-list.css'

export function CueList() {
  const act = useAct()
  const cues = useAppState((state) => state.talk.talk.cues)
  const editing = useAppState((state) => state.talk.editing)
  const list = useRef<HTMLOListElement>(null)

  const move = (id: string, to: number): void => {
    act('moveCue', { id, to })
    // The button may be gone at the end of the list; the cue itself is still there.
    requestAnimationFrame(() => {
      const item = list.current?.querySelector(`[data-cue="${CSS.escape(id)}"]`)
      if (!item?.contains(document.activeElement)) item?.querySelector<HTMLElement>('.cue-open')?.focus()
    })
  }

  const { dragged, entry } = useReorder(
    list,
    (from, to) => {
      const cue = cues[from]
      if (cue) act('moveCue', { id: cue.id, to })
    },
    // What is open for editing keeps the mouse for its text.
    (at) => editing === cues[at]?.id,
  )

  return (
    <ol className="cues" ref={list} aria-label={t('Cues')}>
      {cues.map((cue, i) => (
        <li
          key={cue.id}
          data-cue={cue.id}
          className={['cue', dragged?.over === i && dragged.from !== i && 'over', dragged?.from === i && 'dragged']
            .filter(Boolean)
            .join(' ')}
          {...entry(i)}
        >
          <CueRow
            cue={cue}
            at={i}
            last={i === cues.length - 1}
            open={editing === cue.id}
            onMove={(to) => move(cue.id, to)}
          />
          {editing === cue.id && <CueForm cue={cue} at={i} />}
        </li>
      ))}
    </ol>
  )
}

interface CueRowProps {
  readonly cue: Cue
  readonly at: number
  readonly last: boolean
  readonly open: boolean
  readonly onMove: (to: number) => void
}

function CueRow({ cue, at, last, open, onMove }: CueRowProps) {
  const select = useActionId('selectCue')
  const move = useActionId('moveCue')
  const act = useAct()
  const name = cue.title || t('Untitled')

  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (!event.altKey || by === 0) return
    event.preventDefault()
    onMove(at + by)
  }

  return (
    <div className="cue-row">
      <span className="cue-number numeric" data-grip aria-hidden="true">
        {at + 1}
      </span>
      <button
        type="button"
        className="cue-open"
        data-action={select}
        aria-expanded={open}
        aria-label={t('Edit cue {n}: {title}', { n: at + 1, title: name })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={() => act('selectCue', open ? null : cue.id)}
        onKeyDown={onKeyDown}
      >
        <span className="cue-name">{name}</span>
        <span className="cue-facts">{factsOf(cue).join(' · ')}</span>
      </button>
      <IconButton
        action={move}
        icon="up"
        label={t('Move cue {n} up', { n: at + 1 })}
        disabled={at === 0}
        onPress={() => onMove(at - 1)}
      />
      <IconButton
        action={move}
        icon="down"
        label={t('Move cue {n} down', { n: at + 1 })}
        disabled={last}
        onPress={() => onMove(at + 1)}
      />
    </div>
  )
}

/** What a glance should know of a cue. */
function factsOf({ action, reveal, planned, used, trace, training, notes, qr }: Cue): readonly string[] {
  const facts = [
    action?.do === 'sample' && t('samples'),
    action?.do === 'train' && t('trains {n} steps', { n: action.steps }),
    action?.do === 'context' && t('flips the note'),
    action?.do === 'bet' && t('bets'),
    reveal.length > 0 && count(reveal.length, '# step', '# steps'),
    planned !== null && t('{time} planned', { time: minutes(planned * 1000) }),
    used !== null && t('took {time}', { time: minutes(used * 1000) }),
    (trace !== null || training !== null) && t('recorded'),
    notes !== '' && t('notes'),
    qr && t('QR code'),
  ]
  return facts.filter((fact) => fact !== false)
}
