/** @file The interval of a measured share. */

/** The standard normal's quantile at 97.5 %. */
const Z = 1.959963984540054

/**
 * The 95 % Wilson score interval of `successes` out of `n` (Wilson 1927).
 * @returns [low, high] within [0, 1]; [0, 1] for n = 0
 */
export function wilson(successes: number, n: number): [number, number] {
  if (n === 0) return [0, 1]
  const share = successes / n
  const centre = share + (Z * Z) / (2 * n)
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n))
  const scale = 1 + (Z * Z) / n
  return [Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale)]
}
