/** @file The flipbook: one problem's text across the run, a frame a measurement, scrubbed. */
import { TokenStrip } from '../../charts/token-strip.tsx'
import { useAct, useAppState } from '../../store/hooks.ts'
import { framesOf, shownFrame } from '../../store/training/reading.ts'
import { Slider } from '../../ui/slider.tsx'
import { worldById } from '../../world/registry.ts'
import './flipbook.css'

const STATUS_WORDS = { right: '✓ right', wrong: '✗ wrong', malformed: '✗ malformed' } as const

export function Flipbook() {
  const act = useAct()
  const training = useAppState((state) => state.training)
  const limit = useAppState((state) => state.settings.gapScale)
  const unit = useAppState((state) => state.settings.units)
  const { run } = training
  const frames = run ? framesOf(run) : []
  const index = shownFrame(training)
  const shown = frames[index]
  const last = Math.max(1, frames.length - 1)
  return (
    <section className="flipbook" aria-labelledby="flipbook-heading">
      <header>
        <h3 id="flipbook-heading" className="heading">
          Flipbook
        </h3>
        <p className="numeric">
          {run && shown ? (
            <>
              {worldById(run.setup.world).name} problem {run.setup.heldOut.pinned.problemSeed}, written greedily at{' '}
              <b>step {shown.step}</b>: <b className={shown.frame.status}>{STATUS_WORDS[shown.frame.status]}</b>
            </>
          ) : (
            'no frame yet'
          )}
        </p>
        <Slider
          label="Flipbook frame"
          value={index}
          min={0}
          max={last}
          step={1}
          valueText={shown ? `step ${shown.step}, ${shown.frame.status}` : 'no frame yet'}
          onChange={(frame) => act('lookAtFrame', frame >= frames.length - 1 ? null : frame)}
        />
      </header>
      <div className="flipbook-page">
        {!shown && (
          <p className="flipbook-empty">
            Here the student writes the problem of the stage anew at every measurement. Scrub to see which tokens turn.
          </p>
        )}
        {shown && (
          <TokenStrip label={`The text at step ${shown.step}`} tokens={shown.frame.tokens} limit={limit} unit={unit} />
        )}
      </div>
    </section>
  )
}
