/** @file Rows of a parquet file, a few at a time, by hyparquet. */
import { gunzipSync } from 'fflate'
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import type { ImportSource } from './source.ts'

const MAGIC = 'PAR1'
/** Rows that are read at once. */
const ROWS = 256

export async function isParquet(source: ImportSource): Promise<boolean> {
  return source.size >= 12 && new TextDecoder().decode(await source.slice(0, 4)) === MAGIC
}

/** @throws Error of hyparquet for a file that is cut short or compressed in a way that it does not know */
export async function* rowsOf(source: ImportSource): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const file = {
    byteLength: source.size,
    slice: async (start: number, end = source.size): Promise<ArrayBuffer> => {
      const bytes = await source.slice(start < 0 ? source.size + start : start, end)
      return Uint8Array.from(bytes).buffer
    },
  }
  const metadata = await parquetMetadataAsync(file)
  const count = Number(metadata.num_rows)
  for (let start = 0; start < count; start += ROWS) {
    const range = { rowStart: start, rowEnd: Math.min(count, start + ROWS) }
    for (const row of await parquetReadObjects({ file, metadata, ...range, compressors })) yield plainly(row)
  }
}

/** Beside snappy, which hyparquet has itself. */
const compressors = { GZIP: (input: Uint8Array): Uint8Array => gunzipSync(input) }

/** Whole numbers of 64 bits as numbers: steps and counts are never so large that they lose a digit. */
function plainly(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  )
}
