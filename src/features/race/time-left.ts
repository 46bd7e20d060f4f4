/** @file How long a race takes on this device: from what its steps and measurements have taken so far, or from its recording. */
import type { RaceRecording } from '../../formats/race-recording.ts'
import type { Race } from '../../methods/race.ts'
import { measurementsOf } from '../../settings/run-setup.ts'
import { workOf } from '../../settings/run-work.ts'
import type { LaneProgress } from './state.ts'

/** Seconds until the race is over, at the pace of what is done; null before its first step. */
export function secondsLeft(race: Race, lanes: readonly LaneProgress[], worked: number): number | null {
  const steps = lanes.reduce((sum, { reports }) => sum + reports.length, 0)
  if (steps === 0) return null
  const measured = lanes.reduce((sum, { evaluations }) => sum + evaluations.length, 0)
  const done = workOf({ steps, measurements: measured, problems: race.problems })
  return worked * Math.max(0, wholeOf(race, lanes) / done - 1)
}

/**
 * Seconds that a whole race will take here; null where nothing is known of this device or of the race.
 * @param step seconds that a training step took on this device; null where none was taken
 */
export function secondsOfRace(race: Race, recording: RaceRecording | null, step: number | null): number | null {
  if (!recording) return step === null ? null : step * wholeOf(race, [])
  const longer = (race.steps / recording.steps) * (step === null ? 1 : step / recording.secondsPerStep)
  return recording.secondsPerSeed * race.seeds.length * longer
}

/** All of a race, in steps. Lanes that have ended tell how many steps theirs are; the others' are taken to be the first lane's. */
function wholeOf(race: Race, lanes: readonly LaneProgress[]): number {
  const steps = race.lanes.map((_, index) => {
    const ended = lanes.find(({ lane, done }) => lane === index && done)
    return Math.max(
      ended?.reports.length ?? race.steps,
      ...lanes.filter(({ lane }) => lane === index).map(({ reports }) => reports.length),
    )
  })
  const seeds = race.seeds.length
  return workOf({
    steps: seeds * steps.reduce((sum, count) => sum + count, 0),
    measurements: seeds * race.lanes.length * measurementsOf(race),
    problems: race.problems,
  })
}
