/** @file From a race's lanes to its result: who is ahead by the stated measure, and whether the claim holds. */
import {
  type Estimate,
  estimate,
  type LaneRun,
  type Race,
  type RaceResult,
  type Ranking,
  rank,
} from '../../methods/race.ts'
import type { LaneProgress, RaceState } from './state.ts'

export interface Standing {
  readonly label: string
  /** By the race's measure, over the seeds that are measured beyond their start; null before. */
  readonly estimate: Estimate | null
  readonly seeds: number
}

/** How the lanes stand, whether or not the race is over. */
export function standings({ race, lanes }: RaceState): readonly Standing[] {
  if (!race) return []
  return race.lanes.map(({ label }, index) => {
    const runs = lanes.filter(({ lane }) => lane === index).flatMap((progress) => laneRun(progress) ?? [])
    const values = runs.map((run) => race.measure.valueOf(run))
    return { label, estimate: values.length > 0 ? estimate(values) : null, seeds: values.length }
  })
}

export interface Outcome {
  readonly ranking: Ranking
  readonly holds: boolean
  readonly evidence: string
}

/** The verdict of a finished race, or null. */
export function outcomeOf({ race, lanes, finished }: RaceState): Outcome | null {
  if (!race || !finished) return null
  const result = resultOf(race, lanes)
  return { ranking: rank(race.measure, result), ...race.claim.check(result) }
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
