/** @file Train, pause, step, reset. */

import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import './controls.css'

export function Controls() {
  return (
    <div className="training-controls">
      <ActionButton name="train" icon="play" tone="primary" />
      <ActionButton name="pauseTraining" icon="pause" />
      <ActionButton name="stepTraining">{t('Step')}</ActionButton>
      <ActionButton name="resetTraining" />
    </div>
  )
}
