/** @file From raw logits to the two distributions in log space that every divergence reads. */

import type { Position, PreparedPair } from './types.ts'

/** Where all log-ratios lie within this of each other, they are normalised by the difference and not one by one. */
const NEAR = 0.5

interface Softmax {
  readonly log: Float64Array
  readonly p: Float64Array
  /** Index of the largest entry. */
  readonly top: number
}

/** log-softmax and softmax; the largest entry is kept out of the sum so that a log-prob near 0 keeps its digits. */
function logSoftmax(x: Float64Array): Softmax {
  const n = x.length
  let top = 0
  for (let i = 1; i < n; i++) if (x[i]! > x[top]!) top = i
  const max = x[top]!
  const p = new Float64Array(n)
  const log = new Float64Array(n)
  let rest = 0
  for (let i = 0; i < n; i++) {
    const e = i === top ? 1 : Math.exp(x[i]! - max)
    p[i] = e
    if (i !== top) rest += e
  }
  const norm = Math.log1p(rest)
  const scale = 1 / (1 + rest)
  for (let i = 0; i < n; i++) {
    log[i] = x[i]! - max - norm
    p[i]! *= scale
  }
  return { log, p, top }
}

/** Overwrites `delta` (unnormalised log-ratios, student minus teacher) by the normalised ones. */
function normaliseRatio(delta: Float64Array, s: Softmax, t: Softmax): void {
  const n = delta.length
  const shift = delta[t.top]!
  let near = Number.isFinite(shift)
  for (let i = 0; i < n && near; i++) {
    if (s.log[i] === Number.NEGATIVE_INFINITY && t.log[i] === Number.NEGATIVE_INFINITY) continue
    if (!(Math.abs(delta[i]! - shift) < NEAR)) near = false
  }
  let norm = 0
  if (near) {
    // log sum p_T e^(delta - shift): two near-equal logsumexp's would lose the digits that this keeps.
    for (let i = 0; i < n; i++) if (t.p[i]! > 0) norm += t.p[i]! * Math.expm1(delta[i]! - shift)
    norm = Math.log1p(norm)
  }
  for (let i = 0; i < n; i++) {
    const masked = s.log[i] === Number.NEGATIVE_INFINITY && t.log[i] === Number.NEGATIVE_INFINITY
    if (masked) delta[i] = 0
    else delta[i] = near ? delta[i]! - shift - norm : s.log[i]! - t.log[i]!
  }
}

/**
 * Normalises two logit vectors of equal length, each with at least one finite entry and without NaN or +Infinity.
 * @param delta s - t entry by entry, as exact as the caller has it; overwritten, becomes `logRatio`.
 */
export function normalisePair(s: Float64Array, t: Float64Array, delta: Float64Array): PreparedPair {
  const student = logSoftmax(s)
  const teacher = logSoftmax(t)
  normaliseRatio(delta, student, teacher)
  return { size: s.length, logS: student.log, logT: teacher.log, pS: student.p, pT: teacher.p, logRatio: delta }
}

/** (logits - max) / temperature: the shift first, so that no finite logit overflows. */
function scaled(logits: ArrayLike<number>, whose: string, temperature: number): Float64Array {
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < logits.length; i++) {
    const x = logits[i]!
    if (Number.isNaN(x) || x === Number.POSITIVE_INFINITY) {
      throw new RangeError(`${whose} logit ${i} is ${x}: pass finite numbers, or -Infinity for a masked entry`)
    }
    if (x > max) max = x
  }
  if (max === Number.NEGATIVE_INFINITY) {
    throw new RangeError(`every ${whose} logit is -Infinity: leave at least one vocabulary entry unmasked`)
  }
  const out = new Float64Array(logits.length)
  for (let i = 0; i < out.length; i++) out[i] = (logits[i]! - max) / temperature
  return out
}

/**
 * (student - teacher) / temperature, relative to entry `at` (any one that is finite will do). Logits of two models may
 * differ by a large constant, and then the small differences hide in the rounding error of the subtraction; that error
 * is exact in float64 (Knuth's two-sum) and goes in as well.
 */
function logitDifferences({ studentLogits, teacherLogits }: Position, temperature: number, at: number): Float64Array {
  const n = studentLogits.length
  const out = new Float64Array(n)
  const shift = studentLogits[at]! - teacherLogits[at]!
  const finite = Number.isFinite(shift)
  const lowShift = finite ? rounding(studentLogits[at]!, teacherLogits[at]!, shift) : 0
  for (let i = 0; i < n; i++) {
    const s = studentLogits[i]!
    const t = teacherLogits[i]!
    const d = s - t
    // Nothing but infinite entries: there is no difference to scale.
    out[i] = finite ? (d - shift + (rounding(s, t, d) - lowShift)) / temperature : d
  }
  return out
}

/** What d = s - t has lost. */
function rounding(s: number, t: number, d: number): number {
  const back = d - s
  return Number.isFinite(d) ? s - (d - back) - (t + back) : 0
}

/**
 * softmax(logits / temperature) of both models, in log space.
 * @param position logits of length V >= 1 each; -Infinity masks an entry.
 * @param temperature > 0.
 * @throws RangeError on unequal or empty vectors, NaN, +Infinity, no finite logit, or a bad temperature.
 */
export function preparePair(position: Position, temperature = 1): PreparedPair {
  const { studentLogits, teacherLogits } = position
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`temperature is ${temperature}: pass a finite number above 0`)
  }
  const n = studentLogits.length
  if (n !== teacherLogits.length) {
    throw new RangeError(
      `the student has ${n} logits and the teacher ${teacherLogits.length}: pass both over the same vocabulary`,
    )
  }
  if (n === 0) throw new RangeError('the logits are empty: pass at least one vocabulary entry')
  const s = scaled(studentLogits, 'student', temperature)
  const t = scaled(teacherLogits, 'teacher', temperature)
  return normalisePair(s, t, logitDifferences(position, temperature, t.indexOf(0)))
}
