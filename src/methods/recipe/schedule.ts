/** @file Numbers that move over a run (S.anneal). */

/** A number, or one that moves linearly over a share of the run. */
export type Schedule = number | Ramp

export interface Ramp {
  readonly from: number
  readonly to: number
  /** Shares of the run, 0 to 1, between which it moves. Default: the whole run. */
  readonly start?: number
  readonly end?: number
}

/**
 * The value at a share of the run.
 * @param progress steps done / steps of the run, 0 to 1
 */
export function valueAt(schedule: Schedule, progress: number): number {
  if (typeof schedule === 'number') return schedule
  const { from, to, start = 0, end = 1 } = schedule
  const share = end > start ? (progress - start) / (end - start) : Number(progress >= end)
  return from + (to - from) * Math.min(1, Math.max(0, share))
}

/** The least and the largest value of a schedule. */
export function ends(schedule: Schedule): readonly [low: number, high: number] {
  if (typeof schedule === 'number') return [schedule, schedule]
  return [Math.min(schedule.from, schedule.to), Math.max(schedule.from, schedule.to)]
}
