/**
 * @file What an ONNX file says of itself: inputs, outputs, and where its constants lie. Read piece by piece, past the constants'
 * numbers, so that a file of gigabytes costs a few reads. Format: onnx.proto (IR version 10) in protobuf's wire format.
 */
import { DTYPE_CODES } from '../../onnx/ops.ts'
import type { Dim } from '../../onnx/types.ts'

/** An input or output. */
export interface Port {
  readonly name: string
  /** Of its elements, as `DType` has it; `type N` for others. */
  readonly dtype: string
  /** null where the file does not say. A dimension without a name is ''. */
  readonly shape: readonly Dim[] | null
}

export interface OnnxHeader {
  /** Without those that have a constant as their default. */
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** Numbers in all constants. */
  readonly constants: number
  /** Bytes of the constants that stand in the file itself. */
  readonly within: number
  /** Files beside this one that hold constants. */
  readonly locations: readonly string[]
}

/** Reads bytes [start, end) of the file. */
export type ReadPart = (start: number, end: number) => Promise<Uint8Array>

/** Read at once: most of a graph's nodes are smaller than a hundred bytes. */
const WINDOW = 1 << 16
/** Names, and lists of dimensions: more is none. */
const MOST_TEXT = 1 << 16

/** A field of a message: a number, or a place in the file. */
interface Field {
  readonly number: number
  readonly value: number
  readonly start: number
  readonly end: number
}

/**
 * Reads the header of a file of `size` bytes.
 * @throws RangeError or TypeError that names what is wrong, and whatever `read` throws
 */
export async function readOnnxHeader(read: ReadPart, size: number): Promise<OnnxHeader> {
  const file = new Windowed(read, size)
  const ports: { readonly inputs: Port[]; readonly outputs: Port[] } = { inputs: [], outputs: [] }
  const stored = new Set<string>()
  const locations = new Set<string>()
  let [constants, within, graphs] = [0, 0, 0]
  for await (const top of file.fields(0, size)) {
    if (top.number !== MODEL_GRAPH) continue
    graphs++
    for await (const field of file.fields(top.start, top.end)) {
      if (field.number === GRAPH_INPUT) ports.inputs.push(await readPort(file, field))
      if (field.number === GRAPH_OUTPUT) ports.outputs.push(await readPort(file, field))
      if (field.number !== GRAPH_INITIALIZER) continue
      const { name, numbers, location } = await readTensor(file, field)
      stored.add(name)
      constants += numbers
      if (location === null) within += field.end - field.start
      else locations.add(location)
    }
  }
  if (graphs !== 1 || ports.outputs.length === 0) throw new TypeError('it holds no ONNX graph')
  const inputs = ports.inputs.filter(({ name }) => !stored.has(name))
  return { inputs, outputs: ports.outputs, constants, within, locations: [...locations] }
}

const MODEL_GRAPH = 7
const [GRAPH_INITIALIZER, GRAPH_INPUT, GRAPH_OUTPUT] = [5, 11, 12]
const [VALUE_NAME, VALUE_TYPE] = [1, 2]
const TYPE_TENSOR = 1
const [TENSOR_TYPE_ELEMENT, TENSOR_TYPE_SHAPE] = [1, 2]
const SHAPE_DIM = 1
const [DIM_VALUE, DIM_NAME] = [1, 2]
const [TENSOR_DIMS, TENSOR_NAME, TENSOR_EXTERNAL] = [1, 8, 13]
const [ENTRY_KEY, ENTRY_VALUE] = [1, 2]

async function readPort(file: Windowed, { start, end }: Field): Promise<Port> {
  let [name, element]: [string, number] = ['', 0]
  let shape: Dim[] | null = null
  for await (const field of file.fields(start, end)) {
    if (field.number === VALUE_NAME) name = await file.text(field)
    if (field.number !== VALUE_TYPE) continue
    for await (const type of file.fields(field.start, field.end)) {
      if (type.number !== TYPE_TENSOR) continue
      for await (const part of file.fields(type.start, type.end)) {
        if (part.number === TENSOR_TYPE_ELEMENT) element = part.value
        if (part.number !== TENSOR_TYPE_SHAPE) continue
        shape = []
        for await (const dim of file.fields(part.start, part.end))
          if (dim.number === SHAPE_DIM) shape.push(await readDim(file, dim))
      }
    }
  }
  const [dtype = `type ${element}`] = Object.entries(DTYPE_CODES).find(([, code]) => code === element) ?? []
  return { name, dtype, shape }
}

