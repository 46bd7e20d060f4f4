/**
 * @file The header of a safetensors file, read with bounds: which tensors stand where. Format: huggingface/safetensors
 * README (u64 header length, JSON header, raw little-endian data).
 */
import * as z from 'zod/mini'
import { type Json, parseJson, shown } from '../json/parse.ts'
import { type Read, read, whole } from '../json/read.ts'

const entry = z.object({
  dtype: z.string(),
  shape: z.array(whole(0)),
  /** Start and end within the data, which begin behind the header. */
  data_offsets: z.tuple([whole(0), whole(0)]),
})
/** A tensor of a file. */
export type StoredEntry = Read<typeof entry>

export type StoredEntries = Readonly<Record<string, StoredEntry>>

/** The length of the header stands in this many bytes. */
export const LENGTH_BYTES = 8

/** The format's own limit. */
const MOST_HEADER_BYTES = 100_000_000

/**
 * The number of bytes of the header's text.
 * @param first the first bytes of the file
 * @param size of the whole file
 * @throws RangeError that names what is wrong
 */
export function headerLength(first: Uint8Array, size: number): number {
  if (size < LENGTH_BYTES || first.byteLength < LENGTH_BYTES) throw new RangeError(`it has ${size} bytes`)
  const length = Number(new DataView(first.buffer, first.byteOffset, LENGTH_BYTES).getBigUint64(0, true))
  if (length > size - LENGTH_BYTES) throw new RangeError('its header is longer than the file')
  if (length > MOST_HEADER_BYTES)
    throw new RangeError(`its header has ${length} bytes, and at most ${MOST_HEADER_BYTES} are read`)
  return length
}

/**
 * The tensors of a header, which must fill the data without holes, overlaps or a rest, as the format demands.
 * @param header its text
 * @param bytes length of the data
 * @throws TypeError, RangeError or SyntaxError that names what is wrong
 */
export function readEntries(header: Uint8Array, bytes: number): StoredEntries {
  const json = parseHeader(new TextDecoder().decode(header))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError('its header is no object')
  const { __metadata__: _text, ...tensors } = json as Readonly<Record<string, unknown>>
  for (const [name, tensor] of Object.entries(tensors)) {
    read(entry, tensor, `of its header, ${shown(name)}`, { within: true })
  }
  const entries = tensors as StoredEntries
  const places = Object.entries(entries).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
  let filled = 0
  for (const [name, { data_offsets: place }] of places) {
    const [start, end] = place
    if (start !== filled || end < start)
      throw new RangeError(`${shown(name)} does not begin where the tensor before it ends`)
    if (end > bytes) throw new RangeError(`${shown(name)} ends behind the end of the file`)
    filled = end
  }
  if (filled !== bytes) throw new RangeError(`${bytes - filled} bytes belong to no tensor`)
  return entries
}

function parseHeader(text: string): Json {
  try {
    return parseJson(text)
  } catch (error) {
    throw new TypeError(`of its header: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A matrix [rows, columns], row by row, as [columns, rows]. */
export function transposed(matrix: Float32Array, [rows = 1, columns = 1]: readonly number[]): Float32Array {
  const turned = new Float32Array(matrix.length)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = matrix[row * columns + column] as number
  return turned
}

/** A file with 32-bit tensors, in the given order. */
export function writeSafetensors(
  tensors: readonly { readonly name: string; readonly shape: readonly number[]; readonly data: Float32Array }[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  let end = 0
  const entries = tensors.map(({ name, shape, data }) => {
    const start = end
    end += data.byteLength
    return [name, { dtype: 'F32', shape, data_offsets: [start, end] }]
  })
  const text = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]))
  // The data must begin on a boundary of eight bytes; the format pads the header with spaces.
  const header = new TextEncoder().encode(text)
  const length = Math.ceil(header.length / 8) * 8
  const file = new Uint8Array(LENGTH_BYTES + length + end)
  new DataView(file.buffer).setBigUint64(0, BigInt(length), true)
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + length)
  file.set(header, LENGTH_BYTES)
  let at = LENGTH_BYTES + length
  for (const { data } of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return file
}

/**
 * The tensors of a whole file in memory, all of them in 32 bits.
 * @throws TypeError, RangeError or SyntaxError that names what is wrong
 */
export function numbersIn(
  file: Uint8Array,
): ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }> {
  const start = LENGTH_BYTES + headerLength(file, file.byteLength)
  const entries = readEntries(file.subarray(LENGTH_BYTES, start), file.byteLength - start)
  return new Map(
    Object.entries(entries).map(
      ([
        name,
        {
          dtype,
          shape,
          data_offsets: [from, to],
        },
      ]) => {
        // Not by `slice`, which in Node's buffers copies nothing.
        const bytes = new Uint8Array(file.subarray(start + from, start + to))
        const data = dtype === 'F32' && bytes.length % 4 === 0 ? new Float32Array(bytes.buffer) : null
        if (data?.length !== shape.reduce((product, dim) => product * dim, 1))
          throw new TypeError(`${name} is not stored in 32 bits`)
        return [name, { shape, data }]
      },
    ),
  )
}
