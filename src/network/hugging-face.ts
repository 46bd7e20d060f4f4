/**
 * @file `config.json` of transformers: which decoders can be built from it, and ours in its form. What is not known is
 * refused by name, because a field that is passed over makes numbers that are wrong without a sign.
 */
import { type DecoderConfig, MOST_LAYERS, MOST_OF_A_DIMENSION, type RopeScaling } from './config.ts'

type Json = Readonly<Record<string, unknown>>

/** `model_type` of the decoders that can be built, with the class that must stand in `architectures`. */
export const ARCHITECTURES: Readonly<Record<string, string>> = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
  mistral: 'MistralForCausalLM',
}

/** For messages. */
export const WHAT_WORKS =
  'llama (rotary scaling llama3 or linear), qwen2, qwen3 and mistral, all without sliding window, experts or quantisation'

/** Positions that tables are made for, whatever a model was trained on: 131,072 of them would take 33 MB in every graph. */
export const MOST_POSITIONS = 4096

/** `config.json` as transformers' LlamaForCausalLM writes it. */
export function toHuggingFace(config: DecoderConfig): Json {
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
 * The decoder that a `config.json` describes; the inverse of `toHuggingFace` for our own.
 * @throws RangeError naming the field that is missing, or whose value is one that no graph here has
 */
export function fromHuggingFace(found: unknown): DecoderConfig {
  if (!isObject(found)) throw new RangeError('config.json: it must be an object')
  const json = found
  const type = modelType(json)
  refuseWhatIsNotBuilt(json, type)
  const heads = whole(json, 'num_attention_heads')
  const hiddenSize = whole(json, 'hidden_size')
  const { theta, scaling } = rope(json)
  return {
    vocabSize: whole(json, 'vocab_size'),
    hiddenSize,
    ffnSize: whole(json, 'intermediate_size'),
    layers: whole(json, 'num_hidden_layers', undefined, MOST_LAYERS),
    heads,
    kvHeads: whole(json, 'num_key_value_heads', heads),
    // The default of Qwen3 is a number of its own in transformers, whatever the width.
    headDim: whole(json, 'head_dim', type === 'qwen3' ? 128 : hiddenSize / heads),
    maxPositions: Math.min(MOST_POSITIONS, whole(json, 'max_position_embeddings')),
    ropeTheta: theta,
    normEpsilon: positive(json, 'rms_norm_eps', 1e-6),
    // Absent means the default of transformers' classes: an output layer of its own.
    ...(json.tie_word_embeddings !== true && { untied: true }),
    ...(type === 'qwen2' && { qkvBias: true }),
    ...(type === 'qwen3' && { qkNorm: true }),
    ...(scaling && { ropeScaling: scaling }),
  }
}

function modelType({ model_type: type, architectures }: Json): string {
  if (typeof type !== 'string') throw new RangeError('config.json: model_type is missing')
  const wanted = Object.hasOwn(ARCHITECTURES, type) ? ARCHITECTURES[type] : undefined
  if (!wanted) throw new RangeError(`its model_type is ${type}`)
  const found = Array.isArray(architectures) ? architectures : []
  if (found.length > 0 && !found.includes(wanted)) {
    const names = found.map((name) => (typeof name === 'string' ? name : shown(name)))
    throw new RangeError(`its architecture is ${names.join(', ')}`)
  }
  return type
}

/** Fields that change the arithmetic, where anything but the value here means another network. */
const MUST_BE: readonly (readonly [field: string, ...values: readonly unknown[]])[] = [
  ['hidden_act', 'silu', 'swish'],
  ['attention_bias', false],
  ['mlp_bias', false],
  ['partial_rotary_factor', 1],
  ['quantization_config'],
  ['num_experts', 0],
  ['num_local_experts', 0],
  ['no_rope_layers'],
  ['embedding_multiplier', 1],
  ['residual_multiplier', 1],
  ['attention_multiplier'],
  ['logits_scaling', 1],
  ['final_logit_softcapping'],
  ['attn_logit_softcapping'],
]

function refuseWhatIsNotBuilt(json: Json, type: string): void {
  for (const [field, ...values] of MUST_BE) {
    const value = json[field] ?? undefined
    if (value !== undefined && !values.includes(value)) throw new RangeError(`its ${field} is ${shown(value)}`)
  }
  const window = json.sliding_window ?? null
  const isSwitched = type === 'qwen2' || type === 'qwen3'
  if (isSwitched ? json.use_sliding_window === true && window !== null : window !== null)
    throw new RangeError(`its attention has a sliding_window of ${shown(window)}`)
  const kinds = Array.isArray(json.layer_types) ? json.layer_types : []
  const other = kinds.find((kind) => kind !== 'full_attention')
  if (other !== undefined) throw new RangeError(`its layer_types hold ${shown(other)}`)
}

/** Version 5 of transformers writes `rope_parameters`; before it stood `rope_theta` and `rope_scaling`. */
function rope(json: Json): { readonly theta: number; readonly scaling: RopeScaling | null } {
  const parameters = json.rope_parameters ?? json.rope_scaling ?? {}
  if (!isObject(parameters)) throw new RangeError(`its rope_scaling is ${shown(parameters)}`)
  const nested = Object.entries(parameters).find(([, value]) => isObject(value))
  if (nested) throw new RangeError(`its rope_parameters differ by layer (${nested[0]})`)
  const theta = positive('rope_theta' in parameters ? parameters : json, 'rope_theta', 10_000)
  const kind = parameters.rope_type ?? parameters.type ?? 'default'
  if (kind === 'default') return { theta, scaling: null }
  const factor = () => positive(parameters, 'factor')
  if (kind === 'linear') return { theta, scaling: { kind, factor: factor() } }
  if (kind !== 'llama3') throw new RangeError(`its rotary scaling is ${shown(kind)}`)
  const [lowFrequency, highFrequency] = [
    positive(parameters, 'low_freq_factor'),
    positive(parameters, 'high_freq_factor'),
  ]
  if (highFrequency <= lowFrequency) throw new RangeError('its high_freq_factor is not above its low_freq_factor')
  const original = whole(parameters, 'original_max_position_embeddings')
  return { theta, scaling: { kind, factor: factor(), lowFrequency, highFrequency, original } }
}

function positive(json: Json, field: string, fallback?: number): number {
  const value = json[field] ?? fallback
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value))
    throw new RangeError(`config.json: ${field} must be a positive number`)
  return value
}

function whole(json: Json, field: string, fallback?: number, most = MOST_OF_A_DIMENSION): number {
  const value = positive(json, field, fallback)
  if (!Number.isInteger(value) || value > most)
    throw new RangeError(`config.json: ${field} must be a whole number from 1 to ${most}, not ${value}`)
  return value
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
