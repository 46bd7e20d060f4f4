/** @file Tables that leave the page as CSV (RFC 4180): a header with units, numbers in full, and nothing that a spreadsheet would run. */

export type Cell = number | string | null

export interface Table {
  /** Names with their units, as `gap, nats`. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

/** Lines end as the standard asks. Infinities are written as such; null and NaN are empty. */
export function tableCsv({ header, rows }: Table): string {
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** What a spreadsheet takes for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/

/** One cell. Words that look like a formula get an apostrophe in front; a number's own minus does not. */
export function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return Number.isNaN(cell) ? '' : String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A token's text on one line, escaped as in JSON. */
export function visibleText(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"')
}
