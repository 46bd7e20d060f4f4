/** @file The address as a QR code, with the address in words, and what to do where it gets too long. */

import { t } from '../../i18n/words.ts'
import { MOST_IN_QR, Qr } from '../../ui/qr.tsx'
import { TextToCopy } from './text-to-copy.tsx'

/** Bytes: beyond this the modules get too small for a phone in the tenth row. */
const COMFORTABLE = 300

export function QrCode({ text }: { readonly text: string }) {
  const bytes = new TextEncoder().encode(text).length
  return (
    <>
      <div className="share-qr">
        <Qr text={text} label={t('QR code of the link')} />
      </div>
      {bytes > MOST_IN_QR && <p>{t('The link is too long for a QR code: copy it instead.')}</p>}
      {bytes > COMFORTABLE && bytes <= MOST_IN_QR && (
        <p>
          {t(
            'The link has {n} characters, which makes a fine-grained code: show it large, or go back to more of the usual settings.',
            {
              n: bytes,
            },
          )}
        </p>
      )}
      <TextToCopy label={t('Link')} text={text} />
    </>
  )
}
