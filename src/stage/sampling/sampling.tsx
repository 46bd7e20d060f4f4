/** @file Sample, stop, the sampling seed, what may be drawn, and the way back to earlier rollouts. */

import { ActionButton, ActionIconButton } from '../../controls/buttons.tsx'
import { ActionNumber } from '../../controls/fields.tsx'
import { t } from '../../i18n/words.ts'
import { MAX_SEED } from '../../settings/settings.ts'
import { writing } from '../../store/app.ts'
import { useAppState } from '../../store/hooks.ts'
import { SamplingDetails } from './details.tsx'
import './sampling.css'
import { useRoving } from '../../ui/use-roving.ts'

/** Sample or, while the student writes, Stop: the one button of a place that has room for one. */
export function SampleOrStop() {
  const busy = useAppState(writing)
  return busy ? <ActionButton name="stop" icon="stop" /> : <ActionButton name="sample" icon="play" tone="primary" />
}

export function Sampling() {
  const seed = useAppState((state) => state.settings.seed)
  const group = useRoving<HTMLElement>()
  const locked = useAppState((state) => state.settings.seedLocked)
  return (
    <section className="sampling" data-part="sampling" aria-label={t('Sampling')} ref={group}>
      <div className="sampling-run" data-held>
        <ActionButton name="sample" icon="play" />
        <ActionButton name="stop" icon="stop" />
      </div>
      <div className="sampling-seed">
        <span aria-hidden="true">{t('seed')}</span>
        <ActionNumber name="setSeed" variant="boxed" value={seed} min={0} max={MAX_SEED} />
        <ActionIconButton name="newSeed" icon="die" />
        <ActionIconButton name="toggleSeedLock" icon={locked ? 'lock' : 'unlock'} pressed={locked} />
        <span className="sampling-gap" />
        <ActionIconButton name="previousRun" icon="back" />
        <ActionIconButton name="nextRun" icon="forward" />
      </div>
      <SamplingDetails />
    </section>
  )
}
