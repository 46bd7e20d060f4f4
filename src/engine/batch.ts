/**
 * @file Ragged sequences as one right-padded batch. Padding stands on the right because attention kernels that take only a
 * row's length (GroupQueryAttention) read a left-padded batch wrongly.
 */
import { PAD_ID } from '../world/prompt.ts'
import type { ForwardInput } from './decoder.ts'

/** Logits of one pass are kept below this, so that a large vocabulary does not exhaust the memory. */
const MAX_LOGITS_BYTES = 256 * 2 ** 20

/**
 * The first pass over whole sequences.
 * @param sequences ids with BOS in front, none empty
 * @returns input with B = number of sequences and S = the longest one's length
 */
export function padBatch(sequences: readonly (readonly number[])[], keepCache: boolean): ForwardInput {
  const batch = sequences.length
  const columns = Math.max(...sequences.map((ids) => ids.length))
  const ids = new BigInt64Array(batch * columns).fill(BigInt(PAD_ID))
  const mask = new BigInt64Array(batch * columns)
  const positions = new BigInt64Array(batch * columns)
  sequences.forEach((sequence, row) => {
    sequence.forEach((id, column) => {
      const cell = row * columns + column
      ids[cell] = BigInt(id)
      mask[cell] = 1n
      positions[cell] = BigInt(column)
    })
  })
  return { batch, columns, ids, mask, positions, cache: null, keepCache }
}

/**
 * Splits rows into consecutive groups that fit one pass.
 * @param lengths tokens of each row
 * @param maxRows most rows in one group
 * @returns [start, end) pairs that cover all rows
 */
export function groupRows(lengths: readonly number[], vocabulary: number, maxRows: number): [number, number][] {
  const groups: [number, number][] = []
  let start = 0
  let longest = 0
  lengths.forEach((length, row) => {
    const padded = Math.max(longest, length)
    const bytes = (row - start + 1) * padded * vocabulary * Float32Array.BYTES_PER_ELEMENT
    if (row > start && (row - start >= maxRows || bytes > MAX_LOGITS_BYTES)) {
      groups.push([start, row])
      start = row
      longest = length
    } else {
      longest = padded
    }
  })
  if (lengths.length > 0) groups.push([start, lengths.length])
  return groups
}

/** One row's logits at one column of a [B, S, V] block, without a copy. */
export function logitsAt(
  logits: Float32Array,
  shape: { readonly columns: number; readonly vocabulary: number },
  row: number,
  column: number,
): Float32Array {
  const start = (row * shape.columns + column) * shape.vocabulary
  return logits.subarray(start, start + shape.vocabulary)
}
