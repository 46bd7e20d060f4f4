/** @file How long a run takes: its pace, and how much of its time its measurements take. Pure. */
import type { StepReport } from '../engine/training/types.ts'

/** A measurement on a hundred held-out problems takes as long as so many steps of 16 rollouts (Node, shipped models: 4.5 s and 1.05 s). */
const STEPS_A_MEASUREMENT = 4.3

/** Steps over which a run's pace is averaged. */
const RECENT = 10

/** Seconds of a training step, mean of the last ten; null before the first. */
export function paceOf(reports: readonly Pick<StepReport, 'milliseconds'>[]): number | null {
  const last = reports.slice(-RECENT)
  const total = last.reduce((sum, { milliseconds: { sample, score, step } }) => sum + sample + score + step, 0)
  return last.length === 0 ? null : total / 1000 / last.length
}

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
