/**
 * @file The choice of one token by two models, for every kind of token loop: pure, from both distributions and a few uniform
 * numbers. `p` is the student's distribution, `q` the teacher's, float64 [V], each with the sum 1.
 */
import { mean } from '../divergence/stats.ts'
import type { TokenLoop } from '../methods/recipe/rollouts.ts'

/** What a text has behind it, as far as a loop looks back. */
export interface LoopState {
  /** KL(q || p) of every token so far, nats. */
  readonly divergences: readonly number[]
  /** The teacher has taken over for good. */
  readonly handedOver: boolean
  /** Tokens of the present draft that were accepted. */
  readonly drafted: number
}

export const LOOP_START: LoopState = { divergences: [], handedOver: false, drafted: 0 }

export interface LoopChoice {
  readonly id: number
  /** log-prob of the token under the distribution that it was drawn from, nats; of a whole speculation, that of the teacher. */
  readonly logp: number
  /** The student's own proposal was refused here. */
  readonly refused: boolean
  readonly next: LoopState
}

type Distribution = ArrayLike<number>

/** Three numbers in [0, 1), each used for one thing: a first draw, an acceptance, a second draw. */
export type LoopNoise = readonly [draw: number, accept: number, again: number]

/** The next token of a text, and what the loop remembers. */
export function chooseTogether(
  loop: TokenLoop,
  p: Distribution,
  q: Distribution,
  state: LoopState,
  [draw, accept, again]: LoopNoise,
): LoopChoice {
  const from = (weights: Distribution, uniform: number, more: Partial<Omit<LoopChoice, 'id'>> = {}): LoopChoice => {
    const id = drawFrom(weights, uniform)
    return { id, logp: Math.log(weights[id]!), refused: false, next: state, ...more }
  }
  switch (loop.kind) {
    case 'interleave': {
      const proposed = from(p, draw)
      return isAmong(q, proposed.id, loop.topK) ? proposed : from(q, again, { refused: true })
    }
    case 'switch': {
      const divergences = [...state.divergences, klOf(q, p)]
      const handedOver = state.handedOver || jumps(divergences, loop.window, loop.factor)
      return from(handedOver ? q : p, draw, { next: { ...state, divergences, handedOver } })
    }
    case 'blend':
      return from(blended(p, q, loop.teacherShare), draw)
    case 'product':
      return from(product(p, q), draw)
    case 'speculative': {
      if (state.drafted === loop.length) return from(q, again, { next: { ...state, drafted: 0 } })
      const id = drawFrom(p, draw)
      if (accept < acceptance(p, q, id)) {
        return { id, logp: Math.log(q[id]!), refused: false, next: { ...state, drafted: state.drafted + 1 } }
      }
      const instead = drawFrom(residual(p, q), again)
      return { id: instead, logp: Math.log(q[instead]!), refused: true, next: { ...state, drafted: 0 } }
    }
  }
}

/** min(1, q / p) of a drafted token (Leviathan et al., arXiv:2211.17192). */
export function acceptance(p: Distribution, q: Distribution, id: number): number {
  return Math.min(1, q[id]! / p[id]!)
}

/** max(0, q - p) over its sum: what a refused draft is replaced from, so that the outcome is distributed as q. */
export function residual(p: Distribution, q: Distribution): Float64Array {
  const over = Float64Array.from(q, (x, v) => Math.max(0, x - p[v]!))
  const total = over.reduce((sum, x) => sum + x, 0)
  // Equal distributions refuse nothing but what rounding makes of a quotient of 1.
  return total > 0 ? over.map((x) => x / total) : Float64Array.from(q)
}

/** share q + (1 - share) p. */
export function blended(p: Distribution, q: Distribution, share: number): Float64Array {
  return Float64Array.from(p, (x, v) => share * q[v]! + (1 - share) * x)
}

/** p^(1 - l) q^l over its sum, l = H(p) / log V. */
export function product(p: Distribution, q: Distribution): Float64Array {
  let entropy = 0
  for (let v = 0; v < p.length; v++) if (p[v]! > 0) entropy -= p[v]! * Math.log(p[v]!)
  const share = Math.min(1, entropy / Math.log(p.length))
  const raw = Float64Array.from(p, (x, v) => x ** (1 - share) * q[v]! ** share)
  const total = raw.reduce((sum, x) => sum + x, 0)
  return raw.map((x) => x / total)
}

/** Inverse of the cumulative distribution, over the ids in ascending order. */
export function drawFrom(weights: Distribution, uniform: number): number {
  let cumulative = 0
  let last = 0
  for (let id = 0; id < weights.length; id++) {
    if (weights[id]! <= 0) continue
    last = id
    cumulative += weights[id]!
    if (uniform < cumulative) return id
  }
  // Rounding can leave the sum a hair below 1.
  return last
}

/** Whether fewer than k entries are likelier than this one. */
function isAmong(q: Distribution, id: number, k: number): boolean {
  let likelier = 0
  for (let v = 0; v < q.length; v++) likelier += Number(q[v]! > q[id]!)
  return likelier < k
}

function klOf(q: Distribution, p: Distribution): number {
  let sum = 0
  for (let v = 0; v < q.length; v++) if (q[v]! > 0) sum += q[v]! * Math.log(q[v]! / Math.max(p[v]!, Number.MIN_VALUE))
  return sum
}

/** Whether the mean over the last tokens exceeds so many times the mean over all before them. */
function jumps(divergences: readonly number[], window: number, factor: number): boolean {
  const before = divergences.slice(0, -window)
  if (before.length === 0) return false
  return mean(divergences.slice(-window)) > factor * mean(before)
}
