/** @file The QR code of the exact state on the stage, for those who want to go on by themselves. */

import { t } from '../../i18n/words.ts'
import { useAddress, useAppState } from '../../store/hooks.ts'
import { MOST_IN_QR, Qr } from '../../ui/qr.tsx'
import './state-code.css'

export function StateCode() {
  const wanted = useAppState(({ talk }) => (talk.presentation ? (talk.talk.cues[talk.presentation.at]?.qr ?? false) : false))
  return wanted ? <Code /> : null
}

function Code() {
  const address = useAddress()
  return (
    <figure className="state-code">
      {address.length > MOST_IN_QR ? (
        <p>{t('This state is too long for a QR code.')}</p>
      ) : (
        <Qr text={address} label={t('QR code of this state')} />
      )}
      <figcaption>{t('This very state, on your own device')}</figcaption>
    </figure>
  )
}
