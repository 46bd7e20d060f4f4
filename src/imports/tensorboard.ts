/**
 * @file TensorBoard's event files: TFRecords (length, masked CRC-32C, bytes, masked CRC-32C) of Event messages, of which the scalars
 * are read. The wire format of the messages is read by @bufbuild/protobuf.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import type { ImportSource } from './source.ts'

export interface ScalarEvent {
  readonly step: number
  readonly values: Readonly<Record<string, number>>
  /** NaN and infinities, as words. */
  readonly not_finite?: Readonly<Record<string, string>>
}

export interface BadRecord {
  /** Which record of the file, from 1. */
  readonly number: number
  readonly why: string
}

const POLYNOMIAL = 0x82f63b78
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
  return value >>> 0
})

/** CRC-32C (Castagnoli), rotated and shifted as TFRecord has it. */
export function maskedCrc(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  crc = (crc ^ 0xffffffff) >>> 0
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

const HEADER = 12
const FOOTER = 4
/** Records of images and histograms may be long; scalars never are. */
const MAX_RECORD = 64 * 1024 * 1024

const ENDS = 'the file ends within it: it is cut off'

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Whether the file begins with a record whose length has the right sum. */
export async function isEventFile(source: ImportSource): Promise<boolean> {
  if (source.size < HEADER + FOOTER) return false
  const head = await source.slice(0, HEADER)
  return view(head).getUint32(8, true) === maskedCrc(head.subarray(0, 8))
}

/** The scalars of a file, a record at a time; a record that is damaged is told and passed over. */
export async function* eventsOf(source: ImportSource): AsyncGenerator<ScalarEvent | BadRecord> {
  let number = 0
  for (let at = 0; at < source.size; ) {
    number += 1
    if (at + HEADER > source.size) {
      yield { number, why: ENDS }
      return
    }
    const head = await source.slice(at, at + HEADER)
    const length = Number(view(head).getBigUint64(0, true))
    if (view(head).getUint32(8, true) !== maskedCrc(head.subarray(0, 8))) {
      yield { number, why: 'the sum of its length is wrong, so nothing after it can be found' }
      return
    }
    const end = at + HEADER + length
    if (end + FOOTER > source.size) {
      yield { number, why: ENDS }
      return
    }
    at = end + FOOTER
    if (length > MAX_RECORD) continue
    const bytes = await source.slice(end - length, at)
    const data = bytes.subarray(0, length)
    if (view(bytes).getUint32(length, true) !== maskedCrc(data)) {
      yield { number, why: 'its sum is wrong' }
      continue
    }
    try {
      const event = readEvent(data)
      if (event) yield event
    } catch (error) {
      yield { number, why: `it is no event (${error instanceof Error ? error.message : String(error)})` }
    }
  }
}

/** Event: step is field 2, summary field 5. null where there is no scalar. */
function readEvent(bytes: Uint8Array): ScalarEvent | null {
  const reader = new BinaryReader(bytes)
  let step = 0
  let values: Record<string, number> = {}
  let notFinite: Record<string, string> = {}
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field === 2 && wire === WireType.Varint) step = Number(reader.int64())
    else if (field === 5 && wire === WireType.LengthDelimited) {
      const scalars = Object.entries(readSummary(reader.bytes()))
      values = { ...values, ...Object.fromEntries(scalars.filter(([, value]) => Number.isFinite(value))) }
      const broken = scalars.filter(([, value]) => !Number.isFinite(value))
      notFinite = { ...notFinite, ...Object.fromEntries(broken.map(([tag, value]) => [tag, String(value)])) }
    } else reader.skip(wire, field)
  }
  const isBroken = Object.keys(notFinite).length > 0
  if (Object.keys(values).length === 0 && !isBroken) return null
  return { step, values, ...(isBroken && { not_finite: notFinite }) }
}

/** Summary: value is field 1, repeated. */
function readSummary(bytes: Uint8Array): Record<string, number> {
  const reader = new BinaryReader(bytes)
  const values: Record<string, number> = {}
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field !== 1 || wire !== WireType.LengthDelimited) {
      reader.skip(wire, field)
      continue
    }
    const { tag, value } = readValue(reader.bytes())
    if (tag !== '' && value !== null) values[tag] = value
  }
  return values
}

/** Summary.Value: tag is field 1, simple_value field 2, tensor field 8. */
function readValue(bytes: Uint8Array): { readonly tag: string; readonly value: number | null } {
  const reader = new BinaryReader(bytes)
  let tag = ''
  let value: number | null = null
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field === 1 && wire === WireType.LengthDelimited) tag = reader.string()
    else if (field === 2 && wire === WireType.Bit32) value = reader.float()
    else if (field === 8 && wire === WireType.LengthDelimited) value = readTensor(reader.bytes()) ?? value
    else reader.skip(wire, field)
  }
  return { tag, value }
}

const FLOAT = 1
const DOUBLE = 2

/** TensorProto of one number: dtype is field 1, tensor_content 4, float_val 5, double_val 6. null for anything larger. */
function readTensor(bytes: Uint8Array): number | null {
  const reader = new BinaryReader(bytes)
  let dtype = 0
  let content: Uint8Array | null = null
  let value: number | null = null
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag()
    if (field === 1 && wire === WireType.Varint) dtype = reader.int32()
    else if (field === 4 && wire === WireType.LengthDelimited) content = reader.bytes()
    else if (field === 5 && wire === WireType.Bit32) value = reader.float()
    else if (field === 5 && wire === WireType.LengthDelimited) value = first(reader.bytes(), FLOAT)
    else if (field === 6 && wire === WireType.Bit64) value = reader.double()
    else if (field === 6 && wire === WireType.LengthDelimited) value = first(reader.bytes(), DOUBLE)
    else reader.skip(wire, field)
  }
  return value ?? (content ? first(content, dtype) : null)
}

function first(bytes: Uint8Array, dtype: number): number | null {
  if (dtype === FLOAT && bytes.length === 4) return view(bytes).getFloat32(0, true)
  return dtype === DOUBLE && bytes.length === 8 ? view(bytes).getFloat64(0, true) : null
}
