/**
 * @file The decoder's dimensions, its parameters' layout in one flat vector, and the angles of its positions.
 */

/** Rotary frequencies changed for texts longer than the model was first trained on. */
export type RopeScaling =
  | { readonly kind: 'linear'; readonly factor: number }
  | {
      /** Llama 3.1: long wavelengths are divided, short ones stay, between them it fades (transformers, modeling_rope_utils). */
      readonly kind: 'llama3'
      readonly factor: number
      readonly lowFrequency: number
      readonly highFrequency: number
      /** Positions of the first training. */
      readonly original: number
    }

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
  /** The output layer is a matrix of its own, `lm_head.weight`. Without it, the embedding serves. */
  readonly untied?: true
  /** Queries, keys and values have a bias (Qwen2). */
  readonly qkvBias?: true
  /** Queries and keys are normalised head by head (Qwen3). */
  readonly qkNorm?: true
  readonly ropeScaling?: RopeScaling
  /** Only an adapter trains; everything else is an input of its own. */
  readonly lora?: LoraConfig
}

/** A low-rank adapter beside projections. */
export interface LoraConfig {
  readonly rank: number
  /** The adapter's product is scaled by alpha / rank. */
  readonly alpha: number
  /** Last parts of the projections' names, such as `q_proj`. */
  readonly modules: readonly string[]
}

/** Of any dimension, and of layers: what is larger is a mistake in the file, and would be looked through for minutes. */
export const MOST_OF_A_DIMENSION = 2 ** 24
export const MOST_LAYERS = 1024

/** Of all parameters together: eight gigabytes as float32, more than a page's memory. */
const MOST_PARAMETERS = 2 ** 31

export interface Parameter {
  readonly name: string
  /** Projections are [in, out]; the embedding is [vocab, hidden] and serves, transposed, as the output layer, as `lm_head` does. */
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/**
 * Every parameter with its place in the flat vector: matrices first (they decay), then gains and biases (they do not).
 * @throws RangeError when the dimensions do not fit together.
 */
export function parameters(config: DecoderConfig): readonly Parameter[] {
  check(config)
  const { vocabSize, hiddenSize, heads, kvHeads, headDim, ffnSize } = config
  const blocks = Array.from({ length: config.layers }, (_, i) => `model.layers.${i}`)
  const widths = { q: heads * headDim, k: kvHeads * headDim, v: kvHeads * headDim }
  const matrices: [string, readonly number[]][] = [
    ['model.embed_tokens.weight', [vocabSize, hiddenSize]],
    ...blocks.flatMap((block): [string, readonly number[]][] => [
      [`${block}.self_attn.q_proj.weight`, [hiddenSize, widths.q]],
      [`${block}.self_attn.k_proj.weight`, [hiddenSize, widths.k]],
      [`${block}.self_attn.v_proj.weight`, [hiddenSize, widths.v]],
      [`${block}.self_attn.o_proj.weight`, [heads * headDim, hiddenSize]],
      [`${block}.mlp.gate_proj.weight`, [hiddenSize, ffnSize]],
      [`${block}.mlp.up_proj.weight`, [hiddenSize, ffnSize]],
      [`${block}.mlp.down_proj.weight`, [ffnSize, hiddenSize]],
    ]),
  ]
  if (config.untied) matrices.push(['lm_head.weight', [vocabSize, hiddenSize]])
  const gains: [string, readonly number[]][] = [
    ...blocks.flatMap((block): [string, readonly number[]][] => [
      [`${block}.input_layernorm.weight`, [hiddenSize]],
      [`${block}.post_attention_layernorm.weight`, [hiddenSize]],
      ...(config.qkNorm ? (['q', 'k'] as const) : []).map((part): [string, readonly number[]] => [
        `${block}.self_attn.${part}_norm.weight`,
        [headDim],
      ]),
      ...(config.qkvBias ? (['q', 'k', 'v'] as const) : []).map((part): [string, readonly number[]] => [
        `${block}.self_attn.${part}_proj.bias`,
        [widths[part]],
      ]),
    ]),
    ['model.norm.weight', [hiddenSize]],
  ]
  const entries = [...matrices, ...gains]
  const total = entries.reduce((sum, [, shape]) => sum + shape.reduce((product, dim) => product * dim, 1), 0)
  if (total > MOST_PARAMETERS) throw new RangeError(`${total} parameters are more than fit into memory`)
  return inOrder(entries)
}

/** What trains, with its place in the flat vector: everything, or the adapter's matrices, A [in, rank] and B [rank, out]. */
export function trainedParameters(config: DecoderConfig): readonly Parameter[] {
  const { lora } = config
  if (!lora) return parameters(config)
  const adapted = parameters(config).filter(({ name }) => lora.modules.some((part) => name.endsWith(`.${part}.weight`)))
  return inOrder(
    adapted.flatMap(({ name, shape: [width = 0, out = 0] }): [string, readonly number[]][] => {
      const module = name.slice(0, -'.weight'.length)
      return [
        [`${module}.lora_A`, [width, lora.rank]],
        [`${module}.lora_B`, [lora.rank, out]],
      ]
    }),
  )
}

function inOrder(entries: readonly (readonly [name: string, shape: readonly number[]])[]): readonly Parameter[] {
  let offset = 0
  return entries.map(([name, shape]) => {
    const size = shape.reduce((product, dim) => product * dim, 1)
    const parameter = { name, shape, offset, size }
    offset += size
    return parameter
  })
}

/** Numbers in the vector that trains. */
export function trainedCount(config: DecoderConfig): number {
  return trainedParameters(config).reduce((total, { size }) => total + size, 0)
}

/** Number of parameters (the tied output layer counts once). */
export function parameterCount(config: DecoderConfig): number {
  return parameters(config).reduce((total, { size }) => total + size, 0)
}

/**
 * What a position is divided by to give the angle of each pair of a head, [headDim / 2]: theta^(2 i / headDim), stretched
 * where the configuration says so.
 */
export function rotaryDivisors({ headDim, ropeTheta, ropeScaling }: DecoderConfig): readonly number[] {
  const plain = Array.from({ length: headDim / 2 }, (_, i) => ropeTheta ** ((2 * i) / headDim))
  if (!ropeScaling) return plain
  const { factor } = ropeScaling
  if (ropeScaling.kind === 'linear') return plain.map((divisor) => divisor * factor)
  const { lowFrequency, highFrequency, original } = ropeScaling
  return plain.map((divisor) => {
    const wavelength = 2 * Math.PI * divisor
    if (wavelength < original / highFrequency) return divisor
    if (wavelength > original / lowFrequency) return divisor * factor
    const smooth = (original / wavelength - lowFrequency) / (highFrequency - lowFrequency)
    return divisor / ((1 - smooth) / factor + smooth)
  })
}

function check({ heads, kvHeads, headDim }: DecoderConfig): void {
  if (heads % kvHeads !== 0) throw new RangeError(`${heads} query heads cannot share ${kvHeads} key-value heads evenly`)
  if (headDim % 2 !== 0) throw new RangeError(`rotary embeddings need an even head dimension, not ${headDim}`)
}
