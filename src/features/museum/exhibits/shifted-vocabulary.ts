/** @file A model whose tokenizer numbers the words otherwise: its embedding's rows moved on by one, as one more special token in front does. */
const HEADER_BYTES = 8
const EMBEDDINGS: readonly string[] = ['model.embed_tokens.weight', 'lm_head.weight']

interface Entry {
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/** @param file a safetensors file; it is left as it is */
export function withShiftedIds(file: Uint8Array): Uint8Array {
  const shifted = file.slice()
  const length = Number(new DataView(file.buffer, file.byteOffset, file.byteLength).getBigUint64(0, true))
  const header: unknown = JSON.parse(new TextDecoder().decode(file.subarray(HEADER_BYTES, HEADER_BYTES + length)))
  const entries = Object.entries(header as Readonly<Record<string, Entry>>).filter(([name]) =>
    EMBEDDINGS.includes(name),
  )
  for (const [, { shape, data_offsets: ends }] of entries) {
    const [start, end] = ends.map((offset) => HEADER_BYTES + length + offset) as [number, number]
    const row = (end - start) / (shape[0] ?? 1)
    // Word v now has the row of word v − 1; the last one's goes to the front.
    shifted.set(file.subarray(start, end - row), start + row)
    shifted.set(file.subarray(end - row, end), start)
  }
  return shifted
}
