/** @file What a printed page says of itself: who wrote and read, with which settings, and where it can be seen live. */

import { t } from '../../i18n/words.ts'
import { useAddress, useAppState, useSettings } from '../../store/hooks.ts'

/** On paper only; screens and screen readers have the same from the sentence and the address bar. */
export function PrintCaption() {
  const address = useAddress()
  const settings = useSettings()
  const rollout = useAppState((state) => state.rollout)
  const backend = useAppState((state) => state.engine.info?.backend ?? null)
  const { world, problemSeed, difficulty, student, teacher, divergence } = settings
  const parts = [
    t('OPD playground'),
    `${world} ${problemSeed}, ${t('difficulty {n}', { n: difficulty })}`,
    t('student {id}', { id: student }),
    t('teacher {id}', { id: teacher }),
    settings.privileged ? t('context {kind}', { kind: settings.context }) : t('without context'),
    divergence,
    rollout &&
      t('seed {seed}, temperature {temperature}', {
        seed: rollout.sampling.seed,
        temperature: rollout.sampling.temperature,
      }),
    rollout?.origin === 'recorded' ? 'REPLAY' : backend,
  ]
  return (
    <p className="print-caption" aria-hidden="true">
      {parts.filter((part) => part !== null).join(' · ')}
      <br />
      {address}
    </p>
  )
}
