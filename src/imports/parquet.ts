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

export interface TableRow {
  /** Numbers of rows, from 0; the same two for one row. */
  readonly first: number
  readonly last: number
  /** null: these rows are damaged, or compressed in an unknown way. */
  readonly row: Readonly<Record<string, unknown>> | null
  /** Why, where there is none. */
  readonly why?: string
}

/** @throws Error of hyparquet for a file of which nothing can be read, such as one that is cut short */
export async function* rowsOf(source: ImportSource): AsyncGenerator<TableRow> {
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
    const end = Math.min(count, start + ROWS)
    try {
      const rows = await parquetReadObjects({ file, metadata, rowStart: start, rowEnd: end, compressors })
      for (const [at, row] of rows.entries()) yield { first: start + at, last: start + at, row: plainly(row) }
    } catch (error) {
      yield { first: start, last: end - 1, row: null, why: error instanceof Error ? error.message : String(error) }
    }
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
