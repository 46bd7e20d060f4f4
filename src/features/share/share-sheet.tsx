/** @file The sheet of links: the address to copy by hand, a QR code, or code for another page. */
import { useLayoutEffect, useRef } from 'react'
import { useAct, useAppState } from '../../store/hooks.ts'
import { IconButton } from '../../ui/button.tsx'
import { t } from '../../words/words.ts'
import { EmbedForm } from './embed-form.tsx'
import { QrCode } from './qr-code.tsx'
import './share-sheet.css'
import { TextToCopy } from './text-to-copy.tsx'

export function ShareSheet() {
  const act = useAct()
  const sheet = useAppState((state) => state.sharing.sheet)
  const link = useAppState((state) => state.sharing.link)
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the effects of what is inside: opening takes the focus, which a text to copy by hand wants for itself.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="share-sheet" aria-labelledby="share-heading" onClose={() => act('closeSharing')}>
      <div className="share-sheet-inner">
        <header>
          <h2 id="share-heading">
            {sheet === 'qr' ? t('QR code') : sheet === 'embed' ? t('Embed code') : t('Link to what is on screen')}
          </h2>
          <IconButton icon="cross" label={t('Close')} onPress={() => dialog.current?.close()} />
        </header>
        {sheet === 'qr' && <QrCode text={link} />}
        {sheet === 'embed' && <EmbedForm />}
        {sheet === 'link' && (
          <>
            <p>{t('The browser does not let the page copy. The address is selected: copy it with Ctrl+C or ⌘C.')}</p>
            <TextToCopy label={t('Link')} text={link} selected />
          </>
        )}
      </div>
    </dialog>
  )
}
