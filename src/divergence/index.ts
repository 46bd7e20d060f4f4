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
export {
  type DivergenceCard,
  type Estimator,
  type FullDivergenceCard,
  fullDivergence,
  sampledEstimator,
} from './build.ts'
export { type EntryFunction, type Kernel, mixKernels, sumKernel, withEnds } from './kernel.ts'
export { preparePair } from './pair.ts'
export {
  type ChosenDivergence,
  DIVERGENCES,
  divergenceById,
  divergenceIds,
  divergenceValues,
  unitOf,
} from './registry.ts'
export { answerRequest } from './request.ts'
export { expandContributions, expandGradient, reducePair, type SupportReduction } from './support.ts'
export type {
  Divergence,
  DivergenceEvaluation,
  DivergenceOptions,
  DivergenceUnit,
  ParamSpec,
  Position,
  PreparedPair,
  Support,
} from './types.ts'
