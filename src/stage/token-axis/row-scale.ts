/** @file How high the token axis draws its rows: as at a desk, or as many times higher as a hall needs. */
import { createContext, useContext, useMemo } from 'react'
import { ROWS } from './rows.ts'

/** Heights of rows as multiples of those at a desk. */
export const RowScale = createContext(1)

/** The rows' heights where this is drawn, in whole pixels; `of` for rows that a panel adds. */
export function useRows(): typeof ROWS & { readonly of: (height: number) => number } {
  const scale = useContext(RowScale)
  return useMemo(() => {
    const of = (height: number): number => Math.round(height * scale)
    return {
      labels: of(ROWS.labels),
      gap: of(ROWS.gap),
      divergence: of(ROWS.divergence),
      entropy: of(ROWS.entropy),
      of,
    }
  }, [scale])
}
