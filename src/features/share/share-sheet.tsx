/** @file The sheet of links: the address to copy by hand, a QR code, or code for another page. */

import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState } from '../../store/hooks.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { EmbedForm } from './embed-form.tsx'
import { QrCode } from './qr-code.tsx'
import './share-sheet.css'
import { TextToCopy } from './text-to-copy.tsx'

export function ShareSheet() {
  const closing = useActionId('closeSharing')
  const act = useAct()
  const sheet = useAppState((state) => state.sharing.sheet)
  const link = useAppState((state) => state.sharing.link)
  const title = sheet === 'qr' ? t('QR code') : sheet === 'embed' ? t('Embed code') : t('Link to what is on screen')
  return (
    <Sheet action={closing} title={title} className="share-sheet" onClose={() => act('closeSharing')}>
      {sheet === 'qr' && <QrCode text={link} />}
      {sheet === 'embed' && <EmbedForm />}
      {sheet === 'link' && (
        <>
          <p>{t('The browser does not let the page copy. The address is selected: copy it with Ctrl+C or ⌘C.')}</p>
          <TextToCopy label={t('Link')} text={link} selected />
        </>
      )}
    </Sheet>
  )
}
