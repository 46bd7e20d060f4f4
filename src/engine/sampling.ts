/**
 * @file The choice of one token from one row of logits. Order as in Hugging Face transformers: temperature, then top-k,
 * then top-p, then min-p, each on the distribution that the one before left.
 */
import { argmax, topK } from './distribution.ts'
import { EngineError } from './errors.ts'
import type { SamplingOptions } from './types.ts'

export type SamplingShape = Pick<SamplingOptions, 'temperature' | 'topK' | 'topP' | 'minP'>

/**
 * Picks a token id: greedy at temperature 0, else the inverse of the cumulative distribution over the kept ids in
 * ascending order.
 * @param logits one row, length V
 * @param uniform a number in [0, 1); not read when greedy
 * @throws EngineError 'session-failed' when the row holds NaN (then no choice means anything)
 */
export function chooseToken(logits: ArrayLike<number>, shape: SamplingShape, uniform: number): number {
  const best = argmax(logits)
  // NaN compares false with everything, so argmax may step over it: look at the whole row.
  for (let i = 0; i < logits.length; i++) {
    if (Number.isNaN(logits[i]!)) {
      throw new EngineError(
        'session-failed',
        'The model produced numbers that are not numbers (NaN).',
        'Choose another backend, or the 32-bit file of the model.',
      )
    }
  }
  if (shape.temperature === 0) return best
  const { ids, probabilities } = keptDistribution(logits, shape)
  let cumulative = 0
  for (let i = 0; i < ids.length; i++) {
    cumulative += probabilities[i]!
    if (uniform < cumulative) return ids[i]!
  }
  // Rounding can leave the sum a hair below 1.
  return ids[ids.length - 1]!
}

/**
 * The distribution that `chooseToken` draws from: kept ids in ascending order and their probabilities (sum 1).
 * Temperature must be > 0.
 */
export function keptDistribution(
  logits: ArrayLike<number>,
  shape: SamplingShape,
): { readonly ids: readonly number[]; readonly probabilities: readonly number[] } {
  const max = logits[argmax(logits)]!
  const weight = (id: number) => Math.exp((logits[id]! - max) / shape.temperature)
  const limit = shape.topK > 0 ? Math.min(shape.topK, logits.length) : logits.length
  const sorted = limit < logits.length || shape.topP < 1
  // Only top-k and top-p need an order; plain sampling over a large vocabulary is spared the sort.
  let ids = sorted
    ? limit < logits.length
      ? topK(logits, limit)
      : Array.from(logits, (_, id) => id).sort((a, b) => logits[b]! - logits[a]! || a - b)
    : Array.from(logits, (_, id) => id)
  if (shape.topP < 1) ids = ids.slice(0, nucleusSize(ids.map(weight), shape.topP))
  // min-p is relative to the most likely token, whose weight is exp(0) = 1.
  if (shape.minP > 0) ids = ids.filter((id) => weight(id) >= shape.minP)
  if (sorted) ids.sort((a, b) => a - b)
  const weights = ids.map(weight)
  const total = weights.reduce((sum, value) => sum + value, 0)
  return { ids, probabilities: weights.map((value) => value / total) }
}

/** Length of the shortest prefix of descending weights that holds at least `share` of their sum; at least 1. */
function nucleusSize(weights: readonly number[], share: number): number {
  const target = share * weights.reduce((sum, value) => sum + value, 0)
  let cumulative = 0
  for (let i = 0; i < weights.length; i++) {
    cumulative += weights[i]!
    if (cumulative >= target) return i + 1
  }
  return weights.length
}
