/** @file DistiLLM-2's skew, one for each text. */
import { type Batch, textsOf } from '../batch.ts'
import { orZero, textMean } from './selection.ts'

export interface SkewDivergence {
  readonly id: 'skew-forward-kl' | 'skew-reverse-kl'
  readonly alpha: number
  /** Sets each text's alpha as `adaptiveAlpha` says. */
  readonly adaptive?: boolean | undefined
}

const LEAST_ALPHA = 0.01

/**
 * clip(1 - (1 - alpha) anchor / (gap + 1e-5), 0.01, alpha): a text whose gap reaches the batch's mean gap (the anchor) keeps
 * alpha, and the closer the models already are on it, the smaller its skew (distillm-2, src/distillm_trainer.py, whose anchor
 * is the mean of the epoch before; clip, limits and 1e-5 as losses.md 1.3 has them). The gap is that of the two models'
 * exp(mean log-prob) of the text: teacher minus student for forward KL, whose texts are the teacher's, student minus teacher
 * for reverse KL. A gap of the other sign than the anchor's gives alpha, as in that code.
 * @returns [rows], the text's alpha on its rows and `alpha` elsewhere
 */
export function adaptiveAlpha(batch: Batch, draws: readonly string[], { id, alpha }: SkewDivergence): Float64Array {
  const texts = textsOf(batch, draws)
  const { teacherLogp, studentLogp } = batch.columns
  const sign = id === 'skew-forward-kl' ? 1 : -1
  const gaps = texts.map((text) => {
    const likelihood = (logp: Float64Array) => Math.exp(textMean(text, (row) => logp[row]!))
    return sign * (likelihood(teacherLogp) - likelihood(studentLogp))
  })
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
