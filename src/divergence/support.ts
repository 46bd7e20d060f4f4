/**
 * @file Top-k supports: a reduction of both distributions to the k likeliest entries of one of them, and the way back
 * to the whole vocabulary. The choice of the entries is not differentiated. Renormalising and keeping a tail bucket are
 * different losses (TRL `loss_add_tail`, SDPO `distillation_add_tail`, NeMo `zero_outside_topk`).
 */

import { logSumExp } from './numeric.ts'
import { normalisePair } from './pair.ts'
import type { PreparedPair, Support } from './types.ts'

/** Where all log-ratios outside the support are below this, the tail's ratio is averaged and not subtracted. */
const NEAR = 0.5

export interface SupportReduction {
  /** k entries in vocabulary order, then the tail bucket if there is one. */
  readonly pair: PreparedPair
  /** Vocabulary index of each of the k entries, ascending. */
  readonly kept: Int32Array
  /** Vocabulary indices that share the tail bucket; empty when renormalised. */
  readonly tail: Int32Array
  /** The distributions over the whole vocabulary. */
  readonly full: PreparedPair
}

/** The k largest of `log`; of equal ones the first. Both lists ascend. */
function splitTop(log: Float64Array, k: number): { kept: Int32Array; rest: Int32Array } {
  const n = log.length
  const threshold = log.slice().sort()[n - k]!
  let ties = k
  for (let i = 0; i < n; i++) if (log[i]! > threshold) ties--
  const kept = new Int32Array(k)
  const rest = new Int32Array(n - k)
  let a = 0
  let b = 0
  for (let i = 0; i < n; i++) {
    const isTie = log[i] === threshold && ties > 0
    if (isTie) ties--
    if (isTie || log[i]! > threshold) kept[a++] = i
    else rest[b++] = i
  }
  return { kept, rest }
}

/** log(sum p_S / sum p_T) over the entries `at`. */
function groupRatio(full: PreparedPair, at: Int32Array, logS: number, logT: number): number {
  let sum = 0
  let mass = 0
  for (const i of at) {
    if (full.logT[i] === Number.NEGATIVE_INFINITY && full.logS[i] === Number.NEGATIVE_INFINITY) continue
    if (!(Math.abs(full.logRatio[i]!) < NEAR)) return logS - logT
    const p = Math.exp(full.logT[i]! - logT)
    sum += p * Math.expm1(full.logRatio[i]!)
    mass += p
  }
  return mass > 0 ? Math.log1p(sum / mass) : logS - logT
}

/**
 * Reduces a pair to a top-k support. With `tail` and k < V the last of the k + 1 entries holds the rest of the mass.
 * @throws RangeError if k is not an integer in 1..V, or if one model has no mass at all on a support without tail.
 */
export function reducePair(full: PreparedPair, support: Support): SupportReduction {
  const { top_k: k, of, tail: withTail } = support
  if (!Number.isInteger(k) || k < 1 || k > full.size) {
    throw new RangeError(`support.top_k is ${k}: pass an integer from 1 to the vocabulary size, ${full.size}`)
  }
  if (of !== 'teacher' && of !== 'student') {
    throw new RangeError(`support.of is ${JSON.stringify(of)}: pass "teacher" or "student"`)
  }
  if (typeof withTail !== 'boolean') {
    throw new RangeError(`support.tail is ${JSON.stringify(withTail)}: pass true (tail bucket) or false (renormalise)`)
  }
  const { kept, rest } = splitTop(of === 'teacher' ? full.logT : full.logS, k)
  const tail = withTail ? rest : new Int32Array(0)
  const n = k + (tail.length > 0 ? 1 : 0)
  const s = new Float64Array(n)
  const t = new Float64Array(n)
  const delta = new Float64Array(n)
  kept.forEach((v, i) => {
    s[i] = full.logS[v]!
    t[i] = full.logT[v]!
    delta[i] = full.logRatio[v]!
  })
  if (tail.length > 0) {
    s[k] = logSumExp(Float64Array.from(tail, (v) => full.logS[v]!))
    t[k] = logSumExp(Float64Array.from(tail, (v) => full.logT[v]!))
    delta[k] = groupRatio(full, tail, s[k]!, t[k]!)
  }
  for (const [whose, logs] of [
    ['student', s],
    ['teacher', t],
  ] as const) {
    if (logs.every((x) => x === Number.NEGATIVE_INFINITY)) {
      throw new RangeError(
        `the ${whose} has no mass on the ${of}'s top ${k}: set support.tail to true or raise support.top_k`,
      )
    }
  }
  return { pair: normalisePair(s, t, delta), kept, tail, full }
}

/** Gradient over the k (+ 1) entries to the gradient over the vocabulary; the tail's is shared by p_S within it. */
export function expandGradient(reduction: SupportReduction, gradient: Float64Array): Float64Array {
  const { kept, tail, full } = reduction
  const out = new Float64Array(full.size)
  kept.forEach((v, i) => {
    out[v] = gradient[i]!
  })
  if (tail.length > 0) {
    const logMass = logSumExp(Float64Array.from(tail, (v) => full.logS[v]!))
    if (logMass === Number.NEGATIVE_INFINITY) return out
    for (const v of tail) out[v] = gradient[kept.length]! * Math.exp(full.logS[v]! - logMass)
  }
  return out
}

/** Contributions over the k (+ 1) entries to the vocabulary; the tail's is shared by p_S + p_T within it. */
export function expandContributions(reduction: SupportReduction, entries: Float64Array): Float64Array {
  const { kept, tail, full, pair } = reduction
  const out = new Float64Array(full.size)
  kept.forEach((v, i) => {
    out[v] = entries[i]!
  })
  if (tail.length > 0) {
    const k = kept.length
    const mass = pair.pS[k]! + pair.pT[k]!
    for (const v of tail) {
      const share = mass > 0 ? (full.pS[v]! + full.pT[v]!) / mass : 1 / tail.length
      if (share > 0) out[v] = entries[k]! * share
    }
  }
  return out
}
