/** @file A model's weights as one flat vector, read from the constants of its ONNX file, and back into files. */
import { type Json, parseJson, shown } from '../../json/parse.ts'
import { type DecoderConfig, fromHuggingFace, parameters } from '../../network/config.ts'
import { fromHalf } from '../../onnx/half.ts'
import { readConstants, type StoredTensor } from '../../onnx/model.ts'
import type { DType } from '../../onnx/types.ts'
import { EngineError, oneLine } from '../errors.ts'

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
    `"${model}" cannot be trained here: ${why}.`,
    'Train one of the shipped students, or a model that was trained here.',
  )
}

const HEADER_BYTES = 8

/** Bytes of a safetensors header: the format's own limit. */
const MOST_HEADER = 100_000_000

/** Projections stand as [out, in] in Hugging Face's files and as [in, out] in our graphs; the embedding is the same in both. */
const isTransposed = (name: string) => name.endsWith('_proj.weight')

/** A matrix [rows, columns], row by row, as [columns, rows]. */
function transposed(matrix: Float32Array, [rows = 1, columns = 1]: readonly number[]): Float32Array {
  return matrix.map((_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)]!)
}

/**
 * A safetensors file with Hugging Face's names and shapes: what `LlamaForCausalLM` of transformers loads.
 * Format: huggingface/safetensors README: u64 header length, JSON header, raw little-endian data.
 */
export function toSafetensors(
  config: DecoderConfig,
  flat: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  const layout = parameters(config)
  const entries = layout.map(({ name, shape, offset, size }) => [
    name,
    {
      dtype: 'F32',
      shape: isTransposed(name) ? shape.toReversed() : shape,
      data_offsets: [offset * 4, (offset + size) * 4],
    },
  ])
  const text = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]))
  // The data must begin on a boundary of eight bytes; the format pads the header with spaces.
  const header = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8))
  const file = new Uint8Array(HEADER_BYTES + header.length + flat.byteLength)
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true)
  file.set(header, HEADER_BYTES)
  const data = flat.slice()
  for (const { name, shape, offset, size } of layout)
    if (isTransposed(name)) data.set(transposed(flat.subarray(offset, offset + size), shape), offset)
  file.set(new Uint8Array(data.buffer), HEADER_BYTES + header.length)
  return file
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

interface Entry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [start: number, end: number]
}

function splitSafetensors(file: Uint8Array): { header: Readonly<Record<string, Entry>>; data: Uint8Array } {
  try {
    if (file.byteLength < HEADER_BYTES) throw new RangeError(`it has ${file.byteLength} bytes`)
    const length = Number(new DataView(file.buffer, file.byteOffset, file.byteLength).getBigUint64(0, true))
    if (length > file.byteLength - HEADER_BYTES) throw new RangeError('its header is longer than the file')
    if (length > MOST_HEADER)
      throw new RangeError(`its header has ${length} bytes, and at most ${MOST_HEADER} are read`)
    const text = new TextDecoder().decode(file.subarray(HEADER_BYTES, HEADER_BYTES + length))
    const data = file.slice(HEADER_BYTES + length)
    return { header: readHeader(parseHeader(text), data.byteLength), data }
  } catch (error) {
    throw new EngineError(
      'corrupt-file',
      `The file is not a safetensors file (${oneLine(error)}).`,
      'Choose a file that was saved here.',
    )
  }
}

function parseHeader(text: string): Json {
  try {
    return parseJson(text)
  } catch (error) {
    throw new TypeError(`of its header: ${oneLine(error)}`)
  }
}

/**
 * The tensors of a header, which must fill the data without holes, overlaps or a rest, as the format demands.
 * @param bytes length of the data
 * @throws TypeError or RangeError that names what is wrong
 */
function readHeader(json: unknown, bytes: number): Readonly<Record<string, Entry>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('its header is no object')
  const { __metadata__: _text, ...tensors } = json as Readonly<Record<string, unknown>>
  for (const [name, tensor] of Object.entries(tensors)) {
    if (!isEntry(tensor)) throw new TypeError(`its header does not say where ${shown(name)} stands`)
  }
  const header = tensors as Readonly<Record<string, Entry>>
  const places = Object.entries(header).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
  let filled = 0
  for (const [name, { data_offsets: place }] of places) {
    const [start, end] = place
    if (start !== filled || end < start)
      throw new RangeError(`${shown(name)} does not begin where the tensor before it ends`)
    if (end > bytes) throw new RangeError(`${shown(name)} ends behind the end of the file`)
    filled = end
  }
  if (filled !== bytes) throw new RangeError(`${bytes - filled} bytes belong to no tensor`)
  return header
}

function isEntry(json: unknown): json is Entry {
  if (typeof json !== 'object' || json === null) return false
  const { dtype, shape, data_offsets: place } = json as Readonly<Record<string, unknown>>
  const whole = (list: unknown): list is readonly number[] => Array.isArray(list) && list.every(isWhole)
  return typeof dtype === 'string' && whole(shape) && whole(place) && place.length === 2
}

function isWhole(x: unknown): boolean {
  return typeof x === 'number' && Number.isSafeInteger(x) && x >= 0
}
