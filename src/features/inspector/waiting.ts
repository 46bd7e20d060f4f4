/** @file What the details wait for while the models are not ready. */

import { t } from '../../i18n/words.ts'
import type { EngineState } from '../../store/state.ts'

/** Why nothing can be computed now, or null where the engine is ready. */
export function waitingWords(phase: EngineState['phase']): string | null {
  switch (phase) {
    case 'ready':
      return null
    case 'cancelled':
      return t('The models were not loaded: press Sample to load them.')
    case 'failed':
      return t('The models could not be loaded.')
    default:
      return t('Waits for the models …')
  }
}
