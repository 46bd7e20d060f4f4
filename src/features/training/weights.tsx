/** @file The weights: how far each layer has moved, the way back to earlier ones, and the way out of the page. */
import { useState } from 'react'
import { MovementBars } from '../../charts/movement-bars.tsx'
import { ActionButton } from '../../controls/buttons.tsx'
import { t } from '../../i18n/words.ts'
import { useAct, useActionId, useAppState, useAvailable } from '../../store/hooks.ts'
import { Slider } from '../../ui/slider.tsx'
import { TakeWeights } from './take.tsx'
import './weights.css'

export function Weights() {
  const movement = useAppState(
    ({ training: { run, at } }) => run?.evaluations.findLast(({ step }) => step <= at)?.movement,
  )
  const adapts = useAppState(({ training: { run } }) => run?.setup.lora !== undefined)
  return (
    <section className="weights" data-part="weights" aria-labelledby="weights-heading">
      <h3 id="weights-heading" className="heading">
        {t('Weights')}
      </h3>
      <p className="weights-caption">{t('How far each layer has moved')}: ‖w − w₀‖ / ‖w₀‖.</p>
      <div className="weights-bars">
        {movement ? <MovementBars layers={movement} /> : <p>{t('Nothing has moved yet.')}</p>}
      </div>
      {movement && <TakeWeights />}
      <Rewind />
      <div className="weights-buttons">
        <ActionButton name="useAsStudent" />
        <ActionButton name="useAsTeacher" />
        <ActionButton name="saveWeights" />
        {adapts && <ActionButton name="saveAdapter" />}
        <LoadWeights />
      </div>
    </section>
  )
}

/** Checkpoints as a film: the hand drags, the weights go back when it lets go. */
function Rewind() {
  const rewind = useActionId('rewindTraining')
  const act = useAct()
  const checkpoints = useAppState((state) => state.training.checkpoints)
  const at = useAppState((state) => state.training.at)
  const can = useAvailable('rewindTraining')
  const [draft, setDraft] = useState<number | null>(null)
  const present = Math.max(
    0,
    checkpoints.findLastIndex((step) => step <= at),
  )
  const index = Math.min(draft ?? present, Math.max(0, checkpoints.length - 1))
  const step = checkpoints[index] ?? 0
  return (
    <p className="weights-rewind">
      <span aria-hidden="true">{t('Rewind')}</span>
      <Slider
        action={rewind}
        label={t('Rewind to checkpoint')}
        value={index}
        min={0}
        max={Math.max(1, checkpoints.length - 1)}
        step={1}
        valueText={t('step {step}', { step })}
        onChange={setDraft}
        onRelease={() => {
          if (draft === null) return
          setDraft(null)
          if (can && step !== at) act('rewindTraining', step)
        }}
      />
      <output className="numeric">{t('step {step}', { step: draft === null ? at : step })}</output>
    </p>
  )
}

function LoadWeights() {
  const loadWeights = useActionId('loadWeights')
  const act = useAct()
  const can = useAvailable('loadWeights')
  return (
    <label className="button plain weights-file" aria-disabled={!can || undefined}>
      {t('Load weights')}
      <input
        type="file"
        data-action={loadWeights}
        className="visually-hidden"
        accept=".safetensors"
        disabled={!can}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) act('loadWeights', file)
          // The same file can be chosen again.
          target.value = ''
        }}
      />
    </label>
  )
}
