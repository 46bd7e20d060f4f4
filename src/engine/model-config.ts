/** @file The few fields of a Hugging Face `config.json` that the engine needs to feed a decoder. */
import { BOS_ID, EOS_ID } from '../world/prompt.ts'
import { EngineError } from './errors.ts'

export interface DecoderShape {
  readonly layers: number
  readonly kvHeads: number
  readonly headDim: number
  readonly vocabulary: number
  /** Longest sequence (prompt and rollout together) that the model was made for. */
  readonly maxPositions: number
  readonly bosId: number
  readonly eosIds: readonly number[]
}

/**
 * Reads a Llama-style configuration. `num_key_value_heads`, `head_dim` and the special ids have their usual defaults.
 * @throws EngineError 'unsupported-model' naming the first field that is missing
 */
export function readDecoderShape(json: unknown, model: string): DecoderShape {
  const config = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  const number = (field: string, fallback?: number): number => {
    const value = config[field] ?? fallback
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value
    throw new EngineError(
      'unsupported-model',
      `config.json of "${model}" has no usable ${field}.`,
      'Use a decoder in Hugging Face layout with Llama-style fields.',
    )
  }
  const heads = number('num_attention_heads')
  const eos = config.eos_token_id ?? EOS_ID
  return {
    layers: number('num_hidden_layers'),
    kvHeads: number('num_key_value_heads', heads),
    headDim: number('head_dim', Math.floor(number('hidden_size') / heads)),
    vocabulary: number('vocab_size'),
    maxPositions: number('max_position_embeddings'),
    bosId: typeof config.bos_token_id === 'number' ? config.bos_token_id : BOS_ID,
    eosIds: (Array.isArray(eos) ? eos : [eos]).filter((id): id is number => typeof id === 'number'),
  }
}
