/**
 * @file Float64 arithmetic on one row of logits (length V): log-softmax, entropy, ranks, top-k. Nats throughout. Ties are
 * always broken towards the lower id, so that greedy choice, rank and top-k agree with each other.
 */

/** Log-probabilities of one row: x - max - log(sum(exp(x - max))), in float64. Length V. */
export function logSoftmax(logits: ArrayLike<number>): Float64Array {
  const size = logits.length
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) if (logits[i]! > max) max = logits[i]!
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.exp(logits[i]! - max)
  const shift = max + Math.log(sum)
  const result = new Float64Array(size)
  for (let i = 0; i < size; i++) result[i] = logits[i]! - shift
  return result
}

/** Log-probability of one entry, without building the whole row. Nats. */
export function logProbability(logits: ArrayLike<number>, id: number): number {
  const size = logits.length
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < size; i++) if (logits[i]! > max) max = logits[i]!
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.exp(logits[i]! - max)
  return logits[id]! - max - Math.log(sum)
}

/** Shannon entropy of a row of log-probabilities, nats. Entries of probability 0 contribute 0. */
export function entropy(logProbabilities: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < logProbabilities.length; i++) {
    const logp = logProbabilities[i]!
    if (logp > Number.NEGATIVE_INFINITY) sum -= Math.exp(logp) * logp
  }
  return sum
}

/** 1 for the most likely entry. Any monotone scores will do (logits or log-probabilities). */
export function rankOf(scores: ArrayLike<number>, id: number): number {
  const own = scores[id]!
  let rank = 1
  for (let i = 0; i < scores.length; i++) {
    const other = scores[i]!
    if (other > own || (other === own && i < id)) rank++
  }
  return rank
}

/** Index of the largest entry. */
export function argmax(scores: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i
  return best
}

/** Ids of the k largest entries, largest first. k is clipped to V. */
export function topK(scores: ArrayLike<number>, k: number): number[] {
  const size = scores.length
  const count = Math.min(Math.max(0, Math.floor(k)), size)
  if (count === 0) return []
  const byScore = (a: number, b: number) => scores[b]! - scores[a]! || a - b
  // A short sorted list beats sorting a vocabulary of 150,000 for the usual k of 10 to 50.
  const best: number[] = []
  for (let id = 0; id < size; id++) {
    if (best.length === count && byScore(id, best[count - 1]!) >= 0) continue
    let slot = best.length
    while (slot > 0 && byScore(id, best[slot - 1]!) < 0) slot--
    best.splice(slot, 0, id)
    if (best.length > count) best.pop()
  }
  return best
}
