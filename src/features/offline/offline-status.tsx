/** @file The copy of the page on this device: whether all of it is there, how large it is, and the way to be rid of it. */
import { formatBytes } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { CardChip, ChipCard } from '../../ui/chip-card.tsx'
import type { OfflineState } from './state.ts'
import { useOfflineState } from './use-offline-state.ts'
import './offline-status.css'

/** In the masthead; nothing where there can be no copy. */
export function OfflineStatus() {
  const state = useOfflineState()
  if (state.phase === 'unavailable') return null
  return (
    <div className="offline">
      <CardChip card="offline-card">
        <span className={`offline-mark ${state.phase}`} aria-hidden="true" />
        {chipWords(state)}
      </CardChip>
      <ChipCard id="offline-card">
        <OfflineCard {...state} />
      </ChipCard>
      <output className="visually-hidden">{state.phase === 'ready' && t('Ready offline')}</output>
    </div>
  )
}

function chipWords({ phase, kept, total }: OfflineState): string {
  if (phase === 'ready') return t('Ready offline, {size}', { size: formatBytes(total) })
  if (phase === 'filling')
    return t('Offline copy: {percent} %', { percent: total ? Math.floor((100 * kept) / total) : 0 })
  return phase === 'failed' ? t('Offline copy incomplete') : t('No offline copy')
}

function OfflineCard({ phase, kept, total }: OfflineState) {
  const size = formatBytes(total)
  return (
    <>
      {phase === 'ready' && (
        <p>
          {t(
            'The page, its runtime and all models are kept on this device: {size}. With the network off everything works as it does now.',
            {
              size,
            },
          )}
        </p>
      )}
      {phase === 'filling' && (
        <>
          <p>
            {t(
              'The page, its runtime and all models are being kept on this device, so that everything works with the network off.',
            )}
          </p>
          <progress
            className="offline-progress"
            aria-label={t('Offline copy')}
            max={total || 1}
            value={total ? kept : undefined}
          />
          <p className="numeric offline-bytes">
            {total > 0 && t('{loaded} of {size}', { loaded: formatBytes(kept), size })}
          </p>
        </>
      )}
      {phase === 'failed' && (
        <p>
          {t(
            'Not everything could be kept: the connection broke, or the browser has no room. What is there stays; the page works online.',
          )}
        </p>
      )}
      {phase === 'none' && (
        <p>
          {t('Nothing of this page is kept on this device. With a copy of about 50 MB it works with the network off.')}
        </p>
      )}
      <p className="offline-buttons">
        {(phase === 'failed' || phase === 'none') && (
          <ActionButton name="keepOffline">
            {phase === 'failed' ? t('Try again') : t('Keep an offline copy')}
          </ActionButton>
        )}
        {phase !== 'none' && <ActionButton name="removeOffline" tone="quiet" />}
      </p>
    </>
  )
}

/** A new version waits until it is asked for: nothing is ever reloaded under anyone's hands. */
export function UpdateOffer() {
  const { update } = useOfflineState()
  return (
    <output className="update-offer" hidden={!update}>
      {update && (
        <>
          {t('A new version is here.')} <ActionButton name="takeUpdate">{t('Reload')}</ActionButton>
        </>
      )}
    </output>
  )
}
