/**
 * @file The definitions of all divergences on probabilities, written down directly and in fixed-point arithmetic, and
 * their gradients by central differences. Independent of the implementation: tests compare the two.
 */

import type { Support } from '../types.ts'
import { exp, type Fixed, fixed, log, ONE, over, STEP, sum, times, toNumber } from './fixed-point.ts'

export interface Question {
  readonly id: string
  readonly parameter: number
  readonly student: readonly number[]
  readonly teacher: readonly number[]
  readonly temperature: number
  readonly support: Support | undefined
  readonly token: number
}

/** Values of the parameter at which an id is tried: both ends, near the ends, and inside. For every id with a parameter. */
export const PARAMETERS: Readonly<Record<string, readonly number[]>> = {
  jsd: [0, 0.001, 0.1, 0.5, 0.9, 1],
  'skew-forward-kl': [0, 0.1, 0.7, 0.999],
  'skew-reverse-kl': [0, 0.1, 0.7, 0.999],
  jeffreys: [0, 0.5, 0.3, 1],
  alpha: [-1, 0, 1e-9, 0.3, 0.5, 1 - 1e-9, 1, 1.5, 3],
  renyi: [0.01, 0.5, 0.999999, 1, 2, 20],
  akl: [0.2, 0.5, 0.9],
}

type Distribution = readonly Fixed[]

function softmax(z: Distribution): Fixed[] {
  const e = z.map(exp)
  const total = sum(e)
  return e.map((x) => over(x, total))
}

const kl = (p: Distribution, q: Distribution) => sum(p.map((x, i) => times(x, log(over(x, q[i]!)))))
const mix = (w: Fixed, p: Distribution, q: Distribution) => p.map((x, i) => times(w, x) + times(ONE - w, q[i]!))
const absolute = (x: Fixed) => (x < 0n ? -x : x)
// In one exponential: p^a alone may be below the smallest fixed-point number.
const affinity = (p: Distribution, q: Distribution, a: Fixed) =>
  sum(p.map((x, i) => exp(times(a, log(x)) + times(ONE - a, log(q[i]!)))))
const argmax = (p: Distribution) => p.reduce((best, x, i) => (x > p[best]! ? i : best), 0)

/** Share of the head: entries beyond the first `mu` of cumulative teacher mass, likeliest last. */
function headShare(t: Distribution, s: Distribution, mu: Fixed): Fixed {
  const order = t.map((_, i) => i).sort((a, b) => (t[a]! < t[b]! ? -1 : t[a]! > t[b]! ? 1 : a - b))
  let cumulative = 0n
  let head = 0n
  let all = 0n
  for (const i of order) {
    cumulative += t[i]!
    const gap = absolute(t[i]! - s[i]!)
    all += gap
    if (cumulative > mu) head += gap
  }
  return over(head, all)
}

function onDistributions(id: string, a: Fixed, t: Distribution, s: Distribution, share: Fixed | null): Fixed {
  switch (id) {
    case 'forward-kl':
      return kl(t, s)
    case 'reverse-kl':
      return kl(s, t)
    case 'jsd': {
      if (a === 0n) return kl(t, s)
      if (a === ONE) return kl(s, t)
      const m = mix(a, t, s)
      return times(a, kl(t, m)) + times(ONE - a, kl(s, m))
    }
    case 'skew-forward-kl':
      return kl(t, mix(a, t, s))
    case 'skew-reverse-kl':
      return kl(s, mix(a, s, t))
    case 'tvd':
      return sum(t.map((x, i) => absolute(x - s[i]!))) / 2n
    case 'jeffreys':
      return times(a, kl(t, s)) + times(ONE - a, kl(s, t))
    case 'alpha':
      if (a === 0n) return kl(s, t)
      if (a === ONE) return kl(t, s)
      return over(affinity(t, s, a) - ONE, times(a, a - ONE))
    case 'renyi':
      return a === ONE ? kl(t, s) : over(log(affinity(t, s, a)), a - ONE)
    case 'squared-hellinger':
      return ONE - affinity(t, s, ONE / 2n)
    case 'akl': {
      const w = share ?? headShare(t, s, a)
      return times(w, kl(t, s)) + times(ONE - w, kl(s, t))
    }
    case 'teacher-argmax-ce':
      return -log(s[argmax(t)]!)
    default:
      throw new RangeError(`no textbook formula for ${id}`)
  }
}

/** Estimators of the sampled token, by d = log p_T - log p_S. */
const ON_TOKEN: Readonly<Record<string, (d: Fixed) => Fixed>> = {
  k1: (d) => -d,
  k2: (d) => times(d, d) / 2n,
  k3: (d) => exp(d) - d - ONE,
}

/** The k largest; of equal ones the first. */
function topEntries(p: Distribution, k: number): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[a]! > p[b]! ? -1 : p[a]! < p[b]! ? 1 : a - b))
  return order.slice(0, k).sort((a, b) => a - b)
}

function restrict(p: Distribution, kept: readonly number[], tail: boolean): Fixed[] {
  const inside = kept.map((i) => p[i]!)
  if (!tail) return inside.map((x) => over(x, sum(inside)))
  return kept.length === p.length ? inside : [...inside, sum(p.filter((_, i) => !kept.includes(i)))]
}

/** Value and gradient with respect to the raw student logits, rounded to doubles. */
export function textbook(question: Question): { value: number; gradient: number[] } {
  const { id, parameter, support, token } = question
  const tau = fixed(question.temperature)
  const t = softmax(question.teacher.map((x) => over(fixed(x), tau)))
  const z = question.student.map((x) => over(fixed(x), tau))
  const s = softmax(z)
  const a = fixed(parameter)
  const kept = support === undefined ? null : topEntries(support.of === 'teacher' ? t : s, support.top_k)
  const on = (p: Distribution) => (kept === null || support === undefined ? p : restrict(p, kept, support.tail))
  const share = id === 'akl' ? headShare(on(t), on(s), a) : null
  const at = (logits: Distribution): Fixed => {
    const p = softmax(logits)
    const onToken = ON_TOKEN[id]
    if (onToken) return onToken(log(t[token]!) - log(p[token]!))
    return onDistributions(id, a, on(t), on(p), share)
  }
  const gradient = z.map((_, j) => {
    const moved = (by: Fixed) => at(z.map((x, i) => (i === j ? x + by : x)))
    return toNumber(over(over(moved(STEP) - moved(-STEP), 2n * STEP), tau))
  })
  return { value: toNumber(at(z)), gradient }
}
