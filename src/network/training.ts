/**
 * @file One training step as one graph: decoder, loss, backward pass, global-norm clip and AdamW. The model's state is
 * three flat vectors (weights and both moments) that go in and come out, so the caller may keep them on the device.
 */
import { gradients } from '../onnx/autodiff.ts'
import { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import { extent, type Value } from '../onnx/types.ts'
import { type DecoderConfig, parameters } from './config.ts'
import { decoder, logits, viewsOf } from './decoder.ts'
import { crossEntropy } from './layers.ts'

export interface OptimizerOptions {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** Decoupled weight decay of the matrices; the norms' gains do not decay. */
  readonly weightDecay: number
  /** The gradient is scaled down to this global norm. */
  readonly maxNorm: number
}

export const ADAMW: OptimizerOptions = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.05, maxNorm: 1 }

/**
 * The training step for next-token prediction.
 *
 * Inputs: `params`, `moment1`, `moment2` [parameters]; `input_ids`, `attention_mask`, `position_ids` int32
 * [batch, sequence]; `loss_rows` int32 [rows]: indices into the flattened [batch * sequence] of the positions that
 * carry loss (each at most once); `targets` int32 [rows]; `row_weights` [rows]; scalars `learning_rate`,
 * `correction1` = 1 - beta1^t, `correction2` = 1 - beta2^t for step t = 1, 2, ...
 *
 * Outputs: `next_params`, `next_moment1`, `next_moment2`, `loss` (nats, the weighted mean over rows) and
 * `gradient_norm` (before the clip).
 */
export function buildTrainingStep(
  config: DecoderConfig,
  optimizer: OptimizerOptions = ADAMW,
  float: 'float32' | 'float64' = 'float32',
): Graph {
  const g = new Graph('training_step', 'Next-token cross-entropy, its gradient, a global-norm clip and AdamW.', float)
  const count = parameters(config).reduce((n, { size }) => n + size, 0)
  const state = ['params', 'moment1', 'moment2'].map((name) => g.input(name, float, [count])) as [Value, Value, Value]
  const ids = g.input('input_ids', 'int32', ['batch', 'sequence'])
  const mask = g.input('attention_mask', 'int32', ['batch', 'sequence'])
  const positions = g.input('position_ids', 'int32', ['batch', 'sequence'])
  const rows = g.input('loss_rows', 'int32', ['rows'])
  const targets = g.input('targets', 'int32', ['rows'])
  const rowWeights = g.input('row_weights', float, ['rows'])
  const [rate, correction1, correction2] = ['learning_rate', 'correction1', 'correction2'].map((name) =>
    g.input(name, float, []),
  ) as [Value, Value, Value]

  const weights = viewsOf(g, config, state[0])
  const { hidden } = decoder(g, config, weights, { ids, mask, positions })
  const chosen = rowsOf(g, hidden, rows, config.hiddenSize)
  const losses = crossEntropy(g, logits(g, weights, chosen), targets)
  const loss = o.div(g, o.sumAll(g, o.mul(g, losses, rowWeights)), o.sumAll(g, rowWeights))
  const [gradient] = gradients(g, loss, [state[0]]) as [Value]

  g.silently(() => {
    const norm = o.sqrt(g, o.sumAll(g, o.mul(g, gradient, gradient)))
    const clipped = o.mul(g, gradient, o.minimum(g, 1, o.div(g, optimizer.maxNorm, o.add(g, norm, 1e-6))))
    const next = adamw(g, config, state, clipped, { rate, correction1, correction2 }, optimizer)
    g.output('next_params', next[0])
    g.output('next_moment1', next[1])
    g.output('next_moment2', next[2])
    g.output('loss', loss)
    g.output('gradient_norm', norm)
  })
  return g
}

/** Selected rows of [batch, sequence, width] as [rows, width]; their gradient is written back row by row. */
export function rowsOf(g: Graph, x: Value, rows: Value, width: number): Value {
  const flat = o.reshape(g, x, [extent(x.shape.slice(0, -1)), width])
  const index = g.op('Expand', [o.reshape(g, rows, ['rows', 1]), g.ints([1, width])], {}, ['rows', width])
  return o.gatherElements(g, flat, index, 0)
}

/** AdamW (arXiv 1711.05101), in the order of PyTorch: decay, then the bias-corrected step. */
function adamw(
  g: Graph,
  config: DecoderConfig,
  [params, moment1, moment2]: readonly [Value, Value, Value],
  gradient: Value,
  { rate, correction1, correction2 }: { rate: Value; correction1: Value; correction2: Value },
  { beta1, beta2, epsilon, weightDecay }: OptimizerOptions,
): readonly [Value, Value, Value] {
  const blend = (old: Value, now: Value, beta: number) => o.add(g, o.mul(g, old, beta), o.mul(g, now, 1 - beta))
  const first = blend(moment1, gradient, beta1)
  const second = blend(moment2, o.mul(g, gradient, gradient), beta2)
  const denominator = o.add(g, o.sqrt(g, o.div(g, second, correction2)), epsilon)
  const step = o.mul(g, rate, o.div(g, o.div(g, first, correction1), denominator))
  const gains = parameters(config).filter(({ shape }) => shape.length === 1)
  const decaying = gains[0]?.offset ?? 0
  const [matrices, vectors] = o.split(g, params, [decaying, Number(params.shape[0]) - decaying], 0) as [Value, Value]
  const decayed = o.mul(g, matrices, o.sub(g, 1, o.mul(g, rate, weightDecay)))
  return [o.sub(g, o.concat(g, [decayed, vectors], 0), step), first, second]
}
