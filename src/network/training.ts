/**
 * @file One training step as one graph: decoder, loss, backward pass, global-norm clip and AdamW. The model's state is
 * three flat vectors (weights and both moments) that go in and come out, so the caller may keep them on the device.
 */
import { gradients } from '../onnx/autodiff.ts'
import { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import type { Value } from '../onnx/types.ts'
import { causalAttention } from './attention.ts'
import { type DecoderConfig, trainedCount, trainedParameters } from './config.ts'
import { decoder, flatWeights, logits, viewsOf } from './decoder.ts'
import { crossEntropy, rotation } from './layers.ts'
import type { DecoderWeights } from './linear.ts'

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

/** What a loss may read, and what it gives back. */
export interface LossPlace {
  /** The student's logits at the rows that carry loss, [rows, vocabulary]. */
  readonly logits: Value
  /** int32 [rows]: the token that stands at each of these rows. */
  readonly targets: Value
}

export interface LossNodes {
  /** A scalar, nats. */
  readonly loss: Value
  /** Further outputs of the graph by name, outside the gradient. */
  readonly outputs?: Readonly<Record<string, Value>>
}

export interface StepOptions {
  readonly name: string
  /** One line for Netron. */
  readonly doc: string
  readonly optimizer?: OptimizerOptions
  readonly float?: 'float32' | 'float64'
}

/**
 * A training step around a loss: decoder, loss, backward pass, global-norm clip and AdamW in one graph.
 *
 * Inputs: `params`, `moment1`, `moment2` [parameters]; `input_ids`, `attention_mask`, `position_ids` int32
 * [batch, sequence]; `loss_rows` int32 [rows]: indices into the flattened [batch * sequence] of the positions that
 * carry loss (each at most once); `targets` int32 [rows]; scalars `learning_rate`, `correction1` = 1 - beta1^t,
 * `correction2` = 1 - beta2^t for step t = 1, 2, ...; and what the loss adds.
 *
 * Outputs: `next_params`, `next_moment1`, `next_moment2`, `loss` (nats), `gradient_norm` (before the clip), and the loss's own.
 */
export function buildStep(
  config: DecoderConfig,
  emit: (g: Graph, place: LossPlace) => LossNodes,
  { name, doc, optimizer = ADAMW, float = 'float32' }: StepOptions,
): Graph {
  const g = new Graph(name, doc, float)
  const count = trainedCount(config)
  const state = ['params', 'moment1', 'moment2'].map((name) => g.input(name, float, [count])) as [Value, Value, Value]
  const text = textInputs(g)
  const [rate, correction1, correction2] = ['learning_rate', 'correction1', 'correction2'].map((name) =>
    g.input(name, float, []),
  ) as [Value, Value, Value]

  const logitsAtRows = rowLogits(g, config, viewsOf(g, config, state[0]), text)
  const { loss, outputs = {} } = emit(g, { logits: logitsAtRows, targets: text.targets })
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
    for (const [output, value] of Object.entries(outputs)) g.output(output, value)
  })
  return g
}

/**
 * The training step for next-token prediction: `buildStep` with one more input, `row_weights` [rows]; the loss is the
 * weighted mean of -log p(target) over rows.
 */
export function buildTrainingStep(
  config: DecoderConfig,
  optimizer: OptimizerOptions = ADAMW,
  float: 'float32' | 'float64' = 'float32',
): Graph {
  const doc = 'Next-token cross-entropy, its gradient, a global-norm clip and AdamW.'
  return buildStep(
    config,
    (g, { logits, targets }) => {
      const rowWeights = g.input('row_weights', float, ['rows'])
      const losses = crossEntropy(g, logits, targets)
      return { loss: o.div(g, o.sumAll(g, o.mul(g, losses, rowWeights)), o.sumAll(g, rowWeights)) }
    },
    { name: 'training_step', doc, optimizer, float },
  )
}

/**
 * A forward pass over whole texts that keeps the rows asked for only: what a teacher says of a student's tokens.
 *
 * Inputs: `params` [parameters], `input_ids`, `attention_mask`, `position_ids`, `loss_rows`, `targets` as in `buildStep`.
 * Outputs: `row_logits` [rows, vocabulary], and what `emit` adds.
 */
export function buildRowScorer(
  config: DecoderConfig,
  emit: (g: Graph, place: LossPlace) => Readonly<Record<string, Value>>,
  { name, doc, float = 'float32' }: Omit<StepOptions, 'optimizer'>,
): Graph {
  const g = new Graph(name, doc, float)
  const weights = flatWeights(g, config)
  const text = textInputs(g)
  const found = rowLogits(g, config, weights, text)
  for (const [output, value] of Object.entries(emit(g, { logits: found, targets: text.targets })))
    g.output(output, value)
  g.output('row_logits', found)
  return g
}

/** Whole texts, and the rows of them whose logits are wanted. */
export interface RowInputs {
  readonly ids: Value
  readonly mask: Value
  readonly positions: Value
  readonly rows: Value
}

/** The inputs `input_ids`, `attention_mask`, `position_ids` and `loss_rows`, as in `buildStep`. */
export function rowInputs(g: Graph): RowInputs {
  const grid = (name: string) => g.input(name, 'int32', ['batch', 'sequence'])
  return {
    ids: grid('input_ids'),
    mask: grid('attention_mask'),
    positions: grid('position_ids'),
    rows: g.input('loss_rows', 'int32', ['rows']),
  }
}

function textInputs(g: Graph): RowInputs & { readonly targets: Value } {
  return { ...rowInputs(g), targets: g.input('targets', 'int32', ['rows']) }
}

/** Logits of the chosen rows, [rows, vocabulary]: the output layer reads no others. */
export function rowLogits(
  g: Graph,
  config: DecoderConfig,
  weights: DecoderWeights,
  { ids, mask, positions, rows }: RowInputs,
): Value {
  const { attend } = causalAttention(g, config, { positions, mask })
  const angles = rotation(g, positions, config)
  return logits(g, config, weights, decoder(g, config, weights, { ids, angles, attend, rows }))
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
  const total = Number(params.shape[0])
  const decaying = trainedParameters(config).find(({ shape }) => shape.length === 1)?.offset ?? total
  const decay = (part: Value) => o.mul(g, part, o.sub(g, 1, o.mul(g, rate, weightDecay)))
  if (decaying === total) return [o.sub(g, decay(params), step), first, second]
  const [matrices, vectors] = o.split(g, params, [decaying, total - decaying], 0) as [Value, Value]
  return [o.sub(g, o.concat(g, [decay(matrices), vectors], 0), step), first, second]
}
