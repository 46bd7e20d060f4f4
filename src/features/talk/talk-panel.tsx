/** @file The list of cues at the page's side: made, ordered, edited, recorded, and taken in and out. */
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { ActionButton, TextFileButton } from '../../controls/buttons.tsx'
import type { Cue } from '../../formats/talk.ts'
import { MAX_TITLE } from '../../formats/talk-limits.ts'
import { count, t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState, useAvailable } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { CueList } from './cue-list.tsx'
import { minutes } from './minutes.ts'
import './talk-panel.css'

export function TalkPanel() {
  const titleTalk = useActionId('titleTalk')
  const toggleTalk = useActionId('toggleTalk')
  const act = useAct()
  const talk = useAppState((state) => state.talk.talk)
  const rehearsal = useAppState((state) => state.talk.rehearsal)
  const heading = useRef<HTMLHeadingElement>(null)
  const panel = useRef<HTMLElement>(null)
  // The keyboard goes where the eye goes, once, when the panel opens.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])

  const close = (): void => {
    act('toggleTalk')
    document.querySelector<HTMLElement>('[data-place="talk"] button')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.target instanceof HTMLSelectElement) return
    event.stopPropagation()
    event.preventDefault()
    close()
  }

  return (
    <section className="talk" aria-labelledby="talk-heading" ref={panel} onKeyDown={onKeyDown}>
      <header className="talk-head">
        <h2 id="talk-heading" tabIndex={-1} ref={heading}>
          {t('Talk')}
        </h2>
        <IconButton action={toggleTalk} icon="cross" label={t('Close the talk panel')} onPress={close} />
      </header>
      <p className="talk-what">
        {t('Each cue is the page as it stood, with what to say. Present walks them on a stage made for a hall.')}
      </p>
      <label className="talk-title">
        <span>{t('Title of the talk')}</span>
        <input
          type="text"
          data-action={titleTalk}
          value={talk.title}
          maxLength={MAX_TITLE}
          onChange={({ target }) => act('titleTalk', target.value)}
        />
      </label>
      {talk.cues.length === 0 ? <Empty heading={heading} /> : <CueList />}
      <div aria-live="polite">
        {rehearsal && (
          <p className="talk-rehearsal">
            <span className="numeric">{t('Recording cue {n} of {all} …', { n: rehearsal.at, all: rehearsal.of })}</span>
            <ActionButton name="endRecording" icon="stop" />
          </p>
        )}
      </div>
      <Tools />
      <p className="talk-kept">
        {talk.cues.length > 0 &&
          `${count(talk.cues.length, '# cue, kept in this browser.', '# cues, kept in this browser.')} `}
        {talk.cues.length > 0 && `${timeWords(talk.cues)} `}
        {talk.cues.length > 0 &&
          recordedWords(talk.cues.filter((cue) => cue.trace ?? cue.training).length, talk.cues.length)}
      </p>
    </section>
  )
}

/** Planned against used, of the whole talk; nothing where neither is known. */
function timeWords(cues: readonly Cue[]): string {
  const sum = (part: 'planned' | 'used'): number => cues.reduce((all, cue) => all + (cue[part] ?? 0), 0) * 1000
  const [planned, used] = [sum('planned'), sum('used')]
  if (planned > 0 && used > 0)
    return t('Planned {planned}, rehearsed {used}.', { planned: minutes(planned), used: minutes(used) })
  if (planned > 0) return t('Planned {planned}.', { planned: minutes(planned) })
  return used > 0 ? t('Rehearsed {used}.', { used: minutes(used) }) : ''
}

const recordedWords = (recorded: number, all: number): string =>
  recorded === all
    ? t('All of them have a recording to fall back on.')
    : t('{n} of {all} have a recording to fall back on: “Record all” makes the others.', { n: recorded, all })

function Empty({ heading }: { readonly heading: RefObject<HTMLElement | null> }) {
  // The button that was pressed goes with the empty list; the keyboard must not go with it.
  useEffect(
    () => () => {
      if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
    },
    [heading],
  )
  return (
    <div className="talk-empty">
      <p>{t('No cues yet. Bring the page to what you want to show, and press “Add cue”.')}</p>
      <ActionButton name="openExample" icon="play" />
    </div>
  )
}

function Tools() {
  const act = useAct()
  const cues = useAppState((state) => state.talk.talk.cues.length)
  const openCues = useActionId('openCues')
  const canOpen = useAvailable('openCues')
  const hasEarlier = useAvailable('earlierTalk')
  return (
    <div className="talk-tools">
      <ActionButton name="addCue" icon="cue">
        {t('Add what is on screen')}
      </ActionButton>
      <span data-undo>
        <ActionButton name="undoTalk" icon="undo" />
      </span>
      <ActionButton name="recordAll" />
      <ActionButton name="openNotes" />
      <ActionButton name="rehearseTalk" />
      <ActionButton name="toggleBets" />
      <ActionButton name="saveCues" />
      <TextFileButton
        action={openCues}
        accept=".json,application/json"
        disabled={!canOpen}
        onFile={({ text }) => act('openCues', text)}
      >
        {t('Open cues')}
      </TextFileButton>
      <ActionButton name="copyTalkLink" />
      <ActionButton name="savePictures" />
      <ActionButton name="makeHandout" />
      {cues > 0 && (
        <>
          <ActionButton name="openExample" tone="quiet" />
          <ActionButton name="newTalk" tone="quiet" />
        </>
      )}
      {hasEarlier && <ActionButton name="earlierTalk" tone="quiet" />}
    </div>
  )
}
