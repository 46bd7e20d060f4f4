/** @file The loops that turn one-entry functions into values, contributions and gradients over a pair. */

import type { PreparedPair } from './types.ts'

/** A function of entry `i` of a pair, and of the divergence's own parameter (0 for those without). */
export type EntryFunction = (pair: PreparedPair, i: number, parameter: number) => number

/** The mathematics of one full-vocabulary divergence, on whatever support the pair is. */
export interface Kernel {
  /** Nats; may be +Infinity, never NaN. */
  value(pair: PreparedPair, parameter: number): number
  /** Length N, sums to the value. */
  contributions(pair: PreparedPair, parameter: number): Float64Array
  /** d value / d student logits of the N entries at temperature 1; finite. */
  gradient(pair: PreparedPair, parameter: number): Float64Array
}

export function sumEntries(pair: PreparedPair, f: EntryFunction, parameter: number): number {
  let sum = 0
  for (let i = 0; i < pair.size; i++) sum += f(pair, i, parameter)
  return sum
}

export function mapEntries(pair: PreparedPair, f: EntryFunction, parameter: number): Float64Array {
  const out = new Float64Array(pair.size)
  for (let i = 0; i < pair.size; i++) out[i] = f(pair, i, parameter)
  return out
}

/** Index of the largest; of equal ones the first. */
export function likeliest(p: Float64Array): number {
  let top = 0
  for (let i = 1; i < p.length; i++) if (p[i]! > p[top]!) top = i
  return top
}

/**
 * Gradient through the student's softmax. `slope` is p_S dD/dp_S (dD/dp_S up to a constant, which the softmax cancels);
 * the result is slope_i - p_S_i sum(slope). The constant is chosen so that the student's likeliest entry has slope 0:
 * then the small gradients of a confident student are sums of small numbers and keep their digits.
 */
export function throughSoftmax(pair: PreparedPair, slope: EntryFunction, parameter: number): Float64Array {
  const { size, pS } = pair
  const out = mapEntries(pair, slope, parameter)
  const top = likeliest(pS)
  const constant = out[top]! / pS[top]!
  let sum = 0
  for (let i = 0; i < size; i++) {
    out[i] = i === top ? 0 : out[i]! - constant * pS[i]!
    sum += out[i]!
  }
  for (let i = 0; i < size; i++) out[i]! -= pS[i]! * sum
  return out
}

/**
 * A kernel that is a sum over entries.
 * @param term non-negative, sums to the value without cancellation.
 * @param contribution the textbook summand, sums to the same value.
 */
export function sumKernel(term: EntryFunction, contribution: EntryFunction, slope: EntryFunction): Kernel {
  return {
    value: (pair, parameter) => sumEntries(pair, term, parameter),
    contributions: (pair, parameter) => mapEntries(pair, contribution, parameter),
    gradient: (pair, parameter) => throughSoftmax(pair, slope, parameter),
  }
}

/** weightA * a + weightB * b; a weight of 0 drops its part also where that is infinite. */
export function mixKernels(
  a: Kernel,
  b: Kernel,
  weights: (pair: PreparedPair, parameter: number) => [number, number],
): Kernel {
  const mixArrays = (wa: number, x: Float64Array, wb: number, y: Float64Array) =>
    x.map((value, i) => (wa === 0 ? 0 : wa * value) + (wb === 0 ? 0 : wb * y[i]!))
  return {
    value: (pair, parameter) => {
      const [wa, wb] = weights(pair, parameter)
      return (wa === 0 ? 0 : wa * a.value(pair, 0)) + (wb === 0 ? 0 : wb * b.value(pair, 0))
    },
    contributions: (pair, parameter) => {
      const [wa, wb] = weights(pair, parameter)
      return mixArrays(wa, a.contributions(pair, 0), wb, b.contributions(pair, 0))
    },
    gradient: (pair, parameter) => {
      const [wa, wb] = weights(pair, parameter)
      return mixArrays(wa, a.gradient(pair, 0), wb, b.gradient(pair, 0))
    },
  }
}

/** A kernel that becomes another one at exact parameter values (the ends of a family). */
export function withEnds(inside: Kernel, ends: ReadonlyMap<number, Kernel>): Kernel {
  const at = (parameter: number) => ends.get(parameter) ?? inside
  return {
    value: (pair, parameter) => at(parameter).value(pair, parameter),
    contributions: (pair, parameter) => at(parameter).contributions(pair, parameter),
    gradient: (pair, parameter) => at(parameter).gradient(pair, parameter),
  }
}
