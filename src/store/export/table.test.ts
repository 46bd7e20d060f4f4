import { describe, expect, it } from 'vitest'
import { csvCell, tableCsv, visibleText } from './table.ts'

describe('a table as CSV', () => {
  it('has a header, one line a row, and ends as RFC 4180 asks', () => {
    expect(
      tableCsv({
        header: ['position', 'gap, nats'],
        rows: [
          [1, -0.1234567890123],
          [2, null],
        ],
      }),
    ).toBe('position,"gap, nats"\r\n1,-0.1234567890123\r\n2,\r\n')
  })

  it.each([
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [Number.NaN, ''],
    [-1e-7, '-1e-7'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('writes the number %s in full', (value, text) => expect(csvCell(value)).toBe(text))

  it.each(['=', '=1+1', '+', '-', '@SUM(A1)', '\tx', '-5'])(
    'makes nothing that a spreadsheet runs of the words %j',
    (text) => expect(csvCell(text).replaceAll('"', '')).toBe(`'${text}`),
  )

  it('quotes what would break its cell', () => {
    expect(csvCell('a"b')).toBe('"a""b"')
    expect(csvCell('a,b')).toBe('"a,b"')
    expect(csvCell('a\r\nb')).toBe('"a\r\nb"')
    expect(csvCell(' five')).toBe(' five')
  })

  it('keeps a token on its line', () => {
    expect(visibleText('\n"')).toBe('\\n"')
  })
})
