/** @file The rows of values on the token axis, as data: the page draws and names them, a file does, and both read the same numbers. */
import type { TokenColumns } from '../scale.ts'
import { type EntropyPoint, entropyLines } from './entropy-lines.ts'
import type { Drawing } from './shape.ts'
import { valueBars } from './value-bars.ts'

interface Row {
  /** Says which row it is, whatever it is called: `gap`. */
  readonly id: string
  readonly name: string
  readonly unit: string
  /** End of the scale, in the values' unit, and how both ends are written. */
  readonly limit: number
  readonly ends: readonly [high: string, low: string]
  /** Pixels. */
  readonly height: number
}

export interface BarRow extends Row {
  readonly kind: 'gap' | 'signed' | 'size'
  readonly values: readonly (number | null)[]
  readonly ghosts: readonly (number | null)[] | null
}

export interface LineRow extends Row {
  readonly kind: 'lines'
  readonly points: readonly EntropyPoint[]
}

export type AxisRow = BarRow | LineRow

/** A row's own drawing, from its upper left corner. */
export function axisRow(row: AxisRow, columns: TokenColumns, ghostsTold: boolean): Drawing {
  return row.kind === 'lines'
    ? entropyLines({ ...row, columns, ghostsTold })
    : valueBars({ ...row, columns, ghostsTold })
}
