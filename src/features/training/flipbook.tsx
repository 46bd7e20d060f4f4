/** @file The flipbook: one problem's text across the run, a frame a measurement, scrubbed. */
import { TokenStrip } from '../../charts/text/token-strip.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import { mark, t } from '../../i18n/words.ts'
import { worldName } from '../../stage/names.ts'
import { useAppState } from '../../store/hooks.ts'
import { Phrase } from '../../ui/phrase.tsx'
import { framesOf, shownFrame } from './training-view.ts'
import './flipbook.css'
import { TakeFlipbook } from './take.tsx'

const STATUS_WORDS = {
  right: mark('✓ right'),
  wrong: mark('✗ wrong'),
  malformed: mark('✗ malformed'),
  unchecked: mark('– unchecked'),
} as const

export function Flipbook() {
  const training = useAppState((state) => state.training)
  const limit = useAppState((state) => state.settings.gapScale)
  const unit = useAppState((state) => state.settings.units)
  const { run } = training
  const frames = run ? framesOf(run) : []
  const index = shownFrame(training)
  const shown = frames[index]
  const last = Math.max(1, frames.length - 1)
  return (
    <section className="flipbook" data-part="flipbook" aria-labelledby="flipbook-heading">
      <header>
        <h3 id="flipbook-heading" className="heading">
          {t('Flipbook')}
        </h3>
        <p className="numeric">
          {run && shown ? (
            <Phrase
              text={
                run.setup.own
                  ? t('Your own prompt, written greedily at {step}: {verdict}')
                  : t('{world} problem {problem}, written greedily at {step}: {verdict}')
              }
              places={{
                world: worldName(run.setup.world),
                problem: run.setup.heldOut.pinned.problemSeed,
                step: <b>{t('step {step}', { step: shown.step })}</b>,
                verdict: <b className={shown.frame.status}>{t(STATUS_WORDS[shown.frame.status])}</b>,
              }}
            />
          ) : (
            t('no frame yet')
          )}
        </p>
        <ActionSlider
          name="lookAtFrame"
          value={index}
          min={0}
          max={last}
          step={1}
          valueText={
            shown
              ? `${t('step {step}', { step: shown.step })}, ${t(STATUS_WORDS[shown.frame.status])}`
              : t('no frame yet')
          }
          to={(frame) => (frame >= frames.length - 1 ? null : frame)}
        />
      </header>
      <div className="flipbook-page">
        {!shown && (
          <p className="flipbook-empty">
            {t(
              'Here the student writes the problem of the stage anew at every measurement. Scrub to see which tokens turn.',
            )}
          </p>
        )}
        {shown && (
          <TokenStrip
            label={t('The text at step {step}', { step: shown.step })}
            tokens={shown.frame.tokens}
            limit={limit}
            unit={unit}
          />
        )}
      </div>
      {shown && <TakeFlipbook />}
    </section>
  )
}
