/**
 * @file From logits back to weights: the gradient on the weights of whatever was computed from some rows' logits. By the
 * chain rule it is the Jacobian's transpose times the gradient on the logits, so one graph serves every loss.
 */
import { gradients } from '../onnx/autodiff.ts'
import { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import type { Value } from '../onnx/types.ts'
import { type DecoderConfig, trainedCount } from './config.ts'
import { flatWeights, viewsOf } from './decoder.ts'
import { rowInputs, rowLogits } from './training.ts'

type Float = 'float32' | 'float64'

/**
 * Logits alone, under whatever weights.
 *
 * Inputs: `params` [parameters]; `input_ids`, `attention_mask`, `position_ids` int32 [batch, sequence]; `loss_rows` int32
 * [rows], indices into [batch * sequence]. Output: `row_logits` [rows, vocabulary].
 */
export function buildRowLogits(config: DecoderConfig, float: Float = 'float32'): Graph {
  const g = new Graph('row_logits', 'Next-token logits at chosen rows, the weights being an input.', float)
  g.output('row_logits', rowLogits(g, config, flatWeights(g, config), rowInputs(g)))
  return g
}

/**
 * The gradient on the weights that belongs to a gradient on logits.
 *
 * Inputs: those of `buildRowLogits`, and `logit_gradient` [rows, vocabulary]. Output: `gradient` [parameters].
 */
export function buildPullback(config: DecoderConfig, float: Float = 'float32'): Graph {
  const g = new Graph('pullback', 'The gradient on the weights that belongs to a gradient on logits.', float)
  const params = g.input('params', float, [trainedCount(config)])
  const found = rowLogits(g, config, viewsOf(g, config, params), rowInputs(g))
  const given = g.input('logit_gradient', float, ['rows', config.vocabSize])
  const [gradient] = gradients(g, o.sumAll(g, o.mul(g, found, given)), [params]) as [Value]
  g.output('gradient', gradient)
  return g
}
