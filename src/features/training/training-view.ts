/** @file What is read off a run for the page: its pace, its phases' times, its frames. Pure. */
import { mean } from '../../divergence/stats.ts'
import type { PhaseTimes, PinnedRollout, StepReport } from '../../engine/training/types.ts'
import type { LearningRun, TrainingState } from './state.ts'

/** Paces are told over so many of the last steps. */
const WINDOW = 10

/** Mean milliseconds of each phase over the last steps, or null before the first. */
export function phaseTimes(reports: readonly StepReport[]): PhaseTimes | null {
  const last = reports.slice(-WINDOW)
  if (last.length === 0) return null
  const of = (phase: keyof PhaseTimes): number => mean(last.map(({ milliseconds }) => milliseconds[phase]))
  return { sample: of('sample'), score: of('score'), step: of('step') }
}

/** Student tokens sampled in a second of training, over the last steps; null before the first. */
export function tokensPerSecond(reports: readonly StepReport[]): number | null {
  const last = reports.at(-1)
  if (!last) return null
  const before = reports.at(-1 - WINDOW)?.spent ?? { studentTokens: 0, seconds: 0 }
  const seconds = last.spent.seconds - before.seconds
  return seconds > 0 ? (last.spent.studentTokens - before.studentTokens) / seconds : null
}

export interface FlipbookFrame {
  readonly step: number
  readonly frame: PinnedRollout
}

/** One frame a measurement. */
export function framesOf({ evaluations }: LearningRun): readonly FlipbookFrame[] {
  return evaluations.map(({ step, frame }) => ({ step, frame }))
}

/** Index of the frame that is looked at: the chosen one, else the latest. */
export function shownFrame({ run, frame }: Pick<TrainingState, 'run' | 'frame'>): number {
  const last = (run?.evaluations.length ?? 0) - 1
  return Math.max(0, Math.min(frame ?? last, last))
}
