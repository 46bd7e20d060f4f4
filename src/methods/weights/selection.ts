/** @file Shares and rows: helpers of every weight. */
import type { Batch, TextRows } from '../batch.ts'

/** The rows of some texts, in order. */
export function rowsOf(texts: readonly TextRows[]): readonly number[] {
  return texts.flatMap(({ first, length }) => Array.from({ length }, (_, i) => first + i))
}

/** Absorbs the rounding of a product such as 0.07 * 100, which is 7.000000000000001 and would keep an eighth row. */
const ROUNDING = 1e-9

/**
 * The rows with the highest scores: ceil(share * rows) of them, ties to the earlier row. An empty list gives none.
 * @param score a number for each row; NaN counts as lowest
 */
export function topRows(rows: readonly number[], share: number, score: (row: number) => number): ReadonlySet<number> {
  const order = (row: number) => {
    const value = score(row)
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  const sorted = [...rows].sort((a, b) => order(b) - order(a) || a - b)
  return new Set(sorted.slice(0, Math.ceil(share * rows.length - ROUNDING)))
}

/** Each row's value scaled to [0, 1] by the least and the largest of the rows; all 0 where these are equal. */
export function minMax(rows: readonly number[], column: Float64Array): (row: number) => number {
  const values = rows.map((row) => column[row]!)
  const least = Math.min(...values)
  const range = Math.max(...values) - least
  return (row) => (range > 0 ? (column[row]! - least) / range : 0)
}

/** The sum of a row's number over a text; 0 for an empty one. */
export function textSum({ first, length }: TextRows, value: (row: number) => number): number {
  let sum = 0
  for (let row = first; row < first + length; row++) sum += value(row)
  return sum
}

/** The mean of a row's number over a text; 0 for an empty one. Same unit as the number. */
export function textMean(text: TextRows, value: (row: number) => number): number {
  return text.length === 0 ? 0 : textSum(text, value) / text.length
}

/** Trainers limit the logarithm of a ratio to +-20 (TRL, verl, NeMo-RL), so that no ratio overflows in float32. */
const MOST_LOG_RATIO = 20

/** exp of a difference of log-probs (nats), limited to e^-20 and e^20. */
export function ratio(difference: number): number {
  return Math.exp(Math.min(MOST_LOG_RATIO, Math.max(-MOST_LOG_RATIO, difference)))
}

/** log p_T - log p_S of each row's token, nats. */
export function gapOf({ columns }: Batch): (row: number) => number {
  return (row) => columns.teacherLogp[row]! - columns.studentLogp[row]!
}

/** x / total, or 0 where that is no number: a weight that nothing carries carries nothing. */
export function orZero(x: number, total: number): number {
  return total > 0 ? x / total : 0
}
