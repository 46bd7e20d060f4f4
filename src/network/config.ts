/**
 * @file The decoder's dimensions, its parameters' layout in one flat vector, and the Hugging Face form of both.
 */

export interface DecoderConfig {
  readonly vocabSize: number
  readonly hiddenSize: number
  readonly layers: number
  /** Query heads; a multiple of `kvHeads`. */
  readonly heads: number
  /** Key-value heads (grouped-query attention). */
  readonly kvHeads: number
  readonly headDim: number
  /** Width of the SwiGLU feed-forward layer. */
  readonly ffnSize: number
  readonly maxPositions: number
  readonly ropeTheta: number
  readonly normEpsilon: number
}

/** Of any dimension, and of layers: what is larger is a mistake in the file, and would be looked through for minutes. */
export const MOST_OF_A_DIMENSION = 2 ** 24
export const MOST_LAYERS = 1024

/** Of all parameters together: eight gigabytes as float32, more than a page's memory. */
const MOST_PARAMETERS = 2 ** 31

export interface Parameter {
  readonly name: string
  /** Matrices are [in, out]; the embedding is [vocab, hidden] and serves, transposed, as the output layer. */
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/**
 * Every parameter with its place in the flat vector: matrices first (they decay), then the norms' gains (they do not).
 * @throws RangeError when the dimensions do not fit together.
 */
export function parameters(config: DecoderConfig): readonly Parameter[] {
  check(config)
  const { vocabSize, hiddenSize, heads, kvHeads, headDim, ffnSize } = config
  const blocks = Array.from({ length: config.layers }, (_, i) => `model.layers.${i}`)
  const matrices: [string, readonly number[]][] = [
    ['model.embed_tokens.weight', [vocabSize, hiddenSize]],
    ...blocks.flatMap((block): [string, readonly number[]][] => [
      [`${block}.self_attn.q_proj.weight`, [hiddenSize, heads * headDim]],
      [`${block}.self_attn.k_proj.weight`, [hiddenSize, kvHeads * headDim]],
      [`${block}.self_attn.v_proj.weight`, [hiddenSize, kvHeads * headDim]],
      [`${block}.self_attn.o_proj.weight`, [heads * headDim, hiddenSize]],
      [`${block}.mlp.gate_proj.weight`, [hiddenSize, ffnSize]],
      [`${block}.mlp.up_proj.weight`, [hiddenSize, ffnSize]],
      [`${block}.mlp.down_proj.weight`, [ffnSize, hiddenSize]],
    ]),
  ]
  const gains: [string, readonly number[]][] = [
    ...blocks.flatMap((block): [string, readonly number[]][] => [
      [`${block}.input_layernorm.weight`, [hiddenSize]],
      [`${block}.post_attention_layernorm.weight`, [hiddenSize]],
    ]),
    ['model.norm.weight', [hiddenSize]],
  ]
  const sizes = [...matrices, ...gains].map(([, shape]) => shape.reduce((product, dim) => product * dim, 1))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total > MOST_PARAMETERS) throw new RangeError(`${total} parameters are more than fit into memory`)
  let offset = 0
  return [...matrices, ...gains].map(([name, shape]) => {
    const size = shape.reduce((product, dim) => product * dim, 1)
    const parameter = { name, shape, offset, size }
    offset += size
    return parameter
  })
}

/** Number of parameters (the tied output layer counts once). */
export function parameterCount(config: DecoderConfig): number {
  return parameters(config).reduce((total, { size }) => total + size, 0)
}

/** `config.json` as transformers' LlamaForCausalLM writes it. */
export function toHuggingFace(config: DecoderConfig): Readonly<Record<string, unknown>> {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: config.vocabSize,
    hidden_size: config.hiddenSize,
    intermediate_size: config.ffnSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headDim,
    max_position_embeddings: config.maxPositions,
    rope_theta: config.ropeTheta,
    rms_norm_eps: config.normEpsilon,
    hidden_act: 'silu',
    tie_word_embeddings: true,
    attention_bias: false,
    mlp_bias: false,
    pad_token_id: 0,
    bos_token_id: 1,
    eos_token_id: 2,
    torch_dtype: 'float32',
  }
}

/**
 * The inverse of `toHuggingFace`.
 * @throws RangeError naming the field that is missing or no number in its range.
 */
export function fromHuggingFace(json: unknown): DecoderConfig {
  if (typeof json !== 'object' || json === null) throw new RangeError('config.json: it must be an object')
  const fields = json as Readonly<Record<string, unknown>>
  const positive = (field: string): number => {
    const value = fields[field]
    if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
      throw new RangeError(`config.json: ${field} must be a positive number`)
    return value
  }
  const number = (field: string, most = MOST_OF_A_DIMENSION): number => {
    const value = positive(field)
    if (!Number.isInteger(value) || value > most)
      throw new RangeError(`config.json: ${field} must be a whole number from 1 to ${most}, not ${value}`)
    return value
  }
  return {
    vocabSize: number('vocab_size'),
    hiddenSize: number('hidden_size'),
    ffnSize: number('intermediate_size'),
    layers: number('num_hidden_layers', MOST_LAYERS),
    heads: number('num_attention_heads'),
    kvHeads: number('num_key_value_heads'),
    headDim: number('head_dim'),
    maxPositions: number('max_position_embeddings'),
    ropeTheta: positive('rope_theta'),
    normEpsilon: positive('rms_norm_eps'),
  }
}

function check({ heads, kvHeads, headDim }: DecoderConfig): void {
  if (heads % kvHeads !== 0) throw new RangeError(`${heads} query heads cannot share ${kvHeads} key-value heads evenly`)
  if (headDim % 2 !== 0) throw new RangeError(`rotary embeddings need an even head dimension, not ${headDim}`)
}
