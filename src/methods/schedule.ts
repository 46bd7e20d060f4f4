/** @file Numbers that move over a run (S.anneal). */
import type { Ramp, Schedule } from './recipe/teacher.ts'

/**
 * The value at a share of the run.
 * @param progress steps done / steps of the run, 0 to 1
 */
export function valueAt(schedule: Schedule, progress: number): number {
  if (typeof schedule === 'number') return schedule
  const { from, to, start = 0, end = 1 }: Ramp = schedule
  const share = end > start ? (progress - start) / (end - start) : Number(progress >= end)
  return from + (to - from) * Math.min(1, Math.max(0, share))
}
