/**
 * @file Attention in two halves: each layer's queries, keys and values, and how queries meet keys. The second half differs
 * between whole texts and new tokens with a cache, so it is handed in.
 */
import type { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import { GraphError, type Value } from '../onnx/types.ts'
import type { DecoderConfig } from './config.ts'
import { constant, type Rotation, rmsNorm, rotate } from './layers.ts'
import type { DecoderWeights } from './linear.ts'

/** Far below any score, yet finite: a row whose keys are all masked must not become NaN. */
const MASKED = -1e9

/** A layer's keys and values, [batch, kvHeads, columns, headDim] each. */
export interface KeysAndValues {
  readonly key: Value
  readonly value: Value
}

/** What a layer makes of its new tokens. */
export interface Heads extends KeysAndValues {
  /**
   * Rotated and scaled, [batch, kvHeads, groups * sequence, headDim]: query heads that share a key head are stacked along
   * the sequence, so that one plain product serves them all.
   */
  readonly query: Value
}

/** How the queries of a layer meet keys and values, earlier ones among them. Returns the queries' shape. */
export type Attend = (layer: number, heads: Heads) => Value

/** One layer's attention. @param weights those of this layer, by names within it. @param x [batch, sequence, hidden] */
export function attention(
  g: Graph,
  config: DecoderConfig,
  weights: DecoderWeights,
  x: Value,
  angles: Rotation,
  attend: (heads: Heads) => Value,
): Value {
  const { kvHeads, headDim, heads } = config
  const [batch, sequence] = x.shape
  if (batch === undefined || sequence === undefined) throw new GraphError('attention needs [batch, sequence, hidden]')
  const groups = heads / kvHeads
  const project = (name: string) => weights.linear(x, `self_attn.${name}`)
  const normal = (y: Value, part: string) =>
    config.qkNorm ? rmsNorm(g, y, weights.named(`self_attn.${part}_norm.weight`), config.normEpsilon) : y
  const perHead = (y: Value) => o.reshape(g, y, [batch, sequence, kvHeads, headDim])

  const queries = o.reshape(g, project('q_proj'), [batch, sequence, kvHeads, groups, headDim])
  const rotated = rotate(g, normal(queries, 'q'), angles)
  const scaled = o.mul(g, rotated, 1 / Math.sqrt(headDim))
  const rows = typeof sequence === 'number' ? groups * sequence : groups === 1 ? sequence : 'group_rows'
  const query = o.reshape(g, o.transpose(g, scaled, [0, 2, 3, 1, 4]), [batch, kvHeads, rows, headDim])
  const key = o.transpose(g, rotate(g, normal(perHead(project('k_proj')), 'k'), angles), [0, 2, 1, 3])
  const value = o.transpose(g, perHead(project('v_proj')), [0, 2, 1, 3])

  const apart = o.reshape(g, attend({ query, key, value }), [batch, kvHeads, groups, sequence, headDim])
  return o.reshape(g, o.transpose(g, apart, [0, 3, 1, 2, 4]), [batch, sequence, heads * headDim])
}

export interface CausalInput {
  /** Positions: integers [batch, sequence]. */
  readonly positions: Value
  /** 1 for real tokens, 0 for padding: integers [batch, past + sequence]. */
  readonly mask: Value
  /** Keys and values of earlier tokens, a layer each; none when training. */
  readonly past?: readonly KeysAndValues[]
}

/** New tokens look at all real tokens that are not later than themselves. `present` fills up as layers attend. */
export function causalAttention(
  g: Graph,
  config: DecoderConfig,
  input: CausalInput,
): { readonly attend: Attend; readonly present: readonly KeysAndValues[] } {
  const bias = causalBias(g, config, input)
  const present: KeysAndValues[] = []
  const extend = (before: Value | undefined, now: Value) =>
    before ? o.concat(g, [before, now], 2, 'total_sequence') : now
  return {
    present,
    attend(layer, heads) {
      const key = extend(input.past?.[layer]?.key, heads.key)
      const value = extend(input.past?.[layer]?.value, heads.value)
      present.push({ key, value })
      const scores = o.add(g, o.matmul(g, heads.query, o.transpose(g, key, [0, 1, 3, 2])), bias)
      return o.matmul(g, o.softmax(g, scores), value)
    },
  }
}

/**
 * What is added to the scores: 0 where query i may look at key j, MASKED elsewhere. A key may be seen when it is real
 * and not later than the query; its position is the number of real tokens before it, so any padding is exact. Integers
 * only index tables here, because WebGPU has no int64 arithmetic.
 *
 * @returns [batch, 1, groups * sequence, past + sequence], repeated for the query heads that share a key head.
 */
function causalBias(g: Graph, config: DecoderConfig, { positions, mask }: CausalInput): Value {
  const real = o.gather(g, constant(g, 'mask_to_one', [2], Float64Array.of(0, 1)), mask)
  const hide = hideBias(g, mask)
  const range = Float64Array.from({ length: config.maxPositions }, (_, i) => i)
  const query = o.gather(g, constant(g, 'position_to_number', [config.maxPositions], range), positions)
  const key = o.sub(g, o.cumsum(g, real, 1), 1)
  const late = o.greater(g, o.unsqueeze(g, key, [1]), o.unsqueeze(g, query, [2]))
  const bias = o.add(g, o.where(g, late, MASKED, 0), o.unsqueeze(g, hide, [1]))
  const groups = config.heads / config.kvHeads
  const single = o.unsqueeze(g, bias, [1])
  return groups === 1
    ? single
    : o.concat(
        g,
        Array.from({ length: groups }, () => single),
        2,
        'group_rows',
      )
}

/** Added to scores: 0 for real tokens, MASKED for padding. @param mask integers 1 and 0 of any shape */
export function hideBias(g: Graph, mask: Value): Value {
  return o.gather(g, constant(g, 'mask_to_bias', [2], Float64Array.of(MASKED, 0)), mask)
}
