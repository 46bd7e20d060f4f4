/** @file The recordings of a talk, each under a name that says what it holds. Pure. */
import { hashSeed } from '../world/random.ts'
import type { Recording, Talk } from './talk.ts'
import { writeTrace } from './trace.ts'

/** The talk with one more recording; the same recording is kept once, however many cues show it. */
export function keep(talk: Talk, recording: Recording): { readonly talk: Talk; readonly name: string } {
  const name = nameOf(recording)
  if (Object.hasOwn(talk.recordings, name)) return { talk, name }
  return { talk: { ...talk, recordings: { ...talk.recordings, [name]: recording } }, name }
}

function nameOf(recording: Recording): string {
  if (recording.kind === 'training') {
    const { reports } = recording.training
    return `training-${reports.length}-${hashSeed(JSON.stringify(reports)).toString(36)}`
  }
  const { rollout } = recording.trace
  const { world, problemSeed } = rollout.problem
  // The date is no part of what was recorded, and the page is not either: cues with one rollout share it.
  const text = writeTrace({ ...recording.trace, page: '' }, new Date(0))
  return `${world}-${problemSeed}-${rollout.sampling.seed}-${hashSeed(text).toString(36)}`
}
