/** @file From weights to what the graph multiplies each row's loss by: denominators and coefficients in it. */
import { type Batch, textsOf } from '../batch.ts'
import type { CrossEntropyTerm } from '../recipe/terms.ts'
import { weightsOf } from './weights.ts'

/** What every term but a preference has. */
type Reduced = Pick<CrossEntropyTerm, 'on' | 'weights' | 'per'>

/**
 * Weight times coefficient over the denominator that `per` names, so that a term is sum over rows of this times its loss.
 * @returns [rows]; all 0 where the denominator is 0
 */
export function rowWeights(batch: Batch, { on, weights, per = 'tokens' }: Reduced, coefficient: number): Float64Array {
  const texts = textsOf(batch, on)
  const product = weightsOf(batch, on, weights)
  const tokens = texts.reduce((sum, { length }) => sum + length, 0)
  const scale = (denominator: number) => (denominator > 0 ? coefficient / denominator : 0)
  if (per === 'tokens') return product.map((w) => w * scale(tokens))
  if (per === 'kept') {
    const kept = product.reduce((sum, w) => sum + Math.abs(w), 0)
    return product.map((w) => w * scale(kept))
  }
  const counted = (from: number, to: number) => product.subarray(from, to).reduce((n, w) => n + Number(w !== 0), 0)
  if (per === 'counted') {
    const factor = scale(counted(0, product.length))
    return product.map((w) => w * factor)
  }
  for (const { first, length } of texts) {
    const tokensOf = { sum: 1, texts: length, 'texts-counted': counted(first, first + length) }[per]
    const factor = scale(tokensOf * texts.length)
    for (let row = first; row < first + length; row++) product[row]! *= factor
  }
  return product
}

/** Share of the draws' rows whose weight is not 0; 1 where there are no rows. */
export function keptShare(batch: Batch, { on, weights }: Pick<Reduced, 'on' | 'weights'>): number {
  const tokens = textsOf(batch, on).reduce((sum, { length }) => sum + length, 0)
  if (tokens === 0) return 1
  return weightsOf(batch, on, weights).reduce((count, w) => count + Number(w !== 0), 0) / tokens
}
