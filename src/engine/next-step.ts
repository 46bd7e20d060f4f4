/**
 * @file What one plain gradient step on one position does to the distribution there: the first-order prediction, and the
 * step itself on a copy of the weights. Pure arithmetic around two functions of a network, in the network's own precision.
 */
import { logSoftmax } from './distribution.ts'

export type Vector = Float32Array | Float64Array

/** A network at one position of one text, as a function of its weights. */
export interface PositionNetwork {
  /** Logits at the position, length V. */
  logits(weights: Vector): Promise<ArrayLike<number>>
  /** The gradient on the weights that belongs to a gradient on the position's logits: J^T d. As long as the weights. */
  pullback(weights: Vector, logitGradient: Float64Array): Promise<Vector>
}

/** The first-order prediction of a step. */
export interface Prediction {
  /** log p now, nats, length V. */
  readonly logp: Float64Array
  /** d log p / d rate at rate 0: after a small step the log-probs are logp + rate * slope. Length V. */
  readonly slope: Float64Array
  /** On the weights, of the loss at this position alone. */
  readonly gradient: Vector
  /** Its Euclidean norm. */
  readonly norm: number
}

/** How far the probe moves the logits along their own gradient, nats: float32 logits keep four digits of it. */
const PROBE = 0.02

/**
 * Predicts the log-probs after weights - rate * gradient to first order.
 *
 * The slope is the directional derivative of the log-probs along minus the gradient, by a central difference
 * (log p(w - h g) - log p(w + h g)) / 2h. Its even terms cancel: what is left of the error is O(h^2) in the slope,
 * whatever the rate, so the prediction is exact to first order in the rate. h is chosen so that the logits move by about
 * `probe` along d, the gradient on the logits: to first order d . (J h g) = h |g|^2, hence h = probe |d| / |g|^2. Small
 * enough for the curvature, large enough for the rounding of float32.
 *
 * @param lossGradient from the position's logits to the gradient of the loss on them, length V
 * @param probe smaller in float64
 */
export async function predictStep(
  network: PositionNetwork,
  weights: Vector,
  lossGradient: (logits: ArrayLike<number>) => Float64Array,
  probe = PROBE,
): Promise<Prediction> {
  const logits = await network.logits(weights)
  const logp = logSoftmax(logits)
  const d = lossGradient(logits)
  const gradient = await network.pullback(weights, d)
  const norm = length(gradient)
  const h = (probe * length(d)) / norm ** 2
  // Where the loss is flat there is no direction to go.
  if (!Number.isFinite(h) || h === 0) return { logp, slope: new Float64Array(logp.length), gradient, norm }
  const ahead = logSoftmax(await network.logits(moved(weights, gradient, h)))
  const behind = logSoftmax(await network.logits(moved(weights, gradient, -h)))
  return { logp, slope: ahead.map((value, i) => (value - behind[i]!) / (2 * h)), gradient, norm }
}

/** A copy of the weights after a step of this rate down the gradient. */
export function moved(weights: Vector, gradient: Vector, rate: number): Vector {
  return weights.map((weight, i) => weight - rate * gradient[i]!)
}

/** Largest difference between predicted and true log-probs, nats. Infinity where the step left the numbers. */
export function predictionError({ logp, slope }: Prediction, rate: number, after: Float64Array): number {
  let largest = 0
  for (let i = 0; i < logp.length; i++) {
    const error = Math.abs(logp[i]! + rate * slope[i]! - after[i]!)
    largest = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(largest, error)
  }
  return largest
}

function length(vector: Vector): number {
  let sum = 0
  for (let i = 0; i < vector.length; i++) sum += vector[i]! ** 2
  return Math.sqrt(sum)
}