async function readDim(file: Windowed, { start, end }: Field): Promise<Dim> {
  for await (const field of file.fields(start, end)) {
    if (field.number === DIM_VALUE) return field.value
    if (field.number === DIM_NAME) return file.text(field)
  }
  return ''
}

async function readTensor(file: Windowed, { start, end }: Field) {
  let [name, numbers]: [string, number] = ['', 1]
  let location: string | null = null
  for await (const field of file.fields(start, end)) {
    if (field.number === TENSOR_NAME) name = await file.text(field)
    if (field.number === TENSOR_DIMS) for (const dim of await file.numbers(field)) numbers *= dim
    if (field.number !== TENSOR_EXTERNAL) continue
    const entry = { key: '', value: '' }
    for await (const part of file.fields(field.start, field.end)) {
      if (part.number === ENTRY_KEY) entry.key = await file.text(part)
      if (part.number === ENTRY_VALUE) entry.value = await file.text(part)
    }
    if (entry.key === 'location') location = entry.value
  }
  return { name, numbers, location }
}

/** A file of which a window is in memory. */
class Windowed {
  #from = 0
  #bytes: Uint8Array = new Uint8Array()

  constructor(
    private readonly read: ReadPart,
    private readonly size: number,
  ) {}

  /** The fields of the message at [start, end), in order. @throws RangeError for one that does not lie within */
  async *fields(start: number, end: number): AsyncGenerator<Field> {
    let at = start
    while (at < end) {
      const key = await this.#varint(at, end)
      const [number, wire] = [Math.floor(key.value / 8), key.value % 8]
      at = key.next
      if (wire === 0) {
        const { value, next } = await this.#varint(at, end)
        yield { number, value, start: at, end: next }
        at = next
      } else {
        const length = wire === 2 ? await this.#varint(at, end) : { value: WIDTHS[wire] ?? -1, next: at }
        const field = { number, value: 0, start: length.next, end: length.next + length.value }
        if (length.value < 0 || number === 0) throw new TypeError('it is no ONNX file')
        if (field.end > end) throw new RangeError('it is cut short')
        yield field
        at = field.end
      }
    }
  }

  async text({ start, end }: Field): Promise<string> {
    if (end - start > MOST_TEXT) throw new RangeError('it has a name of a length that no name has')
    return new TextDecoder().decode(await this.#part(start, end))
  }

  /** A repeated number: one of them, or all packed into one field. */
  async numbers({ value, start, end }: Field): Promise<readonly number[]> {
    if (end - start > MOST_TEXT) throw new RangeError('it has a tensor of a rank that no tensor has')
    const all: number[] = []
    for (let at = start; at < end; ) {
      const { value: each, next } = await this.#varint(at, end)
      all.push(each)
      at = next
    }
    return all.length === 0 ? [value] : all
  }

  async #varint(at: number, end: number): Promise<{ readonly value: number; readonly next: number }> {
    const bytes = await this.#part(at, Math.min(at + MOST_VARINT, end))
    let value = 0
    for (const [i, byte] of bytes.entries()) {
      value += (byte & 0x7f) * 2 ** (7 * i)
      if (byte < 0x80) return { value, next: at + i + 1 }
    }
    throw bytes.length < MOST_VARINT ? new RangeError('it is cut short') : new TypeError('it is no ONNX file')
  }

  async #part(start: number, end: number): Promise<Uint8Array> {
    if (start < this.#from || end > this.#from + this.#bytes.length) {
      this.#from = start
      this.#bytes = await this.read(start, Math.min(this.size, Math.max(end, start + WINDOW)))
    }
    return this.#bytes.subarray(start - this.#from, end - this.#from)
  }
}

const MOST_VARINT = 10
/** Bytes of the wire types with a fixed width. */
const WIDTHS: Readonly<Record<number, number>> = { 1: 8, 5: 4 }
