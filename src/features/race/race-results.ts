/** @file From a race's lanes to its result: who is ahead by the stated measure, and whether the claim holds. */

import type { RaceRecording } from '../../formats/race-recording.ts'
import {
  type Estimate,
  estimate,
  type LaneRun,
  type Race,
  type RaceResult,
  type Ranking,
  rank,
} from '../../methods/race.ts'
import { recordedLanes, recordedRace } from './recordings.ts'
import type { LaneProgress, RaceState } from './state.ts'

/** The race on view with its lanes: one that runs or ran here, or a recording. */
export interface RaceView {
  readonly race: Race
  readonly lanes: readonly LaneProgress[]
  /** The lanes at the end of a recording, wherever it is in playing; else the same: what the charts leave room for. */
  readonly whole: readonly LaneProgress[]
  readonly finished: boolean
  /** Where the lanes come from; null for a race of this device, or before any. */
  readonly recording: RaceRecording | null
}

/**
 * While a race runs, it is on view, and after it until another one is chosen. The recording of the chosen race is on view where
 * somebody plays it, and where nothing was run.
 */
export function viewOfRace({ activity, race, lanes, finished, recordings, replay }: RaceState, chosen: Race): RaceView {
  const played = replay?.race === chosen.id ? replay : null
  if (race && (activity !== 'idle' || (race.id === chosen.id && !played)))
    return { race, lanes, whole: lanes, finished, recording: null }
  const recording = recordings[chosen.id] ?? null
  if (!recording) return { race: chosen, lanes: [], whole: [], finished: false, recording }
  const at = played?.at ?? 1
  const whole = recordedLanes(recording, 1)
  return {
    race: recordedRace(chosen, recording),
    lanes: at === 1 ? whole : recordedLanes(recording, at),
    whole,
    finished: at === 1,
    recording,
  }
}

export interface Standing {
  readonly label: string
  /** By the race's measure, over the seeds that are measured beyond their start; null before. */
  readonly estimate: Estimate | null
  readonly seeds: number
}

/** How the lanes stand, whether or not the race is over. */
export function standings({ race, lanes }: Pick<RaceView, 'race' | 'lanes'>): readonly Standing[] {
  return race.lanes.map(({ label }, index) => {
    const runs = lanes.filter(({ lane }) => lane === index).flatMap((progress) => laneRun(progress) ?? [])
    const values = runs.map((run) => race.measure.valueOf(run))
    return { label, estimate: values.length > 0 ? estimate(values) : null, seeds: values.length }
  })
}

export interface Outcome {
  readonly ranking: Ranking
  /** The seeds alone do not tell the winner from the next one: the interval of the lead reaches to 0. */
  readonly close: boolean
  readonly holds: boolean
  readonly evidence: string
}

/** The verdict of a finished race, or null. */
export function outcomeOf({ race, lanes, finished }: Pick<RaceView, 'race' | 'lanes' | 'finished'>): Outcome | null {
  if (!finished) return null
  const result = resultOf(race, lanes)
  const ranking = rank(race.measure, result)
  const { interval } = ranking.margin
  return { ranking, close: interval !== null && interval[0] <= 0, ...race.claim.check(result) }
}

function resultOf(race: Race, lanes: readonly LaneProgress[]): RaceResult {
  return {
    lanes: race.lanes.map(({ label }, index) => ({
      label,
      runs: lanes.filter(({ lane }) => lane === index).flatMap((progress) => laneRun(progress) ?? []),
    })),
  }
}

function laneRun({ seed, reports, evaluations }: LaneProgress): LaneRun | null {
  const [before] = evaluations
  const after = evaluations.at(-1)
  if (!before || !after || evaluations.length < 2) return null
  return { seed, before, after, gradientNorms: reports.map(({ gradientNorm }) => gradientNorm) }
}
