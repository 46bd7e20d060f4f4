/** @file How high the token axis draws its rows: as at a desk, or as many times higher as a hall needs. */
import { createContext, useContext, useMemo } from 'react'
import { ROWS } from './rows.ts'

/** Multiples of what is drawn at a desk: of the type and what stands beside it, and of the rows of values. */
export interface Scale {
  readonly type: number
  readonly rows: number
}

export const RowScale = createContext<Scale>({ type: 1, rows: 1 })

/** The rows' heights where this is drawn, in whole pixels; `of` for rows that a panel adds. */
export function useRows(): typeof ROWS & { readonly of: (height: number) => number } {
  const { type, rows } = useContext(RowScale)
  return useMemo(() => {
    const of = (height: number): number => Math.round(height * rows)
    const { labels, gap, divergence, entropy } = ROWS
    return { labels: Math.round(labels * type), gap: of(gap), divergence: of(divergence), entropy: of(entropy), of }
  }, [type, rows])
}
