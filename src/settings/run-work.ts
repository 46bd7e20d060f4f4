/** @file How much of a run's time its measurements take. Pure. */

/** A measurement on a hundred held-out problems takes as long as so many steps of 16 rollouts (Node, shipped models: 4.5 s and 1.05 s). */
const STEPS_A_MEASUREMENT = 4.3

export interface Work {
  readonly steps: number
  readonly measurements: number
  /** Held-out problems of a measurement. */
  readonly problems: number
}

/** Work in steps: how long it takes is this times the seconds of a step. */
export function workOf({ steps, measurements, problems }: Work): number {
  return steps + (measurements * STEPS_A_MEASUREMENT * problems) / 100
}
