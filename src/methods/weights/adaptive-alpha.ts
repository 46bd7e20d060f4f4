/** @file DistiLLM-2's skew, one for each text. */
import { type Batch, textsOf } from '../batch.ts'
import { orZero, textMean } from './selection.ts'

const LEAST_ALPHA = 0.01

/**
 * clip(1 - (1 - alpha) anchor / (gap + 1e-5), 0.01, alpha): the farther a text's gap of probabilities, mean over its tokens
 * of p_T(y) - p_S(y), lies above the batch's (the anchor), the larger its skew (distillm-2, src/distillm_trainer.py, where the
 * gap of each half of the batch is taken in its own direction: here its absolute value).
 * @returns [rows], the text's alpha on its rows and `alpha` elsewhere
 */
export function adaptiveAlpha(batch: Batch, draws: readonly string[], alpha: number): Float64Array {
  const texts = textsOf(batch, draws)
  const { teacherLogp, studentLogp } = batch.columns
  const gaps = texts.map((text) =>
    Math.abs(textMean(text, (row) => Math.exp(teacherLogp[row]!) - Math.exp(studentLogp[row]!))),
  )
  const anchor = orZero(
    gaps.reduce((sum, gap) => sum + gap, 0),
    gaps.length,
  )
  const out = new Float64Array(batch.rows).fill(alpha)
  texts.forEach(({ first, length }, i) => {
    const own = 1 - ((1 - alpha) * anchor) / (gaps[i]! + 1e-5)
    out.fill(Math.min(alpha, Math.max(LEAST_ALPHA, own)), first, first + length)
  })
  return out
}
