/** @file Charts that must be seen whole: what would scroll sideways is drawn narrower instead. */
import { createContext, useContext } from 'react'

/** True where nothing may scroll: in a small frame that shows its figure first. */
export const WholeCharts = createContext(false)

/** Whether a chart here must fit its width, however narrow its columns get. */
export function useWhole(): boolean {
  return useContext(WholeCharts)
}
