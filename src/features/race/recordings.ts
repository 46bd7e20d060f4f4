/** @file The recorded races that are shipped, and what of them is on view. */
import type { RaceRecording } from '../../formats/race-recording.ts'
import type { Race } from '../../methods/race.ts'
import type { LaneProgress } from './state.ts'

const FILES = import.meta.glob<unknown>('./recordings/*.json', { import: 'default' })

/** Races with a recording, by id. */
export const RECORDED: readonly string[] = Object.keys(FILES).map((path) => /([\w-]+)\.json$/.exec(path)?.[1] ?? '')

/** The recording of a race, fetched when it is first asked for; null where none is shipped. */
export async function recordingOf(race: string): Promise<RaceRecording | null> {
  const load = FILES[`./recordings/${race}.json`]
  if (!load) return null
  const [{ readRace }, file] = await Promise.all([import('../../formats/race-recording.ts'), load()])
  return readRace(file)
}

/** The race at the size at which it was recorded. */
export function recordedRace(race: Race, { steps, rolloutsPerStep, problems, lanes }: RaceRecording): Race {
  const seeds = [...new Set(lanes.map(({ seed }) => seed))]
  return { ...race, steps, rolloutsPerStep, problems, seeds }
}

/** The recorded lanes as far as they are played, all seeds at once. @param at 0 (the start) to 1 (the end) */
export function recordedLanes({ lanes }: RaceRecording, at: number): readonly LaneProgress[] {
  return lanes.map((lane) => {
    const reached = at * lane.reports.length
    return {
      ...lane,
      reports: lane.reports.filter(({ step }) => step <= reached),
      evaluations: lane.evaluations.filter(({ step }) => step <= reached),
      done: at === 1,
    }
  })
}
