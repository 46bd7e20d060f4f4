/** @file The parts of a talk that most visitors never see, fetched when they are wanted. */
import { createPortal } from 'react-dom'
import { useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import type { BoundTalk } from './bind.ts'

export const TalkStage = lazily(async () => (await import('./stage.tsx')).TalkStage)
const Panel = lazily(async () => (await import('./talk-panel.tsx')).TalkPanel)
const Bets = lazily(async () => (await import('./bet-dialog.tsx')).BetDialog)
const Handout = lazily(async () => (await import('./handout.tsx')).Handout)
const Notes = lazily(async () => (await import('./notes.tsx')).Notes)

/** The panel, the bets and the handout, over the page. */
export function TalkParts() {
  const open = useAppState((state) => state.talk.panelOpen)
  const betting = useAppState((state) => state.talk.betting)
  const printing = useAppState((state) => state.talk.handout !== null)
  return (
    <>
      {open && <Panel />}
      {betting && <Bets />}
      {printing && <Handout />}
    </>
  )
}

/** The notes in the speaker's window, while it is open. */
export function TalkNotes({ root }: { readonly root: BoundTalk['notesRoot'] }) {
  const open = useAppState((state) => state.talk.notes === 'open')
  const place = open ? root() : null
  return place && createPortal(<Notes />, place)
}
