/** @file The page or, while a talk is on, its stage; and the speaker's notes in their own window. */
import { Fragment } from 'react'
import type { BoundTalk } from '../../features/talk/bind.ts'
import { TalkNotes, TalkParts, TalkStage } from '../../features/talk/parts.tsx'
import { TalkButtons } from '../../features/talk/talk-buttons.tsx'
import { useAppState } from '../../store/hooks.ts'
import { Page } from '../page.tsx'
import { Sheets } from './sheets.tsx'

export { bindTalk, openKeptTalk } from '../../features/talk/bind.ts'

/** Drawn anew in another language: its words are read while it is drawn, so every part of it has to be. */
export function Shell({ notesRoot }: Pick<BoundTalk, 'notesRoot'>) {
  const language = useAppState((state) => state.language)
  const onStage = useAppState((state) => state.talk.presentation !== null)
  return (
    <Fragment key={language}>
      {onStage ? <TalkStage /> : <Page tools={<TalkButtons />} layers={<TalkParts />} />}
      <Sheets />
      <TalkNotes root={notesRoot} />
    </Fragment>
  )
}
