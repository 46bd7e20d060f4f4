/** @file What the page knows of a race: its lanes by seed, each a run of its own, and whose turn it is. */
import type { Evaluation, StepReport } from '../../engine/training/types.ts'
import type { Race } from '../../methods/race.ts'
import type { XAxis } from '../../settings/x-axis.ts'
import { xOf } from '../../settings/x-axis.ts'

/** One lane under one seed. */
export interface LaneProgress {
  readonly lane: number
  readonly seed: number
  readonly reports: readonly StepReport[]
  readonly evaluations: readonly Evaluation[]
  /** It has spent the race's budget and is measured for good. */
  readonly done: boolean
}

export interface RaceState {
  /** 'hidden': it waits until the page is seen again. */
  readonly activity: 'idle' | 'running' | 'stopping' | 'hidden'
  /** The race whose lanes are on view, or null before the first. */
  readonly race: Race | null
  /** By seed, then by lane. */
  readonly lanes: readonly LaneProgress[]
  /** Every lane of every seed has spent its budget. */
  readonly finished: boolean
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly race: RaceState
  }
}

export const IDLE_RACE: RaceState = { activity: 'idle', race: null, lanes: [], finished: false }

/** Spent so far on an axis; 0 before the first step. */
export function spentOf({ reports }: Pick<LaneProgress, 'reports'>, axis: XAxis): number {
  const last = reports.at(-1)
  return last ? xOf(axis, last) : 0
}
