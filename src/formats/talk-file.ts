/**
 * @file A talk out of JSON. Format `opd-cues`, version 1; public/cues.schema.json describes every field. Reading never throws: cues and
 * recordings that are not as the format says are left out, and one sentence says so.
 */
import * as z from 'zod/mini'
import { count, t } from '../i18n/words.ts'
import { type Json, parseJson } from '../json/parse.ts'
import { described, read, shaped } from '../json/read.ts'
import { type Cue, type Recording, type Talk, tidied } from './talk.ts'
import { MAX_TITLE, MOST_CUES } from './talk-limits.ts'
import { clipped, cue, name } from './talk-schema.ts'
import { readTrace, traceFile } from './trace-schema.ts'
import { readTraining, trainingRecording } from './training-recording.ts'
import { CUES_FORMAT, CUES_VERSION } from './write-talk.ts'

/** Characters of a file. A hundred cues with a recording each stay below. */
const MAX_FILE = 40_000_000
const MOST_RECORDINGS = 2 * MOST_CUES

/** What makes a file a talk; what it holds is read one by one, so that one bad cue takes nothing else with it. */
const head = z.object({
  format: z.literal(CUES_FORMAT),
  version: z.unknown(),
  title: z.catch(clipped(MAX_TITLE), ''),
  cues: z.array(z.unknown()),
  recordings: z.catch(z.record(z.string(), z.unknown()), {}),
})

const recording = shaped(
  z.union([
    z.object({ trace: traceFile }),
    z.object({
      training: described(
        trainingRecording,
        'Curves of a run, without its weights: what openRun, stepRun and evaluateRun gave.',
      ),
    }),
  ]),
  { id: 'recording' },
)

/** The whole file, for the published schema. */
export const talkFile = z.extend(head, {
  version: z.literal(CUES_VERSION),
  saved: z.optional(z.string()),
  title: clipped(MAX_TITLE),
  cues: z.array(cue).check(z.maxLength(MOST_CUES)),
  recordings: z.optional(
    shaped(z.record(name(), recording), {
      description: 'By name; several cues may show one.',
      maxProperties: MOST_RECORDINGS,
    }),
  ),
})

export interface RestoredTalk {
  /** null where the text holds no talk. */
  readonly talk: Talk | null
  /** One sentence about what was left out, or why nothing was read; null when all is well. In the page's present language. */
  readonly notice: string | null
}

/** Reads the text of a file, a link or the browser's storage. Never throws. */
export function restoreTalk(source: string): RestoredTalk {
  if (source.length > MAX_FILE) return nothing(t('The talk is too long to be read.'))
  let json: Json
  try {
    json = parseJson(source)
  } catch {
    return nothing(t('This is not a talk: it is no JSON that this page can read.'))
  }
  const talk = attempt(() => read(head, json, 'talk'))
  if (!talk) return nothing(t('This is not a talk: “Save cues” writes the files that can be opened here.'))
  if (talk.version !== CUES_VERSION) {
    return nothing(t('The talk was made by another version of this page, and cannot be read here.'))
  }
  return readTalk(talk)
}

const nothing = (notice: string): RestoredTalk => ({ talk: null, notice })

function readTalk({ title, cues: list, ...root }: z.infer<typeof head>): RestoredTalk {
  const recordings = readRecordings(root.recordings)
  const cues: Cue[] = []
  const taken = new Set<string>()
  for (const json of list.slice(0, MOST_CUES)) {
    const cue = attempt(() => readCue(json, recordings.kept))
    if (!cue) continue
    // Two cues of one name could not be told apart: the later one gets another.
    let { id } = cue
    for (let n = 2; taken.has(id); n++) id = `${cue.id.slice(0, 48)}-${n}`
    taken.add(id)
    cues.push({ ...cue, id })
  }
  const lost = list.length - cues.length
  const sentences = [
    lost > 0 &&
      count(
        lost,
        '# cue of the talk cannot be read and is left out.',
        '# cues of the talk cannot be read and are left out.',
      ),
    recordings.lost > 0 &&
      count(
        recordings.lost,
        '# recording cannot be read and is left out.',
        '# recordings cannot be read and are left out.',
      ),
  ]
  const notice = sentences.filter((sentence) => sentence !== false).join(' ')
  return { talk: tidied({ title, cues, recordings: recordings.kept }), notice: notice === '' ? null : notice }
}

function readRecordings(json: Readonly<Record<string, Json>>): {
  readonly kept: Readonly<Record<string, Recording>>
  readonly lost: number
} {
  const entries = Object.entries(json)
  const kept = entries.slice(0, MOST_RECORDINGS).flatMap(([name, value]): readonly (readonly [string, Recording])[] => {
    const recording = attempt(() => readRecording(value, read(recordingName, name, 'name')))
    return recording ? [[name, recording]] : []
  })
  return { kept: Object.fromEntries(kept), lost: entries.length - kept.length }
}

const recordingName = name()

function readRecording(json: Json, at: string): Recording {
  const it = read(z.looseObject({}), json, at)
  return it.training === undefined
    ? { kind: 'trace', trace: readTrace(it.trace) }
    : { kind: 'training', training: readTraining(it.training, at) }
}

function readCue(json: Json, recordings: Readonly<Record<string, Recording>>): Cue {
  const { trace, training, ...it } = read(cue, json, 'cue')
  const named = (name: string | null, kind: Recording['kind']): string | null =>
    name !== null && Object.hasOwn(recordings, name) && recordings[name]?.kind === kind ? name : null
  return { ...it, trace: named(trace, 'trace'), training: named(training, 'training') }
}

/** What the reader gives, or null where it throws. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
