/** @file Handing on what is on screen, in the masthead: copy a link, copy code for another page, a code to scan; and undo, redo. */
import { useEffect } from 'react'
import { ActionIconButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import { lazily } from '../../ui/lazily.tsx'
import './share.css'

const ShareSheet = lazily(async () => (await import('./share-sheet.tsx')).ShareSheet)

export function Share() {
  return (
    <fieldset className="share">
      <legend className="visually-hidden">{t('Share and undo')}</legend>
      <ActionIconButton name="undo" icon="undo" />
      <ActionIconButton name="redo" icon="redo" />
      <ActionIconButton name="copyLink" icon="link" />
      <ActionIconButton name="copyEmbedCode" icon="embed" />
      <ActionIconButton name="showQr" icon="qr" />
      <Copied />
    </fieldset>
  )
}

/** The sheet, fetched when it is first opened. */
export function ShareSheets() {
  const open = useAppState((state) => state.sharing.sheet !== null)
  return <div className="share-sheets">{open && <ShareSheet />}</div>
}

/** How long the word stays, milliseconds. */
const STAY = 4000

/** Says beside the button that the link is copied; always there, so that a screen reader hears the change. */
function Copied() {
  const act = useAct()
  const copied = useAppState((state) => state.sharing.copied)
  const done = copied?.what === 'link' && copied.how === 'done'
  useEffect(() => {
    if (!done) return
    const timer = setTimeout(() => act('forgetCopied'), STAY)
    return () => clearTimeout(timer)
  }, [done, act])
  return <output className="share-copied">{done ? t('Link copied') : ''}</output>
}
