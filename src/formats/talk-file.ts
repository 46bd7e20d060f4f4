/**
 * @file A talk as JSON. Format `opd-cues`, version 1; public/cues.schema.json describes every field. Reading never throws: cues and
 * recordings that are not as the format says are left out, and one sentence says so.
 */
import { count, t } from '../i18n/words.ts'
import { each, infinitiesAsText, type Json, number, object, oneOf, parseJson, text } from './json.ts'
import {
  type Cue,
  type CueAction,
  LIMITS,
  MAX_NOTES,
  MAX_OPTION,
  MAX_TITLE,
  MOST_CHARTS,
  MOST_CUES,
  MOST_OPTIONS,
  MOST_SECONDS,
  MOST_STEPS,
  REGIONS,
  REVEALS,
  type Recording,
  type Reveal,
  type Talk,
  tidied,
} from './talk.ts'
import { writeTrace } from './trace.ts'
import { readTrace } from './trace-schema.ts'
import { readTraining } from './training-recording.ts'

const CUES_FORMAT = 'opd-cues'
const CUES_VERSION = 1

/** Characters of a file. A hundred cues with a recording each stay below. */
const MAX_FILE = 40_000_000
/** An address of ours is far shorter. */
const MAX_QUERY = 16_384
const MOST_RECORDINGS = 2 * MOST_CUES
const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i

export interface RestoredTalk {
  /** null where the text holds no talk. */
  readonly talk: Talk | null
  /** One sentence about what was left out, or why nothing was read; null when all is well. In the page's present language. */
  readonly notice: string | null
}

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

/** Reads the text of a file, a link or the browser's storage. Never throws. */
export function restoreTalk(source: string): RestoredTalk {
  if (source.length > MAX_FILE) return nothing(t('The talk is too long to be read.'))
  let root: Readonly<Record<string, Json>>
  try {
    root = object(parseJson(source), 'talk')
  } catch {
    return nothing(t('This is not a talk: it is no JSON that this page can read.'))
  }
  if (root.format !== CUES_FORMAT || !Array.isArray(root.cues)) {
    return nothing(t('This is not a talk: “Save cues” writes the files that can be opened here.'))
  }
  if (root.version !== CUES_VERSION) {
    return nothing(t('The talk was made by another version of this page, and cannot be read here.'))
  }
  return readTalk(root, root.cues)
}

const nothing = (notice: string): RestoredTalk => ({ talk: null, notice })

function readTalk(root: Readonly<Record<string, Json>>, list: readonly Json[]): RestoredTalk {
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
  const title = typeof root.title === 'string' ? root.title.slice(0, MAX_TITLE) : ''
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

function readRecordings(json: Json): { readonly kept: Readonly<Record<string, Recording>>; readonly lost: number } {
  if (json === undefined) return { kept: {}, lost: 0 }
  const entries = attempt(() => Object.entries(object(json, 'recordings'))) ?? []
  const kept = entries.slice(0, MOST_RECORDINGS).flatMap(([name, value]): readonly (readonly [string, Recording])[] => {
    const recording = NAME.test(name) ? attempt(() => readRecording(value, name)) : null
    return recording ? [[name, recording]] : []
  })
  return { kept: Object.fromEntries(kept), lost: entries.length - kept.length }
}

function readRecording(json: Json, at: string): Recording {
  const it = object(json, at)
  return it.training === undefined
    ? { kind: 'trace', trace: readTrace(it.trace) }
    : { kind: 'training', training: readTraining(it.training, at) }
}

function readCue(json: Json, recordings: Readonly<Record<string, Recording>>): Cue {
  const it = object(json, 'cue')
  const query = text(it.query ?? '', 'query')
  if (query.length > MAX_QUERY) throw new TypeError('query: too long')
  const named = (name: Json, kind: Recording['kind']): string | null =>
    typeof name === 'string' && Object.hasOwn(recordings, name) && recordings[name]?.kind === kind ? name : null
  return {
    id: typeof it.id === 'string' && NAME.test(it.id) ? it.id : 'cue',
    title: text(it.title ?? '', 'title').slice(0, MAX_TITLE),
    notes: text(it.notes ?? '', 'notes').slice(0, MAX_NOTES),
    query,
    action: it.action === undefined || it.action === null ? null : readAction(it.action),
    reveal: readReveals(it.reveal, 'reveal'),
    without: readReveals(it.without, 'without'),
    chart: whole(it.chart, 1, MOST_CHARTS, 'chart'),
    planned: whole(it.planned, 1, MOST_SECONDS, 'planned'),
    used: whole(it.used, 0, MOST_SECONDS, 'used'),
    focus: it.focus === undefined || it.focus === null ? null : oneOf(it.focus, REGIONS, 'focus'),
    limit: it.limit === undefined ? LIMITS.usual : between(it.limit, LIMITS.min, LIMITS.max, 'limit'),
    qr: it.qr === true,
    trace: named(it.trace, 'trace'),
    training: named(it.training, 'training'),
  }
}

/** Each once, in the order that the file gives; none where it says nothing. */
function readReveals(json: Json, at: string): readonly Reveal[] {
  if (json === undefined) return []
  if (!Array.isArray(json)) throw new TypeError(`${at}: expected a list`)
  return [...new Set(json.map((step: Json) => oneOf(step, REVEALS, at)))]
}

function readAction(json: Json): CueAction {
  const it = object(json, 'action')
  const what = oneOf(it.do, ['sample', 'train', 'context', 'bet'] as const, 'action.do')
  if (what === 'train') return { do: what, steps: Math.round(between(it.steps, 1, MOST_STEPS, 'action.steps')) }
  if (what !== 'bet' || it.options === undefined) return { do: what }
  const options = each(it.options, 'action.options', text).map((option) => option.slice(0, MAX_OPTION))
  if (options.length < 2 || options.length > MOST_OPTIONS) throw new TypeError('action.options: too few or too many')
  return { do: what, options, answer: whole(it.answer, 0, options.length - 1, 'action.answer') }
}

/** A whole number where one is given. */
function whole(json: Json, min: number, max: number, at: string): number | null {
  return json === undefined || json === null ? null : Math.round(between(json, min, max, at))
}

function between(json: Json, min: number, max: number, at: string): number {
  const value = number(json, at)
  if (value < min || value > max) throw new TypeError(`${at}: expected a number from ${min} to ${max}`)
  return value
}

/** What the reader gives, or null where it throws. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
