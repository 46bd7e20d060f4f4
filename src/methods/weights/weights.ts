/** @file The product of a term's weights, row by row. */
import { type Batch, textsOf } from '../batch.ts'
import type { TextWeight, Weight } from '../recipe/weights.ts'
import { textWeight } from './text-weights.ts'
import { tokenWeight } from './token-weights.ts'

/** A record, so that a kind of text weight that is missing here does not compile. */
const TEXT_KINDS: Readonly<Record<TextWeight['kind'], true>> = {
  outcome: true,
  perplexity: true,
  'pass-rate': true,
  reward: true,
  polarity: true,
  consensus: true,
}

const isTextWeight = (weight: Weight): weight is TextWeight => weight.kind in TEXT_KINDS

/**
 * The weights of a term, multiplied.
 * @param draws the term's draws; rows of other draws get 0
 * @returns [rows]
 */
export function weightsOf(batch: Batch, draws: readonly string[], weights: readonly Weight[] = []): Float64Array {
  const texts = textsOf(batch, draws)
  const product = new Float64Array(batch.rows)
  for (const { first, length } of texts) product.fill(1, first, first + length)
  for (const weight of weights) {
    const byText = isTextWeight(weight) ? textWeight(batch, texts, weight) : null
    const byToken = isTextWeight(weight) ? null : tokenWeight(batch, texts, weight)
    for (const text of texts) {
      const whole = byText?.(text) ?? 1
      for (let row = text.first; row < text.first + text.length; row++)
        product[row]! *= whole * (byToken?.(row, text) ?? 1)
    }
  }
  return product
}
