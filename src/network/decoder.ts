/**
 * @file The one decoder: Llama's block (RMSNorm, rotary positions, grouped-query attention, SwiGLU, tied embeddings)
 * written once over the graph builder. Inference and training differ only in where weights and past come from.
 */
import { Graph } from '../onnx/graph.ts'
import { toHalf } from '../onnx/half.ts'
import * as o from '../onnx/ops.ts'
import { GraphError, type Value } from '../onnx/types.ts'
import { type Attend, attention, causalAttention, type KeysAndValues } from './attention.ts'
import { type DecoderConfig, parameters } from './config.ts'
import { type Rotation, rmsNorm, rotation, rowsOf, silu } from './layers.ts'

export type NamedWeights = (name: string) => Value

export interface DecoderInput {
  /** Token ids: integers [batch, sequence]. */
  readonly ids: Value
  /** Of the tokens' positions. */
  readonly angles: Rotation
  readonly attend: Attend
  /**
   * int32 [rows], indices into [batch * sequence], each at most once: the positions whose hidden states are wanted, where
   * others only serve as context. Of the last layer's work, those need nothing but keys and values.
   */
  readonly rows?: Value
}

/**
 * Emits the decoder from token ids to the last hidden states.
 * @returns [batch, sequence, hidden] after the last norm; [rows, hidden] where only some rows were asked for
 */
export function decoder(g: Graph, config: DecoderConfig, weights: NamedWeights, input: DecoderInput): Value {
  let x = o.gather(g, weights('model.embed_tokens.weight'), input.ids)
  for (let i = 0; i < config.layers; i++) {
    const weight = (name: string) => weights(`model.layers.${i}.${name}.weight`)
    const normal = rmsNorm(g, x, weight('input_layernorm'), config.normEpsilon)
    const mixed = attention(g, config, weight, normal, input.angles, (heads) => input.attend(i, heads))
    const pick = (y: Value) => (input.rows && i === config.layers - 1 ? rowsOf(g, y, input.rows) : y)
    x = o.add(g, pick(x), o.matmul(g, pick(mixed), weight('self_attn.o_proj')))
    const mlp = rmsNorm(g, x, weight('post_attention_layernorm'), config.normEpsilon)
    const gate = silu(g, o.matmul(g, mlp, weight('mlp.gate_proj')))
    const up = o.matmul(g, mlp, weight('mlp.up_proj'))
    x = o.add(g, x, o.matmul(g, o.mul(g, gate, up), weight('mlp.down_proj')))
  }
  return rmsNorm(g, x, weights('model.norm.weight'), config.normEpsilon)
}

/**
 * Logits of the tied output layer.
 * @param hidden [..., hidden]
 * @returns [..., vocabulary]
 */
export function logits(g: Graph, weights: NamedWeights, hidden: Value): Value {
  const embedding = weights('model.embed_tokens.weight')
  return hidden.shape.length === 2
    ? o.gemm(g, hidden, embedding, false, true)
    : o.matmul(g, hidden, o.transpose(g, embedding, [1, 0]))
}

export interface BuildOptions {
  /** The weights as one flat vector (layout: `parameters`), or 'input' to read them from the graph input `params`. */
  readonly weights: Float32Array | 'input'
  /** How constant weights are stored. Half-precision ones are widened when the session is created. Default float32. */
  readonly precision?: 'float32' | 'float16'
  /** 'input' where the caller names the positions whose logits it wants. Default: all of them. */
  readonly rows?: 'all' | 'input'
}

/**
 * The inference graph in the signature of a Hugging Face decoder export: `input_ids`, `attention_mask`, `position_ids`
 * (int64), `past_key_values.N.key|value` -> `logits`, `present.N.key|value`. With an empty past it prefills or scores
 * whole rollouts; with a past and one token a row it decodes. Opset 18; no node needs the CPU on WebGPU.
 *
 * With `rows: 'input'` it has one more input, `logit_rows` (int32 [rows], indices into [batch * sequence]), and `logits`
 * is [rows, vocabulary]: a prompt's other positions need neither the output layer nor most of the last layer.
 */
export function buildDecoder(config: DecoderConfig, options: BuildOptions): Graph {
  const g = new Graph('decoder', 'A Llama-style decoder with key-value cache: next-token logits for every input token.')
  const ids = g.input('input_ids', 'int64', ['batch', 'sequence'])
  const mask = g.input('attention_mask', 'int64', ['batch', 'total_sequence'])
  const positions = g.input('position_ids', 'int64', ['batch', 'sequence'])
  const rows = options.rows === 'input' ? g.input('logit_rows', 'int32', ['rows']) : undefined
  const past = pastInputs(g, config)
  const weights = weightsOf(g, config, options)
  const { attend, present } = causalAttention(g, config, { positions, mask, past })
  const angles = rotation(g, positions, config.headDim, config.maxPositions, config.ropeTheta)
  g.output('logits', logits(g, weights, decoder(g, config, weights, { ids, angles, attend, rows })))
  for (const [layer, extended] of present.entries()) presentOutputs(g, layer, extended)
  return g
}

/** The inputs `past_key_values.N.key|value`, [batch, kvHeads, past, headDim] each. */
export function pastInputs(g: Graph, config: DecoderConfig): readonly KeysAndValues[] {
  const shape = ['batch', config.kvHeads, 'past_sequence', config.headDim]
  return Array.from({ length: config.layers }, (_, layer) => ({
    key: g.input(`past_key_values.${layer}.key`, 'float32', shape),
    value: g.input(`past_key_values.${layer}.value`, 'float32', shape),
  }))
}

/** The outputs `present.N.key|value` of one layer. */
export function presentOutputs(g: Graph, layer: number, { key, value }: KeysAndValues): void {
  g.output(`present.${layer}.key`, key)
  g.output(`present.${layer}.value`, value)
}

/** The weights as constants of the graph, or as views of its input `params`. */
export function weightsOf(g: Graph, config: DecoderConfig, options: BuildOptions): NamedWeights {
  return options.weights === 'input' ? flatWeights(g, config) : constantWeights(g, config, options)
}

/** All weights as views of one graph input `params`: one state tensor to train, checkpoint and move. */
export function flatWeights(g: Graph, config: DecoderConfig): NamedWeights {
  return viewsOf(g, config, g.input('params', g.float, [parameters(config).reduce((n, { size }) => n + size, 0)]))
}

/** The named parameters as slices of a flat vector. */
export function viewsOf(g: Graph, config: DecoderConfig, flat: Value): NamedWeights {
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

function constantWeights(g: Graph, config: DecoderConfig, { weights, precision }: BuildOptions): NamedWeights {
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

function lookUp(views: ReadonlyMap<string, Value>): NamedWeights {
  return (name) => {
    const view = views.get(name)
    if (!view) throw new GraphError(`the decoder has no parameter ${name}`)
    return view
  }
}
