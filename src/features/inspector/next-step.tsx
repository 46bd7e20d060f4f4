/** @file The next-step ghost's controls and words: how far, what is predicted, and where the step really went. */
import type { ReactNode } from 'react'
import { formatNumber, formatProbability, inUnit, THIN_SPACE, tokenName } from '../../charts/format.ts'
import { ActionButton } from '../../controls/buttons.tsx'
import { ActionSlider } from '../../controls/fields.tsx'
import type { NextStepEntry } from '../../engine/types.ts'
import { t, translate } from '../../i18n/words.ts'
import { useAct, useAppState } from '../../store/hooks.ts'
import type { NextStepNumber } from '../../store/provenance/provenance.ts'
import { viewOf } from '../../store/scoring.ts'
import { NumberButton } from '../../ui/number-button.tsx'
import { Phrase } from '../../ui/phrase.tsx'
import { type NextStepState, nextStepFailure, nextStepOf, stepSizeOf } from './next-step-prediction.ts'
import { FITTED, STEP_SIZES } from './settings.ts'
import { waitingWords } from './waiting.ts'

const before = ({ logp }: NextStepEntry): number => Math.exp(logp)
/** To first order in the log-prob: beyond 1 where the step is too long for it. */
const predicted = ({ logp, slope }: NextStepEntry, rate: number): number => Math.exp(logp + rate * slope)

/** The entry whose probability is predicted to change most among those that are shown. */
function largestMove(entries: readonly NextStepEntry[], rate: number): NextStepEntry | undefined {
  const size = (entry: NextStepEntry): number => {
    const change = Math.abs(Math.min(1, predicted(entry, rate)) - before(entry))
    return Number.isNaN(change) ? 0 : change
  }
  return [...entries].sort((a, b) => size(b) - size(a))[0]
}

/** Small ones keep their size. */
function errorWords(error: number): string {
  return error > 0 && error < 0.001 ? error.toExponential(1).replace('-', '−') : formatNumber(error)
}

export function NextStep() {
  const chosen = useAppState(({ settings }) => settings.stepSize)
  const rate = useAppState(stepSizeOf)
  const fitted = chosen === FITTED
  // The slider stands somewhere before the fitted step is known.
  const at = rate ?? 0.001
  const text = rate === null ? '–' : String(rate)
  return (
    <section className="next-step" aria-label={t('Next-step ghost')}>
      <h3 className="heading">{t('Next-step ghost')}</h3>
      <div className="next-step-controls">
        <ActionSlider
          name="setStepSize"
          value={Math.log10(at)}
          min={Math.log10(STEP_SIZES.min)}
          max={Math.log10(STEP_SIZES.max)}
          step={0.05}
          valueText={fitted ? t('{rate}, fitted to the token', { rate: text }) : text}
          title={t('The new weights are the old ones minus this times the gradient of this token’s divergence')}
          to={(exponent) => 10 ** exponent}
        />
        <span className="next-step-rate numeric" aria-hidden="true">
          {text}
        </span>
        <ActionButton name="fitStepSize" tone="quiet">
          {fitted ? t('Fitted') : t('Fit')}
        </ActionButton>
      </div>
      <output className="next-step-words numeric" data-figure>
        <Words rate={rate} />
      </output>
      <ActionButton name="takeNextStep" />
    </section>
  )
}

function Words({ rate }: { readonly rate: number | null }) {
  const pinned = useAppState((state) => state.pinned)
  const state = useAppState(nextStepOf)
  const failure = useAppState(nextStepFailure)
  const scored = useAppState((whole) => viewOf(whole).shown !== null)
  const environment = useAppState(
    ({ rollout, pinned }) => pinned !== null && rollout?.tokens[pinned]?.source === 'environment',
  )
  const phase = useAppState((whole) => whole.engine.phase)
  if (pinned === null) return t('Pin a token: a click on it, or Enter.')
  if (environment) return t('No step here: the environment wrote this token.')
  if (failure !== null)
    return (
      <>
        {translate(failure)} <ActionButton name="retryDetails">{t('Try again')}</ActionButton>
      </>
    )
  if (!state)
    return waitingWords(phase) ?? (scored ? t('Computing the gradient …') : t('No step here before it is scored.'))
  if (!state.prediction || rate === null) return t('Computing the gradient …')
  return <Moves state={state} rate={rate} token={pinned} />
}

interface MovesProps {
  readonly state: NextStepState
  readonly rate: number
  readonly token: number
}

/** Where the step leads, every number with its receipt. */
function Moves({ state, rate, token }: MovesProps) {
  const act = useAct()
  const reading = useAppState((whole) => (viewOf(whole).context === null ? 'without' : 'with'))
  const unit = useAppState(({ settings }) => settings.units)
  const taken = state.taken?.rate === rate ? state.taken.step : null
  const entry = largestMove((taken ?? state.prediction)?.entries ?? [], rate)
  if (!entry) return null
  const number = (quantity: NextStepNumber['quantity'], value: string, of: string): ReactNode => (
    <NumberButton
      value={value}
      of={of}
      onPress={() => {
        const whole = quantity === 'ghost-error' || quantity === 'ghost-norm'
        act('openReceipt', { token, quantity, reading, entry: whole ? null : entry.id })
      }}
    />
  )
  const next = predicted(entry, rate)
  const values = { token: tokenName(entry.text), before: formatProbability(before(entry)) }
  const places = {
    predicted: number(
      'ghost-predicted',
      next > 1 ? t('over 100 %') : formatProbability(next),
      t('predicted probability after the step'),
    ),
    norm: number('ghost-norm', formatNumber(state.prediction?.gradientNorm ?? Number.NaN), t('gradient norm')),
  }
  if (entry.after === null || !taken)
    return (
      <Phrase
        text={t('{token} goes from {before} to {predicted} (predicted). Gradient norm {norm}.', {
          ...values,
          predicted: '{predicted}',
          norm: '{norm}',
        })}
        places={places}
      />
    )
  return (
    <Phrase
      text={t('{token} goes from {before} to {predicted} (predicted), really to {actual}. Largest error {error}.', {
        ...values,
        predicted: '{predicted}',
        actual: '{actual}',
        error: '{error}',
      })}
      places={{
        ...places,
        actual: number('ghost-actual', formatProbability(Math.exp(entry.after)), t('probability after the step')),
        error: number(
          'ghost-error',
          `${errorWords(inUnit(taken.error ?? Number.NaN, unit))}${THIN_SPACE}${unit}`,
          t('largest error of the prediction'),
        ),
      }}
    />
  )
}
