/** @file Small tables of a step, written down text by text. */
import { type Batch, type Columns, emptyColumns, type TextRows } from '../../batch.ts'

type Written = Partial<Record<keyof Columns, readonly number[]>>

/** A text by its tokens' numbers; columns that are not given hold 0. Defaults: draw `student`, problem 0, wrong, reward 1 or 0. */
export interface TextOf extends Written {
  readonly length: number
  readonly draw?: string
  readonly problem?: number
  readonly right?: boolean
  readonly reward?: number
  readonly answer?: string | null
  /** Number of the token, from 0, at which the first wrong step begins. */
  readonly firstWrong?: number
  /** Numbers of its special tokens. */
  readonly special?: readonly number[]
}

export function batchOf(...written: readonly TextOf[]): Batch {
  const rows = written.reduce((sum, { length }) => sum + length, 0)
  const columns = emptyColumns(rows)
  const special = new Uint8Array(rows)
  let first = 0
  const texts = written.map((text): TextRows => {
    const { draw = 'student', problem = 0, length, right = false, reward = Number(right), answer = null } = text
    for (const name of Object.keys(columns) as (keyof Columns)[]) columns[name].set(text[name] ?? [], first)
    for (const token of text.special ?? []) special[first + token] = 1
    const firstWrongRow = text.firstWrong === undefined ? null : first + text.firstWrong
    first += length
    return { draw, problem, first: first - length, length, right, reward, answer, firstWrongRow }
  })
  return { rows, texts, tokens: new Int32Array(rows), special, columns }
}

/** So many that only the rounding of float64 is lost. */
const DIGITS = 12

/** Rounds away what float64 adds, and -0, so that whole columns can be compared at once. */
export function rounded(values: Iterable<number>): readonly number[] {
  return [...values].map((x) => Number(x.toFixed(DIGITS)) + 0)
}
