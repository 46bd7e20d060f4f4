/** @file Handing on what is on screen, in the masthead: copy a link, copy code for another page, a code to scan; and undo, redo. */
import { useEffect } from 'react'
import { t } from '../../i18n/words.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { lazily } from '../../ui/lazily.tsx'
import './share.css'

const ShareSheet = lazily(async () => (await import('./share-sheet.tsx')).ShareSheet)

export function Share() {
  const act = useAct()
  const canUndo = useAvailable('undo')
  const canRedo = useAvailable('redo')
  return (
    <fieldset className="share">
      <legend className="visually-hidden">{t('Share and undo')}</legend>
      <IconButton icon="undo" label={t('Undo')} shortcut="Control+Z" disabled={!canUndo} onPress={() => act('undo')} />
      <IconButton
        icon="redo"
        label={t('Redo')}
        shortcut="Control+Shift+Z"
        disabled={!canRedo}
        onPress={() => act('redo')}
      />
      <IconButton icon="link" label={t('Copy link')} shortcut="c" onPress={() => act('copyLink')} />
      <IconButton icon="embed" label={t('Copy embed code')} onPress={() => act('copyEmbedCode')} />
      <IconButton icon="qr" label={t('QR code')} onPress={() => act('showQr')} />
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
