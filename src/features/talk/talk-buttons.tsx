/** @file The talk's buttons in the masthead: keep what is on screen as a cue, open the list of cues, go on stage. */
import { useEffect, useRef } from 'react'
import { ActionIconButton } from '../../controls/buttons.tsx'
import { useAppState } from '../../store/hooks.ts'
import './talk-buttons.css'

export function TalkButtons() {
  const cues = useAppState((state) => state.talk.talk.cues.length)
  const open = useAppState((state) => state.talk.panelOpen)
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
      <ActionIconButton name="addCue" icon="cue" />
      <span className="talk-buttons-list" data-place="talk">
        <ActionIconButton name="toggleTalk" icon="list" pressed={open} />
        {cues > 0 && (
          <span className="talk-buttons-count numeric" aria-hidden="true">
            {cues}
          </span>
        )}
      </span>
      <span data-place="present">
        <ActionIconButton name="present" icon="present" />
      </span>
    </div>
  )
}
