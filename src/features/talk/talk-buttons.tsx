/** @file The talk's buttons in the masthead: keep what is on screen as a cue, open the list of cues, go on stage. */
import { useEffect, useRef } from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import './talk-buttons.css'

export function TalkButtons() {
  const act = useAct()
  const cues = useAppState((state) => state.talk.talk.cues.length)
  const open = useAppState((state) => state.talk.panelOpen)
  const canAdd = useAvailable('addCue')
  const canPresent = useAvailable('present')
  const back = useAppState((state) => state.talk.timer.since !== null)
  const group = useRef<HTMLDivElement>(null)
  // Whoever comes back from the stage stands where they left.
  useEffect(() => {
    if (back && document.activeElement === document.body) {
      group.current?.querySelector<HTMLElement>('[data-place="present"] button')?.focus({ preventScroll: true })
    }
  }, [back])
  return (
    <div className="talk-buttons" ref={group}>
      <IconButton icon="cue" label={t('Add cue')} shortcut="Shift+C" disabled={!canAdd} onPress={() => act('addCue')} />
      <span className="talk-buttons-list" data-place="talk">
        <IconButton icon="list" label={t('Talk')} shortcut="Shift+T" pressed={open} onPress={() => act('toggleTalk')} />
        {cues > 0 && (
          <span className="talk-buttons-count numeric" aria-hidden="true">
            {cues}
          </span>
        )}
      </span>
      <span data-place="present">
        <IconButton
          icon="present"
          label={t('Present')}
          shortcut="Shift+P"
          disabled={!canPresent}
          onPress={() => act('present')}
        />
      </span>
    </div>
  )
}
