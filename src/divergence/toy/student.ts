/** @file What learns on the line: a single Gaussian, or a categorical with a free logit for every grid point. */
import { type Gaussian, GRID, gaussianLogits, REACH } from './density.ts'

export interface GaussianStudent {
  readonly kind: 'gaussian'
  readonly mean: number
  /** Log of the standard deviation: free of a sign to watch. */
  readonly logSigma: number
}

export interface CategoricalStudent {
  readonly kind: 'categorical'
  readonly logits: Float64Array
}

export type Student = GaussianStudent | CategoricalStudent
export type StudentKind = Student['kind']

export const STUDENT_KINDS = ['gaussian', 'categorical'] as const satisfies readonly StudentKind[]

/** The student before its first step; a categorical begins as the same Gaussian. */
export function startOf(kind: StudentKind, start: Gaussian): Student {
  if (kind === 'categorical') return { kind, logits: gaussianLogits(start) }
  return { kind, mean: start.mean, logSigma: Math.log(start.width) }
}

export function studentLogits(student: Student): Float64Array {
  if (student.kind === 'categorical') return student.logits
  return gaussianLogits({ mean: student.mean, width: Math.exp(student.logSigma) })
}

/** By the chain rule: with z = (x - mean) / sigma, a logit is -z^2 / 2, so d/dmean = z / sigma and d/dlog sigma = z^2. */
export function gaussianGradient(
  { mean, logSigma }: GaussianStudent,
  gradLogits: ArrayLike<number>,
): { readonly mean: number; readonly logSigma: number } {
  const sigma = Math.exp(logSigma)
  let byMean = 0
  let byLogSigma = 0
  for (const [i, x] of GRID.entries()) {
    const z = (x - mean) / sigma
    const slope = gradLogits[i] ?? 0
    byMean += (slope * z) / sigma
    byLogSigma += slope * z * z
  }
  return { mean: byMean, logSigma: byLogSigma }
}

/** Longest gradient that is followed as it is; longer ones are cut to this, as trainers clip theirs. */
const LONGEST = 3
/** Largest change of a free logit in one step. */
const LARGEST_MOVE = 0.5
const LOG_SIGMA: readonly [number, number] = [Math.log(0.1), Math.log(6)]

/** One step of gradient descent. */
export function stepped(student: Student, gradLogits: Float64Array, rate: number): Student {
  if (student.kind === 'categorical')
    return { kind: 'categorical', logits: movedLogits(student.logits, gradLogits, rate) }
  const gradient = gaussianGradient(student, gradLogits)
  const length = Math.hypot(gradient.mean, gradient.logSigma)
  const factor = length > LONGEST ? (rate * LONGEST) / length : rate
  return {
    kind: 'gaussian',
    mean: between(student.mean - factor * gradient.mean, REACH),
    logSigma: between(student.logSigma - factor * gradient.logSigma, LOG_SIGMA),
  }
}

/** A finer grid shares the same slope out among more logits: the rate grows with it, so that the density moves as fast. */
function movedLogits(logits: Float64Array, gradient: Float64Array, rate: number): Float64Array {
  const largest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0)
  const factor = Math.min(rate * GRID.length, LARGEST_MOVE / Math.max(largest, Number.MIN_VALUE))
  return logits.map((logit, i) => logit - factor * (gradient[i] ?? 0))
}

const between = (value: number, [low, high]: readonly [number, number]): number => Math.min(high, Math.max(low, value))
