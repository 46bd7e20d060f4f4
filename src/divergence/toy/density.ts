/**
 * @file Densities on a line, cut into a grid: the toy on which divergences can be watched. Each grid point is an entry of
 * a vocabulary, so everything that holds for tokens holds here, exactly.
 */
import { logSumExp } from '../numeric.ts'

export interface Gaussian {
  readonly mean: number
  /** Standard deviation, > 0. */
  readonly width: number
}

/** One hump of a mixture. */
export interface Mode extends Gaussian {
  /** Relative to the other modes' weights, > 0. */
  readonly weight: number
}

export type Mixture = readonly Mode[]

const ENDS = 6
const POINTS = 161

/** Distance of neighbouring grid points: a probability over this is a density. */
export const SPACING = (2 * ENDS) / (POINTS - 1)

/** Ends of the line. */
export const REACH: readonly [number, number] = [-ENDS, ENDS]

/** Where the densities are known, ascending. */
export const GRID: readonly number[] = Array.from({ length: POINTS }, (_, i) => -ENDS + i * SPACING)

/** Log-density of a Gaussian on the grid, up to a constant. */
export function gaussianLogits({ mean, width }: Gaussian): Float64Array {
  return Float64Array.from(GRID, (x) => -0.5 * ((x - mean) / width) ** 2)
}

/** Log-density of a mixture on the grid, up to a constant. */
export function mixtureLogits(mixture: Mixture): Float64Array {
  return Float64Array.from(GRID, (x) =>
    logSumExp(
      mixture.map(({ mean, width, weight }) => Math.log(weight) - Math.log(width) - 0.5 * ((x - mean) / width) ** 2),
    ),
  )
}

/** Probabilities of the grid points. */
export function probabilities(logits: Float64Array): Float64Array {
  const norm = logSumExp(logits)
  return logits.map((x) => Math.exp(x - norm))
}

export interface Moments {
  readonly mean: number
  readonly variance: number
}

/** Mean and variance of probabilities on the grid. */
export function momentsOf(p: Float64Array): Moments {
  const expect = (f: (x: number) => number): number => GRID.reduce((sum, x, i) => sum + (p[i] ?? 0) * f(x), 0)
  const mean = expect((x) => x)
  return { mean, variance: expect((x) => (x - mean) ** 2) }
}
