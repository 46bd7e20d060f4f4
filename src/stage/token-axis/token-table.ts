/** @file Columns of numbers along the tokens as a table to take away: one row a token, numbers in full. */
import type { RolloutToken } from '../../engine/types.ts'
import { type Table, visibleText } from '../../store/export/table.ts'

export interface TokenColumn {
  /** With its unit. */
  readonly name: string
  readonly values: readonly (number | null)[]
}

/** `tokens`: the texts that stand at the rows, each with the name of its column where there are two. */
export function tokenTable(
  tokens: readonly RolloutToken[],
  columns: readonly TokenColumn[],
  others: readonly RolloutToken[] | null = null,
): Table {
  const length = Math.max(tokens.length, others?.length ?? 0)
  const text = (token: RolloutToken | undefined): string => (token ? visibleText(token.text) : '')
  return {
    header: ['position', ...(others ? ['token_a', 'token_b'] : ['token']), ...columns.map(({ name }) => name)],
    rows: Array.from({ length }, (_, i) => [
      i + 1,
      ...(others ? [text(tokens[i]), text(others[i])] : [text(tokens[i])]),
      ...columns.map(({ values }) => values[i] ?? null),
    ]),
  }
}

/** `reverse KL` and `nats` to `reverse KL, nats`. */
export const withUnit = (name: string, unit: string | null): string => (unit ? `${name}, ${unit}` : name)
