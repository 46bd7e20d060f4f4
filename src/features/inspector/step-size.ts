/**
 * @file How far the next-step ghost steps. The gradient's norm differs by four powers of ten between the tokens of one
 * rollout, so no one step size is both visible and small enough for first order: by default the step fits the position.
 */
import type { NextStepPrediction } from '../../engine/types.ts'
import { clamp } from '../../store/app.ts'
import { STEP_SIZES } from './settings.ts'

/** A predicted change of probability that the eye can see. */
const VISIBLE = 0.05
/** Predicted change of a log-prob, nats, up to which first order is taken at its word. */
const FAITHFUL = 0.5

/** The largest step that moves no shown probability by more than `VISIBLE` and no shown log-prob by more than `FAITHFUL`. */
export function fittedRate({ entries }: Pick<NextStepPrediction, 'entries'>): number {
  const steepest = (of: (entry: NextStepPrediction['entries'][number]) => number): number =>
    Math.max(0, ...entries.map(of).map(Math.abs).filter(Number.isFinite))
  const rate = Math.min(
    VISIBLE / steepest(({ logp, slope }) => Math.exp(logp) * slope),
    FAITHFUL / steepest(({ slope }) => slope),
  )
  return roundedRate(rate)
}

/** Two significant digits, as many as the slider shows, within the range; the address holds six decimals. */
export function roundedRate(rate: number): number {
  const digits = Number(Number(rate.toPrecision(2)).toFixed(6))
  return clamp(digits, STEP_SIZES.min, STEP_SIZES.max)
}
