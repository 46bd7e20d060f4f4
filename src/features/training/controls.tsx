/** @file Train, pause, step, reset. */

import { t } from '../../i18n/words.ts'
import { useAct, useAvailable } from '../../store/hooks.ts'
import { Button } from '../../ui/button.tsx'
import './controls.css'

export function Controls() {
  const act = useAct()
  const canTrain = useAvailable('train')
  const canPause = useAvailable('pauseTraining')
  const canStep = useAvailable('stepTraining')
  const canReset = useAvailable('resetTraining')
  return (
    <div className="training-controls">
      <Button icon="play" tone="primary" disabled={!canTrain} onPress={() => act('train')}>
        {t('Train')}
      </Button>
      <Button icon="pause" disabled={!canPause} onPress={() => act('pauseTraining')}>
        {t('Pause')}
      </Button>
      <Button shortcut="." disabled={!canStep} onPress={() => act('stepTraining')}>
        {t('Step')}
      </Button>
      <Button disabled={!canReset} onPress={() => act('resetTraining')}>
        {t('Reset')}
      </Button>
    </div>
  )
}
