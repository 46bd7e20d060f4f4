/** @file Sample, stop, the sampling seed, what may be drawn, and the way back to earlier rollouts. */

import { t } from '../../i18n/words.ts'
import { MAX_SEED } from '../../settings/settings.ts'
import { useAct, useAppState, useAvailable } from '../../store/hooks.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { SamplingDetails } from './details.tsx'
import './sampling.css'

export function Sampling() {
  const act = useAct()
  const seed = useAppState((state) => state.settings.seed)
  const locked = useAppState((state) => state.settings.seedLocked)
  const canSample = useAvailable('sample')
  const canStop = useAvailable('stop')
  const canGoBack = useAvailable('previousRun')
  const canGoForward = useAvailable('nextRun')
  return (
    <section className="sampling" aria-label={t('Sampling')}>
      <div className="sampling-run">
        <Button icon="play" tone="primary" shortcut="Space" disabled={!canSample} onPress={() => act('sample')}>
          {t('Sample')}
        </Button>
        <Button icon="stop" shortcut="Space" disabled={!canStop} onPress={() => act('stop')}>
          {t('Stop')}
        </Button>
      </div>
      <div className="sampling-seed">
        <span aria-hidden="true">{t('seed')}</span>
        <NumberField
          label={t('Sampling seed')}
          variant="boxed"
          value={seed}
          min={0}
          max={MAX_SEED}
          onCommit={(value) => act('setSeed', value)}
        />
        <IconButton icon="die" label={t('New sampling seed')} shortcut="r" onPress={() => act('newSeed')} />
        <IconButton
          icon={locked ? 'lock' : 'unlock'}
          label={t('Keep the sampling seed')}
          shortcut="l"
          pressed={locked}
          onPress={() => act('toggleSeedLock')}
        />
        <span className="sampling-gap" />
        <IconButton
          icon="back"
          label={t('Previous rollout')}
          shortcut="z"
          disabled={!canGoBack}
          onPress={() => act('previousRun')}
        />
        <IconButton
          icon="forward"
          label={t('Next rollout')}
          shortcut="Shift+Z"
          disabled={!canGoForward}
          onPress={() => act('nextRun')}
        />
      </div>
      <SamplingDetails />
    </section>
  )
}
