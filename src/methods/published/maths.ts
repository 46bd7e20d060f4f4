/** @file The few formulas that every published loss is written with, in float64 and with plain loops. */

export const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0)

export const mean = (xs: readonly number[]): number => sum(xs) / xs.length

export const clip = (x: number, low: number, high: number): number => Math.min(high, Math.max(low, x))

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

export function logSoftmax(logits: readonly number[]): readonly number[] {
  const most = Math.max(...logits)
  const normaliser = most + Math.log(sum(logits.map((x) => Math.exp(x - most))))
  return logits.map((x) => x - normaliser)
}

export const softmax = (logits: readonly number[]): readonly number[] => logSoftmax(logits).map(Math.exp)

/** KL(p || q) of two distributions given as probabilities. */
export function kl(p: readonly number[], q: readonly number[]): number {
  return sum(p.map((x, v) => (x > 0 ? x * Math.log(x / (q[v] ?? Number.NaN)) : 0)))
}

export const entropy = (p: readonly number[]): number => -sum(p.map((x) => (x > 0 ? x * Math.log(x) : 0)))

export const totalVariation = (p: readonly number[], q: readonly number[]): number =>
  0.5 * sum(p.map((x, v) => Math.abs(x - (q[v] ?? Number.NaN))))

/** Indices of the k largest, largest first. */
export function topIndices(xs: readonly number[], k: number): readonly number[] {
  return xs
    .map((x, i) => [x, i] as const)
    .sort(([a], [b]) => b - a)
    .slice(0, k)
    .map(([, i]) => i)
}

/** The entry, which must exist. */
export function at<T>(xs: readonly T[], i: number): T {
  const x = xs[i]
  if (x === undefined) throw new RangeError(`no entry ${i} among ${xs.length}`)
  return x
}
