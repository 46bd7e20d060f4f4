/** @file The smallest parquet file for tests: one row group, required columns, plain encoding, no compression. */

type Column = { readonly name: string } & (
  | { readonly texts: readonly string[] }
  | { readonly wholes: readonly number[] }
  | { readonly numbers: readonly number[] }
)

/** Thrift's compact protocol, as far as a parquet footer needs it. */
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
const zigzag = (value: number): number[] => varint(value * 2)
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)]

type Field = readonly [id: number, type: number, bytes: readonly number[]]
const i32 = (id: number, value: number): Field => [id, 5, zigzag(value)]
const i64 = (id: number, value: number): Field => [id, 6, zigzag(value)]
const string = (id: number, text: string): Field => [id, 8, [...varint(utf8(text).length), ...utf8(text)]]
const list = (id: number, type: number, items: readonly (readonly number[])[]): Field => [
  id,
  9,
  [(items.length << 4) | type, ...items.flat()],
]
const inner = (id: number, bytes: readonly number[]): Field => [id, 12, bytes]

function struct(...fields: readonly Field[]): number[] {
  let last = 0
  const bytes = fields.flatMap(([id, type, value]) => {
    const head = ((id - last) << 4) | type
    last = id
    return [head, ...value]
  })
  return [...bytes, 0]
}

const INT64 = 2
const DOUBLE = 5
const BYTE_ARRAY = 6
const UTF8 = 0

const little = (length: number, put: (view: DataView) => void): number[] => {
  const bytes = new Uint8Array(length)
  put(new DataView(bytes.buffer))
  return [...bytes]
}

function plain(column: Column): { readonly type: number; readonly bytes: readonly number[]; readonly count: number } {
  if ('texts' in column) {
    const bytes = column.texts.flatMap((text) => [
      ...little(4, (view) => view.setUint32(0, utf8(text).length, true)),
      ...utf8(text),
    ])
    return { type: BYTE_ARRAY, bytes, count: column.texts.length }
  }
  if ('wholes' in column) {
    const bytes = column.wholes.flatMap((value) => little(8, (view) => view.setBigInt64(0, BigInt(value), true)))
    return { type: INT64, bytes, count: column.wholes.length }
  }
  const bytes = column.numbers.flatMap((value) => little(8, (view) => view.setFloat64(0, value, true)))
  return { type: DOUBLE, bytes, count: column.numbers.length }
}

/** The bytes of a file with these columns, all of one length. */
export function parquetFile(columns: readonly Column[]): Uint8Array {
  const file = utf8('PAR1')
  const rows = plain(columns[0]!).count
  const chunks = columns.map((column) => {
    const { type, bytes, count } = plain(column)
    const page = struct(
      i32(1, 0),
      i32(2, bytes.length),
      i32(3, bytes.length),
      inner(5, struct(i32(1, count), i32(2, 0), i32(3, 3), i32(4, 3))),
    )
    const offset = file.length
    file.push(...page, ...bytes)
    const size = page.length + bytes.length
    const path = [...varint(utf8(column.name).length), ...utf8(column.name)]
    const meta = struct(
      ...[
        i32(1, type),
        list(2, 5, [zigzag(0)]),
        list(3, 8, [path]),
        i32(4, 0),
        i64(5, count),
        i64(6, size),
        i64(7, size),
        i64(9, offset),
      ],
    )
    return { size, bytes: struct(i64(2, offset), inner(3, meta)) }
  })
  const group = struct(
    list(
      1,
      12,
      chunks.map(({ bytes }) => bytes),
    ),
    i64(
      2,
      chunks.reduce((sum, { size }) => sum + size, 0),
    ),
    i64(3, rows),
  )
  const schema = [
    struct(string(4, 'schema'), i32(5, columns.length)),
    ...columns.map((column) => {
      const { type } = plain(column)
      return struct(i32(1, type), i32(3, 0), string(4, column.name), ...(type === BYTE_ARRAY ? [i32(6, UTF8)] : []))
    }),
  ]
  const footer = struct(i32(1, 1), list(2, 12, schema), i64(3, rows), list(4, 12, [group]))
  return Uint8Array.from([
    ...file,
    ...footer,
    ...little(4, (view) => view.setUint32(0, footer.length, true)),
    ...utf8('PAR1'),
  ])
}
