/** @file Over the text: who wrote it and when, live or recorded. */
import { formatNumber } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import type { SamplingOptions } from '../../engine/types.ts'
import { mark, t, translate } from '../../i18n/words.ts'
import { useAppState } from '../../store/hooks.ts'
import { isStale, modelById, rolesSwapped, truncationWords } from '../../store/scoring.ts'
import type { ImportedRollout } from '../../store/state.ts'
import './heading.css'

export function RolloutHeading() {
  const run = useAppState((state) => state.rollout)
  const waiting = useAppState(({ activity, rollout }) => activity === 'sampling' && rollout?.result !== null)
  const stale = useAppState(isStale)
  const swapped = useAppState(rolesSwapped)
  const writer = useAppState(({ engine, rollout }) => modelById(engine.models, rollout?.student ?? '')?.name)
  return (
    <div className="rollout-heading">
      <h2 id="rollout-heading" className="heading">
        {swapped ? t('The writer’s text') : t('The student’s text')}
      </h2>
      {run?.imported && (
        <p className="rollout-origin numeric">
          {run.imported.server ? (
            <span className="badge" title={t('Written just now by a student on a server')}>
              {t('SERVER')}
            </span>
          ) : (
            <span className="badge" title={t('Written by a trainer elsewhere, and imported from its dump')}>
              {t('IMPORTED')}
            </span>
          )}
          {whence(run.imported)}
          {run.imported.server && `, ${howDrawn(run.sampling)}`}
        </p>
      )}
      {run && !run.imported && (
        <p className="rollout-origin numeric">
          <span className={`badge ${run.origin}`} title={t(TITLES[run.origin])}>
            {run.origin === 'recorded' ? t('REPLAY') : t('LIVE')}
          </span>
          {howDrawn(run.sampling)}
        </p>
      )}
      {run && stale && !waiting && (
        <p className="rollout-stale">
          {t('Written by “{writer}”, temperature {temperature}: the settings have moved on.', {
            writer: translate(writer ?? run.student),
            temperature: run.sampling.temperature,
          })}{' '}
          <ActionButton name="sample">{t('Write it again')}</ActionButton>
        </p>
      )}
      {waiting && <p className="rollout-waiting">{t('The student is being loaded …')}</p>}
    </div>
  )
}

function whence({ trainer, step, reward }: ImportedRollout): string {
  return [
    trainer,
    ...(step === null ? [] : [t('step {step}', { step })]),
    ...(reward === null ? [] : [t('reward {reward}', { reward: formatNumber(reward) })]),
  ].join(', ')
}

function howDrawn(sampling: SamplingOptions): string {
  const { seed, temperature } = sampling
  const heat = temperature === 0 ? t('greedy') : t('temperature {temperature}', { temperature })
  return [t('seed {seed}', { seed }), heat, ...truncationWords(sampling)].join(', ')
}

const TITLES = {
  recorded: mark('Recorded earlier from the same models; press Sample to write on this device'),
  live: mark('Written on this device'),
} as const
