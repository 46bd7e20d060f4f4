/** @file A model's weights as one flat vector, read from the constants of its ONNX file, and back into files. */

import { message } from '../../message/message.ts'
import { type DecoderConfig, parameters } from '../../network/config.ts'
import { fromHuggingFace } from '../../network/hugging-face.ts'
import { fromHalf } from '../../onnx/half.ts'
import { readConstants, type StoredTensor } from '../../onnx/model.ts'
import type { DType } from '../../onnx/types.ts'
import { EngineError, oneLine } from '../errors.ts'
import {
  headerLength,
  LENGTH_BYTES,
  readEntries,
  type StoredEntries,
  transposed,
  writeSafetensors,
} from '../safetensors.ts'

/**
 * @param config parsed config.json
 * @throws EngineError 'unsupported-model' when the model is not one of our decoders
 */
export function decoderConfig(config: unknown, model: string): DecoderConfig {
  try {
    const decoder = fromHuggingFace(config)
    parameters(decoder)
    return decoder
  } catch (error) {
    throw unsupported(model, oneLine(error))
  }
}

/**
 * The weights in the order of `parameters`, float32 [parameters]. Half-precision ones are widened.
 * @throws EngineError 'unsupported-model' when a parameter is missing or has another shape
 */
export function readWeights(onnx: Uint8Array, config: DecoderConfig, model: string): Float32Array {
  const stored = new Map(constantsOf(onnx, model).map((tensor) => [tensor.name, tensor]))
  const layout = parameters(config)
  const flat = new Float32Array(layout.reduce((total, { size }) => total + size, 0))
  for (const { name, shape, offset, size } of layout) {
    const tensor = stored.get(name)
    if (!tensor || tensor.shape.join() !== shape.join())
      throw unsupported(model, `${name} is missing or has another shape`)
    const bytesEach = BYTES[tensor.dtype]
    if (bytesEach === undefined) throw unsupported(model, `${name} is ${tensor.dtype}, not float32 or float16`)
    if (tensor.bytes.byteLength !== size * bytesEach)
      throw unsupported(model, `${name} has ${tensor.bytes.byteLength} bytes, expected ${size * bytesEach}`)
    // A copy: the bytes inside a file need not lie on a number's boundary.
    const buffer = tensor.bytes.slice().buffer
    const numbers = tensor.dtype === 'float16' ? fromHalf(new Uint16Array(buffer)) : new Float32Array(buffer)
    flat.set(numbers, offset)
  }
  return flat
}

const BYTES: Readonly<Partial<Record<DType, number>>> = { float32: 4, float16: 2 }

function constantsOf(onnx: Uint8Array, model: string): readonly StoredTensor[] {
  try {
    return readConstants(onnx)
  } catch (error) {
    throw unsupported(model, oneLine(error))
  }
}

function unsupported(model: string, why: string): EngineError {
  return new EngineError(
    'unsupported-model',
    message('"{model}" cannot be trained here: {why}.', { model, why }),
    'Train one of the shipped students, or a model that was trained here.',
  )
}

/** Projections stand as [out, in] in Hugging Face's files and as [in, out] in our graphs; the embedding is the same in both. */
const isTransposed = (name: string) => name.endsWith('_proj.weight')

/**
 * A safetensors file with Hugging Face's names and shapes: what `LlamaForCausalLM` of transformers loads.
 * Format: huggingface/safetensors README: u64 header length, JSON header, raw little-endian data.
 */
export function toSafetensors(
  config: DecoderConfig,
  flat: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const tensors = parameters(config).map(({ name, shape, offset, size }) => {
    const data = flat.subarray(offset, offset + size)
    return isTransposed(name)
      ? { name, shape: shape.toReversed(), data: transposed(data, shape) }
      : { name, shape, data }
  })
  return writeSafetensors(tensors, metadata)
}

/**
 * The weights of a safetensors file, in the order of `parameters`.
 * @throws EngineError 'corrupt-file' for a file that is not one, 'unsupported-model' for another network's
 */
export function fromSafetensors(file: Uint8Array, config: DecoderConfig, model: string): Float32Array {
  const { header, data } = splitSafetensors(file)
  const layout = parameters(config)
  const flat = new Float32Array(layout.reduce((total, { size }) => total + size, 0))
  for (const { name, shape, offset, size } of layout) {
    const entry = header[name]
    const stored = isTransposed(name) ? shape.toReversed() : shape
    if (entry?.dtype !== 'F32' || entry.shape.join() !== stored.join())
      throw unsupported(model, `the file has no ${name} of shape [${stored.join(', ')}]`)
    const [start, end] = entry.data_offsets
    const numbers = new Float32Array(data.slice(start, end).buffer)
    if (numbers.length !== size || numbers.some((x) => !Number.isFinite(x)))
      throw unsupported(model, `${name} in the file is cut short or holds numbers that are not finite`)
    flat.set(isTransposed(name) ? transposed(numbers, stored) : numbers, offset)
  }
  return flat
}

function splitSafetensors(file: Uint8Array): { header: StoredEntries; data: Uint8Array } {
  try {
    const length = headerLength(file, file.byteLength)
    const data = file.slice(LENGTH_BYTES + length)
    return { header: readEntries(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length), data.byteLength), data }
  } catch (error) {
    throw new EngineError(
      'corrupt-file',
      message('The file is not a safetensors file ({why}).', { why: oneLine(error) }),
      'Choose a file that was saved here.',
    )
  }
}
