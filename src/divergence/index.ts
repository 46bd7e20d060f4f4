/**
 * Divergences and estimators between two models' distributions at one position, pure and in float64: the value in nats, what each
 * vocabulary entry adds, and the exact gradient by the student's logits.
 *
 * ```ts
 * import { divergenceById } from 'opd-playground/divergence'
 *
 * const { value, perEntry, gradLogits } = divergenceById('reverse-kl').evaluate({
 *   studentLogits: [0, 1],
 *   teacherLogits: [1, 0],
 * })
 * ```
 *
 * p_S and p_T are softmax(logits / temperature) of student and teacher; no divergence has a factor of temperature².
 * @module divergence
 */
export { type Card, type Estimator, fullDivergence, sampledEstimator } from './build.ts'
export { type EntryFunction, type Kernel, mixKernels, sumKernel, withEnds } from './kernel.ts'
export { preparePair } from './pair.ts'
export { type Choice, DIVERGENCES, divergenceById, divergenceIds, divergenceValues } from './registry.ts'
export { answerRequest } from './request.ts'
export { expandContributions, expandGradient, type Reduction, reducePair } from './support.ts'
export type {
  Divergence,
  DivergenceOptions,
  Evaluation,
  ParamSpec,
  Position,
  PreparedPair,
  Support,
} from './types.ts'
