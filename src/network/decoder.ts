/**
 * @file The one decoder: Llama's block (RMSNorm, rotary positions, grouped-query attention, SwiGLU) with what
 * its relatives add, written once over the graph builder. Inference and training differ only in where weights and past come from.
 */
import { Graph } from '../onnx/graph.ts'
import { toHalf } from '../onnx/half.ts'
import * as o from '../onnx/ops.ts'
import { type ExternalTensor, GraphError, type Value } from '../onnx/types.ts'
import { type Attend, attention, causalAttention, type KeysAndValues } from './attention.ts'
import { type DecoderConfig, parameters, trainedCount, trainedParameters } from './config.ts'
import { type Rotation, rmsNorm, rotation, rowsOf, silu } from './layers.ts'
import { adaptedWeights, type DecoderWeights, inOutWeights, type NamedWeights, outInWeights } from './linear.ts'

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
export function decoder(g: Graph, config: DecoderConfig, weights: DecoderWeights, input: DecoderInput): Value {
  let x = o.gather(g, weights.named('model.embed_tokens.weight'), input.ids)
  for (let i = 0; i < config.layers; i++) {
    const within = layerWeights(weights, i)
    const normal = rmsNorm(g, x, within.named('input_layernorm.weight'), config.normEpsilon)
    const mixed = attention(g, config, within, normal, input.angles, (heads) => input.attend(i, heads))
    const pick = (y: Value) => (input.rows && i === config.layers - 1 ? rowsOf(g, y, input.rows) : y)
    x = o.add(g, pick(x), within.linear(pick(mixed), 'self_attn.o_proj'))
    const mlp = rmsNorm(g, x, within.named('post_attention_layernorm.weight'), config.normEpsilon)
    const gate = silu(g, within.linear(mlp, 'mlp.gate_proj'))
    const up = within.linear(mlp, 'mlp.up_proj')
    x = o.add(g, x, within.linear(o.mul(g, gate, up), 'mlp.down_proj'))
  }
  return rmsNorm(g, x, weights.named('model.norm.weight'), config.normEpsilon)
}

/** A layer's weights by their names within it. */
function layerWeights(weights: DecoderWeights, layer: number): DecoderWeights {
  const full = (name: string) => `model.layers.${layer}.${name}`
  return { named: (name) => weights.named(full(name)), linear: (x, name) => weights.linear(x, full(name)) }
}

/**
 * Logits of the output layer: the embedding, or a matrix of its own.
 * @param hidden [..., hidden]
 * @returns [..., vocabulary]
 */
export function logits(g: Graph, { untied }: DecoderConfig, { named }: DecoderWeights, hidden: Value): Value {
  const embedding = named(untied ? 'lm_head.weight' : 'model.embed_tokens.weight')
  return hidden.shape.length === 2
    ? o.gemm(g, hidden, embedding, false, true)
    : o.matmul(g, hidden, o.transpose(g, embedding, [1, 0]))
}

/** Where the tensors of a model lie: by the names of `parameters`, projections as [out, in]. */
export type StoredTensors = ReadonlyMap<string, ExternalTensor>

export interface BuildOptions {
  /**
   * The weights as one flat vector (layout: `parameters`), 'input' to read them from the graph input `params`, or tensors in
   * files beside the graph's.
   */
  readonly weights: Float32Array | 'input' | StoredTensors
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
  const angles = rotation(g, positions, config)
  g.output('logits', logits(g, config, weights, decoder(g, config, weights, { ids, angles, attend, rows })))
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

/** The weights as constants of the graph, as views of its input `params`, or as tensors in files beside it. */
export function weightsOf(g: Graph, config: DecoderConfig, { weights, precision }: BuildOptions): DecoderWeights {
  if (weights === 'input') return flatWeights(g, config)
  if (weights instanceof Float32Array) return constantWeights(g, config, weights, precision)
  return storedWeights(g, config, weights)
}

/** All weights as views of one graph input `params`: one state tensor to train, checkpoint and move. */
export function flatWeights(g: Graph, config: DecoderConfig): DecoderWeights {
  return viewsOf(g, config, g.input('params', g.float, [trainedCount(config)]))
}

/** The named parameters as slices of a flat vector; with an adapter, those are its own, and all others inputs (`frozenInput`). */
export function viewsOf(g: Graph, config: DecoderConfig, flat: Value): DecoderWeights {
  const layout = trainedParameters(config)
  const parts = o.split(
    g,
    flat,
    layout.map(({ size }) => size),
    0,
  )
  const views = new Map(layout.map(({ name, shape }, i) => [name, o.reshape(g, parts[i] as Value, shape)]))
  if (!config.lora) return inOutWeights(g, config, lookUp(views))
  const frozen = new Map(
    parameters(config).map(({ name, shape }) => [name, g.input(frozenInput(name), g.float, shape)]),
  )
  return adaptedWeights(g, config.lora, inOutWeights(g, config, lookUp(frozen)), (name) => views.get(name) ?? null)
}

/** The input that takes a frozen parameter, [in, out], in graphs of networks that train an adapter. */
export const frozenInput = (name: string): string => `frozen.${name}`

/** Half-precision tensors are widened in the graph, which the runtime does once, when the session is made. */
function storedWeights(g: Graph, config: DecoderConfig, tensors: StoredTensors): DecoderWeights {
  const views = parameters(config).map(({ name }): [string, Value] => {
    const tensor = tensors.get(name)
    if (!tensor) throw new GraphError(`no file holds ${name}`)
    const stored = g.external(name, tensor)
    return [name, tensor.dtype === 'float32' ? stored : o.cast(g, stored, 'float32')]
  })
  return outInWeights(g, config, lookUp(new Map(views)))
}

function constantWeights(
  g: Graph,
  config: DecoderConfig,
  weights: Float32Array,
  precision: BuildOptions['precision'],
): DecoderWeights {
  const layout = parameters(config)
  const total = layout.reduce((n, { size }) => n + size, 0)
  if (weights.length !== total) throw new GraphError(`the decoder has ${total} parameters, not ${weights.length}`)
  const views = layout.map(({ name, shape, offset, size }): [string, Value] => {
    const data = weights.subarray(offset, offset + size)
    if (precision !== 'float16') return [name, g.initializer(name, 'float32', shape, data)]
    return [name, o.cast(g, g.initializer(name, 'float16', shape, toHalf(data)), 'float32')]
  })
  return inOutWeights(g, config, lookUp(new Map(views)))
}

function lookUp(views: ReadonlyMap<string, Value>): NamedWeights {
  return (name) => {
    const view = views.get(name)
    if (!view) throw new GraphError(`the decoder has no parameter ${name}`)
    return view
  }
}
