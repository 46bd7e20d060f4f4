/** @file Train, pause, step, reset. */

import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { recipeCalled } from '../../settings/own-recipe.ts'
import { useAppState } from '../../store/hooks.ts'
import './controls.css'
import { trainingBusy } from './state.ts'

/** The one button of a place that has room for one. */
export function TrainOrPause() {
  const busy = useAppState(({ training }) => trainingBusy(training))
  return busy ? (
    <ActionButton name="pauseTraining" icon="pause" />
  ) : (
    <ActionButton name="train" icon="play" tone="primary" />
  )
}

export function Controls() {
  return (
    <div className="training-controls">
      <ActionButton name="train" icon="play" tone="primary" />
      <ActionButton name="pauseTraining" icon="pause" />
      <ActionButton name="stepTraining">{t('Step')}</ActionButton>
      <ActionButton name="resetTraining" />
      <ToTrainer />
    </div>
  )
}

/** The chosen recipe, for engines larger than this page. */
function ToTrainer() {
  const recipe = useAppState(({ settings }) => recipeCalled(settings.recipe, settings.ownRecipe))
  return <ActionButton name="exportToTrainer" argument={recipe} tone="quiet" icon="out" />
}
