/**
 * @file The one decoder: Llama's block (RMSNorm, rotary positions, grouped-query attention, SwiGLU, tied embeddings)
 * written once over the graph builder. Inference and training differ only in where weights and past come from.
 */
import { Graph } from '../onnx/graph.ts'
import { toHalf } from '../onnx/half.ts'
import * as o from '../onnx/ops.ts'
import { GraphError, type Value } from '../onnx/types.ts'
import { type DecoderConfig, parameters } from './config.ts'
import { constant, type Rotation, rmsNorm, rotate, rotation, rowsOf, silu } from './layers.ts'

/** Far below any score, yet finite: a row whose keys are all masked must not become NaN. */
const MASKED = -1e9

export type Weights = (name: string) => Value

export interface DecoderInput {
  /** Token ids, positions: integers [batch, sequence]. */
  readonly ids: Value
  readonly positions: Value
  /** 1 for real tokens, 0 for padding: integers [batch, past + sequence]. */
  readonly mask: Value
  /** Keys and values of earlier tokens, a layer each, [batch, kvHeads, past, headDim]; none when training. */
  readonly past?: readonly { readonly key: Value; readonly value: Value }[]
  /**
   * int32 [rows], indices into [batch * sequence], each at most once: the positions whose hidden states are wanted, where
   * others only serve as context. Of the last layer's work, those need nothing but keys and values.
   */
  readonly rows?: Value
}

export interface DecoderOutput {
  /** [batch, sequence, hidden] after the last norm; [rows, hidden] where only some rows were asked for. */
  readonly hidden: Value
  readonly present: readonly { readonly key: Value; readonly value: Value }[]
}

/** Emits the decoder from token ids to the last hidden states. */
export function decoder(g: Graph, config: DecoderConfig, weights: Weights, input: DecoderInput): DecoderOutput {
  const angles = rotation(g, input.positions, config.headDim, config.maxPositions, config.ropeTheta)
  const bias = attentionBias(g, config, input)
  let x = o.gather(g, weights('model.embed_tokens.weight'), input.ids)
  const present: { key: Value; value: Value }[] = []
  for (let i = 0; i < config.layers; i++) {
    const weight = (name: string) => weights(`model.layers.${i}.${name}.weight`)
    const normal = rmsNorm(g, x, weight('input_layernorm'), config.normEpsilon)
    const attended = attention(g, config, weight, normal, angles, bias, input.past?.[i])
    present.push({ key: attended.key, value: attended.value })
    const pick = (y: Value) => (input.rows && i === config.layers - 1 ? rowsOf(g, y, input.rows) : y)
    x = o.add(g, pick(x), o.matmul(g, pick(attended.mixed), weight('self_attn.o_proj')))
    const mlp = rmsNorm(g, x, weight('post_attention_layernorm'), config.normEpsilon)
    const gate = silu(g, o.matmul(g, mlp, weight('mlp.gate_proj')))
    const up = o.matmul(g, mlp, weight('mlp.up_proj'))
    x = o.add(g, x, o.matmul(g, o.mul(g, gate, up), weight('mlp.down_proj')))
  }
  return { hidden: rmsNorm(g, x, weights('model.norm.weight'), config.normEpsilon), present }
}

/**
 * Logits of the tied output layer.
 * @param hidden [..., hidden]
 * @returns [..., vocabulary]
 */
export function logits(g: Graph, weights: Weights, hidden: Value): Value {
  const embedding = weights('model.embed_tokens.weight')
  return hidden.shape.length === 2
    ? o.gemm(g, hidden, embedding, false, true)
    : o.matmul(g, hidden, o.transpose(g, embedding, [1, 0]))
}

/**
 * What is added to the scores: 0 where query i may look at key j, MASKED elsewhere. A key may be seen when it is real
 * and not later than the query; its position is the number of real tokens before it, so any padding is exact. Integers
 * only index tables here, because WebGPU has no int64 arithmetic.
 *
 * @returns [batch, 1, groups * sequence, past + sequence], repeated for the query heads that share a key head.
 */
