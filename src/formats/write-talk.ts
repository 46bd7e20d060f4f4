/** @file A talk as JSON: see talk-file.ts, which reads it and is fetched when there is something to read. */
import type { Json } from '../json/parse.ts'
import { infinitiesAsText } from './json.ts'
import { type Cue, type Recording, type Talk, tidied } from './talk.ts'
import { LIMITS } from './talk-limits.ts'
import { writeTrace } from './trace.ts'

export const CUES_FORMAT = 'opd-cues'
export const CUES_VERSION = 1

/** The JSON text of a talk. What has its usual value is left out. */
export function writeTalk(talk: Talk, saved: Date): string {
  const { title, cues, recordings } = tidied(talk)
  const written = Object.entries(recordings).map(([name, recording]) => [name, writeRecording(recording, saved)])
  return JSON.stringify({
    format: CUES_FORMAT,
    version: CUES_VERSION,
    saved: saved.toISOString(),
    title,
    cues: cues.map(writeCue),
    ...(written.length > 0 && { recordings: Object.fromEntries(written) }),
  })
}

function writeCue({
  id,
  title,
  notes,
  query,
  action,
  reveal,
  without,
  chart,
  planned,
  used,
  focus,
  limit,
  qr,
  trace,
  training,
}: Cue): Json {
  return {
    id,
    title,
    ...(notes !== '' && { notes }),
    query,
    ...(action && { action }),
    ...(reveal.length > 0 && { reveal }),
    ...(without.length > 0 && { without }),
    ...(chart !== null && { chart }),
    ...(planned !== null && { planned }),
    ...(used !== null && { used }),
    ...(focus && { focus }),
    ...(limit !== LIMITS.usual && { limit }),
    ...(qr && { qr }),
    ...(trace !== null && { trace }),
    ...(training !== null && { training }),
  }
}

function writeRecording(recording: Recording, saved: Date): Json {
  if (recording.kind === 'trace') return { trace: JSON.parse(writeTrace(recording.trace, saved)) }
  return { training: JSON.parse(JSON.stringify(recording.training, infinitiesAsText)) }
}
