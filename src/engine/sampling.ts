/**
 * @file The choice of one token from one row of logits. Order as in Hugging Face transformers: temperature, then top-k,
 * then top-p, then min-p, each on the distribution that the one before left.
 */
import { argmax, logProbability, topK } from './distribution.ts'
import { EngineError } from './errors.ts'
import type { SamplingOptions } from './types.ts'

export type SamplingShape = Pick<SamplingOptions, 'temperature' | 'topK' | 'topP' | 'minP'>

/** A chosen token. */
export interface TokenChoice {
  readonly id: number
  /** Log-probability of the id at temperature 1 over the whole vocabulary, whatever it was drawn from. Nats. */
  readonly logp: number
}

/**
 * Picks a token: greedy at temperature 0, else the inverse of the cumulative distribution over the kept ids in
 * ascending order.
 * @param logits one row, length V
 * @param uniform a number in [0, 1); not read when greedy
 * @param scratch at least V numbers, overwritten: whoever draws thousands of times a second keeps one
 * @throws EngineError 'session-failed' when the row holds NaN (then no choice means anything)
 */
export function chooseToken(
  logits: ArrayLike<number>,
  shape: SamplingShape,
  uniform: number,
  scratch: Float64Array = new Float64Array(logits.length),
): TokenChoice {
  let best = 0
  // NaN compares false with everything, so looking for the largest alone may step over it.
  let broken = false
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i]!
    if (value > logits[best]!) best = i
    else if (Number.isNaN(value)) broken = true
  }
  if (broken) throw notNumbers()
  const { temperature } = shape
  if (temperature === 0) return withLogProbability(logits, best)
  if (keepsAll(shape, logits.length)) return drawFromAll(logits, logits[best]!, temperature, uniform, scratch)
  const { ids, probabilities } = keptDistribution(logits, shape)
  let cumulative = 0
  for (let i = 0; i < ids.length; i++) {
    cumulative += probabilities[i]!
    if (uniform < cumulative) return withLogProbability(logits, ids[i]!)
  }
  // Rounding can leave the sum a hair below 1.
  return withLogProbability(logits, ids[ids.length - 1]!)
}

/** Whether every token may be drawn. */
export function keepsAll({ topK, topP, minP }: SamplingShape, vocabulary: number): boolean {
  return (topK <= 0 || topK >= vocabulary) && topP >= 1 && minP <= 0
}

/** The error of a model whose logits hold NaN. */
export function notNumbers(): EngineError {
  return new EngineError(
    'session-failed',
    'The model produced numbers that are not numbers (NaN).',
    'Choose another backend, or the 32-bit file of the model.',
  )
}

function withLogProbability(logits: ArrayLike<number>, id: number): TokenChoice {
  return { id, logp: logProbability(logits, id) }
}

/** The same draw as over `keptDistribution`, to the bit, where nothing is cut off. */
function drawFromAll(
  logits: ArrayLike<number>,
  max: number,
  temperature: number,
  uniform: number,
  weights: Float64Array,
): TokenChoice {
  const size = logits.length
  let total = 0
  for (let id = 0; id < size; id++) {
    const weight = Math.exp((logits[id]! - max) / temperature)
    weights[id] = weight
    total += weight
  }
  let chosen = size - 1
  let cumulative = 0
  for (let id = 0; id < size; id++) {
    cumulative += weights[id]! / total
    if (uniform < cumulative) {
      chosen = id
      break
    }
  }
  // At temperature 1 the weights are those of the log-probability, and half of the exponentials are saved.
  if (temperature === 1) return { id: chosen, logp: logits[chosen]! - max - Math.log(total) }
  return withLogProbability(logits, chosen)
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
