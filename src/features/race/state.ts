/** @file What the page knows of a race: its lanes by seed, each a run of its own, and whose turn it is. */
import type { RaceRecording, RecordedLane } from '../../formats/race-recording.ts'
import type { Race } from '../../methods/race.ts'
import { paceOf, workOf } from '../../settings/run-work.ts'
import type { XAxis } from '../../settings/x-axis.ts'
import { xOf } from '../../settings/x-axis.ts'
import type { AppState } from '../../store/state.ts'

/** One lane under one seed. */
export interface LaneProgress extends RecordedLane {
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
  /** Seconds that the engine has worked on the race; while the page is out of sight nothing is counted. */
  readonly worked: number
  /** Recorded races by id, as far as they were asked for; null where none is shipped. */
  readonly recordings: Readonly<Record<string, RaceRecording | null>>
  /** The recording on view and how much of it has been played, 0 to 1; null where nobody played one. */
  readonly replay: { readonly race: string; readonly at: number } | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly race: RaceState
  }
}

export const IDLE_RACE: RaceState = {
  activity: 'idle',
  race: null,
  lanes: [],
  finished: false,
  worked: 0,
  recordings: {},
  replay: null,
}

/** Spent so far on an axis; 0 before the first step. */
export function spentOf({ reports }: Pick<LaneProgress, 'reports'>, axis: XAxis): number {
  const last = reports.at(-1)
  return last ? xOf(axis, last) : 0
}

/** Seconds of a training step on this device, by the race that ran here or by the training room's run; null where nothing was trained. */
export function stepSeconds({ race, training }: AppState): number | null {
  if (race.lanes.length > 0 && race.worked > 0) {
    const { steps, measurements } = race.lanes.reduce(
      (sum, { reports, evaluations }) => ({
        steps: sum.steps + reports.length,
        measurements: sum.measurements + evaluations.length,
      }),
      { steps: 0, measurements: 0 },
    )
    if (steps > 0) return race.worked / workOf({ steps, measurements, problems: race.race?.problems ?? 0 })
  }
  return paceOf(training.run?.reports ?? [])
}
