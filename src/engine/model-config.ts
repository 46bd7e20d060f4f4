/** @file The few fields of a Hugging Face `config.json` that the engine needs to feed a decoder. */
import { message } from '../message/message.ts'
import { MOST_LAYERS, MOST_OF_A_DIMENSION } from '../network/config.ts'
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
  const fail = (field: string): never => {
    throw new EngineError(
      'unsupported-model',
      message('config.json of "{model}" has no usable {field}.', { model, field }),
      'Use a decoder in Hugging Face layout with Llama-style fields.',
    )
  }
  const number = (field: string, fallback?: number, most = MOST_OF_A_DIMENSION): number => {
    const value = config[field] ?? fallback
    return isWhole(value, 1, most) ? value : fail(field)
  }
  const heads = number('num_attention_heads')
  const vocabulary = number('vocab_size')
  const id = (value: unknown, field: string): number => (isWhole(value, 0, vocabulary - 1) ? value : fail(field))
  const eos = config.eos_token_id ?? EOS_ID
  return {
    layers: number('num_hidden_layers', undefined, MOST_LAYERS),
    kvHeads: number('num_key_value_heads', heads),
    headDim: number('head_dim', Math.floor(number('hidden_size') / heads)),
    vocabulary,
    maxPositions: number('max_position_embeddings'),
    bosId: id(config.bos_token_id ?? BOS_ID, 'bos_token_id'),
    eosIds: (Array.isArray(eos) ? eos.slice(0, MOST_ENDS) : [eos]).map((value) => id(value, 'eos_token_id')),
  }
}

/** Models name one end-of-text token, or a few. */
const MOST_ENDS = 64

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
}