function attentionBias(g: Graph, config: DecoderConfig, { positions, mask }: DecoderInput): Value {
  const real = o.gather(g, constant(g, 'mask_to_one', [2], Float64Array.of(0, 1)), mask)
  const hide = o.gather(g, constant(g, 'mask_to_bias', [2], Float64Array.of(MASKED, 0)), mask)
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

function attention(
  g: Graph,
  { kvHeads, headDim, heads }: DecoderConfig,
  weight: Weights,
  x: Value,
  angles: Rotation,
  bias: Value,
  past: { readonly key: Value; readonly value: Value } | undefined,
): { mixed: Value; key: Value; value: Value } {
  const [batch, sequence] = x.shape
  if (batch === undefined || sequence === undefined) throw new GraphError('attention needs [batch, sequence, hidden]')
  const groups = heads / kvHeads
  const project = (name: string) => o.matmul(g, x, weight(`self_attn.${name}`))
  const perHead = (y: Value) => o.reshape(g, y, [batch, sequence, kvHeads, headDim])
  const extend = (before: Value | undefined, now: Value) =>
    before ? o.concat(g, [before, now], 2, 'total_sequence') : now

  // Query heads that share a key head are stacked along the sequence, so that one plain product serves them all.
  const rotated = rotate(g, o.reshape(g, project('q_proj'), [batch, sequence, kvHeads, groups, headDim]), angles)
  const scaled = o.mul(g, rotated, 1 / Math.sqrt(headDim))
  const rows = groups === 1 ? sequence : 'group_rows'
  const query = o.reshape(g, o.transpose(g, scaled, [0, 2, 3, 1, 4]), [batch, kvHeads, rows, headDim])
  const key = extend(past?.key, o.transpose(g, rotate(g, perHead(project('k_proj')), angles), [0, 2, 1, 3]))
  const value = extend(past?.value, o.transpose(g, perHead(project('v_proj')), [0, 2, 1, 3]))

  const scores = o.add(g, o.matmul(g, query, o.transpose(g, key, [0, 1, 3, 2])), bias)
  const summed = o.matmul(g, o.softmax(g, scores), value)
  const apart = o.reshape(g, summed, [batch, kvHeads, groups, sequence, headDim])
  const mixed = o.reshape(g, o.transpose(g, apart, [0, 3, 1, 2, 4]), [batch, sequence, heads * headDim])
  return { mixed, key, value }
}

export interface BuildOptions {
  /** The weights as one flat vector (layout: `parameters`), or 'input' to read them from the graph input `params`. */
  readonly weights: Float32Array | 'input'
  /** How constant weights are stored. Half-precision ones are widened when the session is created. Default float32. */
  readonly precision?: 'float32' | 'float16'
}

/**
 * The inference graph in the signature of a Hugging Face decoder export: `input_ids`, `attention_mask`, `position_ids`
 * (int64), `past_key_values.N.key|value` -> `logits`, `present.N.key|value`. With an empty past it prefills or scores
 * whole rollouts; with a past and one token a row it decodes. Opset 18; no node needs the CPU on WebGPU.
 */
export function buildDecoder(config: DecoderConfig, options: BuildOptions): Graph {
  const g = new Graph('decoder', 'A Llama-style decoder with key-value cache: next-token logits for every input token.')
  const ids = g.input('input_ids', 'int64', ['batch', 'sequence'])
  const mask = g.input('attention_mask', 'int64', ['batch', 'total_sequence'])
  const positions = g.input('position_ids', 'int64', ['batch', 'sequence'])
  const pastShape = ['batch', config.kvHeads, 'past_sequence', config.headDim]
  const past = Array.from({ length: config.layers }, (_, i) => ({
    key: g.input(`past_key_values.${i}.key`, 'float32', pastShape),
    value: g.input(`past_key_values.${i}.value`, 'float32', pastShape),
  }))
  const weights = options.weights === 'input' ? flatWeights(g, config) : constantWeights(g, config, options)
  const { hidden, present } = decoder(g, config, weights, { ids, positions, mask, past })
  g.output('logits', logits(g, weights, hidden))
  for (const [i, { key, value }] of present.entries()) {
    g.output(`present.${i}.key`, key)
    g.output(`present.${i}.value`, value)
  }
  return g
}

/** All weights as views of one graph input `params`: one state tensor to train, checkpoint and move. */
export function flatWeights(g: Graph, config: DecoderConfig): Weights {
  return viewsOf(g, config, g.input('params', g.float, [parameters(config).reduce((n, { size }) => n + size, 0)]))
}

/** The named parameters as slices of a flat vector. */
export function viewsOf(g: Graph, config: DecoderConfig, flat: Value): Weights {
  const layout = parameters(config)
  const parts = o.split(
    g,
    flat,
    layout.map(({ size }) => size),
    0,
  )
  const views = new Map(layout.map(({ name, shape }, i) => [name, o.reshape(g, parts[i] as Value, shape)]))
  return lookUp(views)
}

function constantWeights(g: Graph, config: DecoderConfig, { weights, precision }: BuildOptions): Weights {
  const layout = parameters(config)
  const total = layout.reduce((n, { size }) => n + size, 0)
  if (weights === 'input' || weights.length !== total)
    throw new GraphError(`the decoder has ${total} parameters, not ${weights.length}`)
  const views = layout.map(({ name, shape, offset, size }): [string, Value] => {
    const data = weights.subarray(offset, offset + size)
    if (precision !== 'float16') return [name, g.initializer(name, 'float32', shape, data)]
    return [name, o.cast(g, g.initializer(name, 'float16', shape, toHalf(data)), 'float32')]
  })
  return lookUp(new Map(views))
}

function lookUp(views: ReadonlyMap<string, Value>): Weights {
  return (name) => {
    const view = views.get(name)
    if (!view) throw new GraphError(`the decoder has no parameter ${name}`)
    return view
  }
}
