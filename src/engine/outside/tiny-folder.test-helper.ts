/**
 * @file Folders in Hugging Face layout for tests, in memory: a few thousand numbers from a formula, one architecture each.
 * What an independent forward pass in double precision makes of these very files stands in golden.fixture.json.
 */
import { parameters } from '../../network/config.ts'
import { buildDecoder, type StoredTensors } from '../../network/decoder.ts'
import { fromHuggingFace } from '../../network/hugging-face.ts'
import type { Graph } from '../../onnx/graph.ts'
import { toHalf } from '../../onnx/half.ts'
import { serialize } from '../../onnx/model.ts'
import { BYTE_CHARACTERS } from '../../world/tokenizer/bytes.ts'
import { EngineError } from '../errors.ts'
import { transposed } from '../safetensors.ts'
import type { ModelFolder } from './folder.ts'

export type Files = Map<string, Uint8Array<ArrayBuffer>>
type Json = Readonly<Record<string, unknown>>

const BASE = {
  vocab_size: 264,
  hidden_size: 16,
  intermediate_size: 24,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  max_position_embeddings: 64,
  rms_norm_eps: 1e-5,
  hidden_act: 'silu',
  eos_token_id: 258,
}

/** `config.json` of each folder. */
export const TINY_CONFIGS = {
  llama: { ...BASE, model_type: 'llama', rope_theta: 10000, tie_word_embeddings: true },
  llama3: {
    ...BASE,
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    head_dim: 8,
    rope_theta: 500000,
    rope_scaling: {
      rope_type: 'llama3',
      factor: 8,
      low_freq_factor: 1,
      high_freq_factor: 4,
      original_max_position_embeddings: 32,
    },
    tie_word_embeddings: false,
  },
  qwen2: { ...BASE, model_type: 'qwen2', use_sliding_window: false, sliding_window: 32, tie_word_embeddings: true },
  qwen3: {
    ...BASE,
    model_type: 'qwen3',
    head_dim: 6,
    rope_parameters: { rope_type: 'default', rope_theta: 1000000 },
    tie_word_embeddings: false,
  },
  mistral: { ...BASE, model_type: 'mistral', sliding_window: null, rope_theta: 10000, tie_word_embeddings: false },
} as const satisfies Readonly<Record<string, Json>>

export type TinyKind = keyof typeof TINY_CONFIGS

/** A byte-level BPE with two merges, two special tokens and a chat template. */
export const TINY_TOKENIZER = {
  version: '1.0',
  added_tokens: ['<|start|>', '<|end|>'].map((content, i) => ({
    id: 257 + i,
    content,
    special: true,
    normalized: false,
  })),
  normalizer: null,
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
  post_processor: null,
  decoder: { type: 'ByteLevel' },
  model: {
    type: 'BPE',
    vocab: Object.fromEntries([...BYTE_CHARACTERS, 'he'].map((token, id) => [token, id])),
    merges: ['h e'],
  },
}

const TINY_CHAT =
  "{% for m in messages %}{{ '<|start|>' + m['role'] + ':' + m['content'] + '<|end|>' }}{% endfor %}{% if add_generation_prompt %}{{ '<|start|>assistant:' }}{% endif %}"

/** The files of a folder. */
export function tinyFiles(kind: TinyKind, dtype: 'F32' | 'F16' | 'BF16' = 'F32'): Files {
  return new Map([
    ['config.json', jsonBytes(TINY_CONFIGS[kind])],
    ['tokenizer.json', jsonBytes(TINY_TOKENIZER)],
    ['tokenizer_config.json', jsonBytes({ chat_template: TINY_CHAT })],
    ['model.safetensors', safetensors(tinyTensors(kind), dtype)],
  ])
}

/**
 * The same model as an ONNX export with a key-value cache, in the layout of optimum.
 * @param beside its weights in a file of their own, or in the ONNX file
 */
export function tinyExport(kind: TinyKind, beside: boolean): Files {
  const files = tinyFiles(kind)
  files.delete('model.safetensors')
  const config = fromHuggingFace(TINY_CONFIGS[kind])
  const tensors = tinyTensors(kind)
  let bytes = 0
  const stored: StoredTensors = new Map(
    [...tensors].map(([name, { shape, data }]) => {
      const offset = bytes
      bytes += data.byteLength
      return [name, { dtype: 'float32', shape, location: 'model.onnx_data', offset, bytes: data.byteLength }]
    }),
  )
  if (beside) {
    const data = new Uint8Array(bytes)
    for (const [name, { offset = 0 }] of stored) data.set(new Uint8Array(tensors.get(name)!.data.buffer), offset)
    files.set('onnx/model.onnx_data', data)
  }
  const flat = Float32Array.from(
    parameters(config).flatMap(({ name }) => {
      const { shape, data } = tensors.get(name)!
      return [...(name.endsWith('_proj.weight') ? transposed(data, shape) : data)]
    }),
  )
  files.set('onnx/model.onnx', graphBytes(buildDecoder(config, { weights: beside ? stored : flat })))
  return files
}

export const graphBytes = (graph: Graph): Uint8Array<ArrayBuffer> => new Uint8Array(serialize(graph))

/** A folder in memory. */
export function memoryFolder(files: Files, name = 'tiny'): ModelFolder {
  return {
    name,
    sizes: new Map([...files].map(([path, bytes]) => [path, bytes.length])),
    async read(path, part) {
      const bytes = files.get(path)
      if (!bytes) throw new EngineError('missing-file', `There is no ${path}.`, '')
      return part ? bytes.slice(part.start, part.end) : bytes.slice()
    },
  }
}

export const jsonBytes = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))

/** Every tensor by its name, [out, in], from a formula. */
export function tinyTensors(
  kind: TinyKind,
): ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }> {
  return new Map(
    parameters(fromHuggingFace(TINY_CONFIGS[kind])).map(({ name, shape, size, offset }) => [
      name,
      {
        shape: name.endsWith('_proj.weight') ? shape.toReversed() : shape,
        // A multiplicative hash, from -1 to 1; gains are near 1.
        data: Float32Array.from({ length: size }, (_, i) => {
          const noise = (Math.imul(offset + i + 1, 2654435761) >>> 0) / 2 ** 31 - 1
          return name.endsWith('norm.weight') ? 1 + noise / 4 : noise / 2
        }),
      },
    ]),
  )
}

export function safetensors(
  tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>,
  dtype: 'F32' | 'F16' | 'BF16' = 'F32',
): Uint8Array<ArrayBuffer> {
  let offset = 0
  const parts: Uint8Array[] = []
  const header = Object.fromEntries(
    [...tensors].map(([name, { shape, data }]) => {
      const bytes = stored(data, dtype)
      parts.push(bytes)
      const entry = { dtype, shape, data_offsets: [offset, offset + bytes.length] }
      offset += bytes.length
      return [name, entry]
    }),
  )
  const text = new TextEncoder().encode(JSON.stringify(header))
  const file = new Uint8Array(8 + text.length + offset)
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true)
  file.set(text, 8)
  let at = 8 + text.length
  for (const part of parts) {
    file.set(part, at)
    at += part.length
  }
  return file
}

function stored(data: Float32Array, dtype: 'F32' | 'F16' | 'BF16'): Uint8Array {
  if (dtype === 'F32') return new Uint8Array(data.slice().buffer)
  if (dtype === 'F16') return new Uint8Array(toHalf(data).buffer)
  const bits = new Uint32Array(data.slice().buffer)
  return new Uint8Array(Uint16Array.from(bits, (b) => b >>> 16).buffer)
}
