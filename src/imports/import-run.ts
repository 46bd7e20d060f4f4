/** @file Files of a run, read one after the other and item by item, so that a file may be larger than the memory. */
import * as z from 'zod'
import { parseJson } from '../json/parse.ts'
import { beforeCut, endsWithin } from './cut.ts'
import { isParquet, rowsOf } from './parquet.ts'
import { ImportError, type Place, type RunItem, type RunRollout, type Skipped } from './run-format.ts'
import { type Found, SHAPES, type Shape, shapeOf, TABLE_SHAPES } from './shapes.ts'
import { type ImportSource, linesOf, MAX_LINE } from './source.ts'
import { eventsOf, isEventFile, type ScalarEvent } from './tensorboard.ts'

/** In the repository, and beside the page. */
const CONVERTER = 'public/convert_pickle.py'

const NOTHING_IN_IT = 'Give a file that a trainer has written.'

/** Lines that are tried for a shape before a file is given up. */
const TRIES = 100

/**
 * Everything that a file holds. The first item says what it was taken for.
 * @throws ImportError for a file of no known shape, and for pickles, with the one line that converts them
 */
export async function* readRun(source: ImportSource, signal?: AbortSignal): AsyncGenerator<RunItem> {
  const file = source.name
  if (source.size === 0) throw new ImportError(`${file} is empty.`, NOTHING_IN_IT)
  await refusePickles(source)
  await refusePacked(source)
  if (await isEventFile(source)) return yield* readEvents(source)
  if (await isParquet(source)) return yield* readTable(source)
  const document = await wholeDocument(source)
  if (document) return yield* readDocument(source, document)
  yield* readLines(source, signal)
}

/** Signs of files that hold others, or text in another code; each with what opens them. */
const PACKED: readonly { readonly sign: readonly number[]; readonly what: string; readonly open: string }[] = [
  { sign: [0x50, 0x4b, 3, 4], what: 'a zip archive', open: 'unzip' },
  { sign: [0x28, 0xb5, 0x2f, 0xfd], what: 'compressed by zstd', open: 'unzstd' },
  { sign: [0x42, 0x5a, 0x68], what: 'compressed by bzip2', open: 'bunzip2 -k' },
  { sign: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'compressed by xz', open: 'unxz -k' },
  { sign: [0xff, 0xfe], what: 'UTF-16 text', open: 'iconv -f UTF-16 -t UTF-8' },
]

/** Files that hold something readable, but not as they are. */
async function refusePacked(source: ImportSource): Promise<void> {
  const head = await source.slice(0, Math.min(source.size, 8))
  const found = PACKED.find(({ sign }) => sign.every((byte, at) => head[at] === byte))
  if (found)
    throw new ImportError(
      `${source.name} is ${found.what}.`,
      `Give what is in it: ${found.open} ${source.name}${found.open.startsWith('iconv') ? ` > utf8-${source.name}` : ''}`,
    )
}

/** Where the name of a zip archive's first file begins, and so much of it is looked at. */
const ZIP_NAME = 30
const MOST_NAME = 256

/** Pickles run code when they are opened, so they are never opened here. torch.save writes a zip with a pickle in it. */
async function refusePickles(source: ImportSource): Promise<void> {
  const head = await source.slice(0, Math.min(source.size, ZIP_NAME + MOST_NAME))
  const [a, b, c, d] = head
  const isPickle = a === 0x80 && b !== undefined && b >= 2 && b <= 5
  const isZip = a === 0x50 && b === 0x4b && c === 3 && d === 4
  const holdsPickle = isZip && /^[^/]+\/data\.pkl/.test(new TextDecoder('latin1').decode(head.subarray(ZIP_NAME)))
  if (!isPickle && !holdsPickle && !/\.(?:pt|pth|pkl|pickle)$/.test(source.name)) return
  throw new ImportError(
    `${source.name} is a Python pickle (slime and SkyRL write them), which is never opened here.`,
    `Convert it where you trust it: python3 ${CONVERTER} ${source.name} > ${source.name}.jsonl`,
  )
}

/** Bytes that may stand behind the last line. */
const LINE_END = 2

interface JsonDocument {
  readonly json: unknown
  /** The line from which on it is not whole any more; null where it is. */
  readonly cutAt: number | null
}

/** A file that is one JSON document over several lines, or a list in one; null where each line is one of its own. */
async function wholeDocument(source: ImportSource): Promise<JsonDocument | null> {
  for await (const { text, end } of linesOf(source)) {
    if (text === null) return null
    if (!isJson(text)) break
    // A list of what elsewhere stands a line each, in one line.
    const json = end >= source.size - LINE_END ? parseJson(text) : undefined
    return Array.isArray(json) && !shapeOf(json) ? { json, cutAt: null } : null
  }
  if (source.size > MAX_LINE) return null
  const text = new TextDecoder().decode(await source.slice(0, source.size))
  if (isJson(text)) return { json: parseJson(text), cutAt: null }
  const before = beforeCut(text)
  return before && isJson(before.text) ? { json: parseJson(before.text), cutAt: before.line } : null
}

function isJson(text: string): boolean {
  try {
    parseJson(text)
    return true
  } catch {
    return false
  }
}

function* readDocument(source: ImportSource, { json, cutAt }: JsonDocument): Generator<RunItem> {
  yield* ofDocument(source, json)
  const why = source.cut ?? (cutAt === null ? undefined : CUT)
  if (why !== undefined) yield { kind: 'skipped', value: { file: source.name, line: cutAt ?? 0, why } }
}

/** Of what is broken off where the file ends. */
const CUT = 'the file ends within it: it is cut off'

function* ofDocument(source: ImportSource, document: unknown): Generator<RunItem> {
  const shape = shapeOf(document)
  if (shape) {
    yield recognised(source, shape)
    return yield* items(source, shape, shape.read(document, source), { line: 1, place: WHOLE })
  }
  // A list of what elsewhere stands a line each.
  const rows = Array.isArray(document) ? document : []
  const ofRows = rows.map((row) => shapeOf(row)).find((found) => found !== undefined)
  if (!ofRows) throw unknown(source)
  yield recognised(source, ofRows)
  for (const [index, row] of rows.entries())
    yield* lineItems(source, ofRows, row, { line: index + 1, place: { kind: 'row', start: index, end: index } })
}

async function* readLines(source: ImportSource, signal?: AbortSignal): AsyncGenerator<RunItem> {
  const file = source.name
  let shape: Shape | undefined
  const waiting: Skipped[] = []
  let events: unknown[] | null = null
  let last = 0
  let lastIsCut = false
  for await (const { number, text, start, end } of linesOf(source, signal)) {
    last = number
    const skip = (why: string): Skipped => ({ file, line: number, why })
    const json = text === null ? undefined : parsed(text)
    if (json === undefined || json instanceof TypeError) {
      lastIsCut = text !== null && end === source.size && endsWithin(text)
      const broken = lastIsCut ? (source.cut ?? CUT) : (json as TypeError).message
      const why = text === null ? `it is longer than ${MAX_LINE / 1024 / 1024} MB` : broken
      if (shape) yield { kind: 'skipped', value: skip(why) }
      else waiting.push(skip(why))
      continue
    }
    if (!shape) {
      shape = shapeOf(json) ?? shapeOf([json])
      if (!shape) {
        waiting.push(skip('it is of no known shape'))
        if (waiting.length > TRIES) break
        continue
      }
      yield recognised(source, shape)
      for (const value of waiting) yield { kind: 'skipped', value }
      events = shape.matches(json) ? null : []
    }
    // Events of one attempt stand on several lines and are read together.
    if (events) events.push(json)
    else yield* lineItems(source, shape, json, { line: number, place: { kind: 'line', start, end } })
  }
  if (!shape && waiting.length === 0) throw new ImportError(`${source.name} has empty lines only.`, NOTHING_IN_IT)
  if (!shape && lastIsCut && last === 1)
    throw new ImportError(`${file} ends within its first line.`, 'Copy it again from where it was written.')
  if (!shape) throw unknown(source)
  if (events) yield* lineItems(source, shape, events, { line: 1, place: WHOLE })
  // Broken off between two lines.
  if (source.cut !== undefined && !lastIsCut)
    yield { kind: 'skipped', value: { file, line: last + 1, why: source.cut } }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError(String(error))
  }
}

/** A place of which the number of the rollout is still open. */
type Stretch = Omit<Place, 'nth'>
const WHOLE: Stretch = { kind: 'document', start: 0, end: 0 }

interface Where {
  readonly line: number
  readonly place: Stretch
}

/** A line of another shape than the file's first is read as what it is; one of none is passed over. */
function* lineItems(source: ImportSource, shape: Shape, json: unknown, where: Where): Generator<RunItem> {
  let read: { readonly of: Shape; readonly found: Found }
  try {
    read = readAs(source, shape, json)
  } catch (error) {
    yield { kind: 'skipped', value: { file: source.name, line: where.line, why: whyOf(error) } }
    return
  }
  yield* items(source, read.of, read.found, where)
}

/** @throws z.ZodError for a line of no known shape */
function readAs(source: ImportSource, shape: Shape, json: unknown): { readonly of: Shape; readonly found: Found } {
  try {
    return { of: shape, found: shape.read(json, source) }
  } catch (error) {
    const of = error instanceof z.ZodError ? shapeOf(json) : undefined
    if (!of) throw error
    return { of, found: of.read(json, source) }
  }
}

function whyOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [issue] = error.issues
    return issue ? `${issue.path.join('.') || 'the line'}: ${issue.message}` : 'it is of another shape'
  }
  return error instanceof Error ? error.message : String(error)
}

function* items(
  source: ImportSource,
  { id }: Shape,
  { rollouts = [], metrics = [], skipped = [] }: Found,
  { line, place }: Where,
): Generator<RunItem> {
  for (const [nth, rollout] of rollouts.entries())
    yield { kind: 'rollout', value: { source: id, file: source.name, ...rollout }, place: { ...place, nth } }
  for (const each of metrics) yield { kind: 'metrics', value: { source: id, file: source.name, ...each } }
  for (const why of skipped) yield { kind: 'skipped', value: { file: source.name, line, why } }
}

const recognised = (source: ImportSource, { name, lacks }: Pick<Shape, 'name' | 'lacks'>): RunItem => ({
  kind: 'recognised',
  value: { file: source.name, recognised: name, lacks },
})

function unknown(source: ImportSource): ImportError {
  const of = [...new Set(SHAPES.map(({ name }) => name.split(' ')[0]))].join(', ')
  return new ImportError(
    `${source.name} is of no known shape.`,
    `Known are: dumps and logs of ${of}; TRL parquet files; TensorBoard event files.`,
  )
}

async function* readTable(source: ImportSource): AsyncGenerator<RunItem> {
  const file = source.name
  let shape: Shape | undefined
  const broken: Skipped[] = []
  try {
    for await (const { row, first, last, why } of rowsOf(source)) {
      if (!row) {
        broken.push({ file, line: first + 1, why: `rows ${first + 1} to ${last + 1} cannot be read (${why})` })
        continue
      }
      if (!shape) {
        shape = shapeOf(row, TABLE_SHAPES)
        if (!shape) throw unknown(source)
        yield recognised(source, { ...shape, name: `${shape.name} (parquet)` })
      }
      yield* lineItems(source, shape, row, { line: first + 1, place: { kind: 'row', start: first, end: first } })
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw new ImportError(
      `${file} is no whole parquet file (${error instanceof Error ? error.message : String(error)}).`,
      'Copy it again from where it was written: the list of its columns stands at its end, so that of a file which is cut off nothing can be read.',
    )
  }
  const [why] = broken
  if (!shape)
    throw why
      ? unreadable(why)
      : new ImportError(`${file} has no rows.`, 'Give a file of a step that wrote completions.')
  for (const value of broken) yield { kind: 'skipped', value }
}

function unreadable({ file, why }: Skipped): ImportError {
  return /compression codec/.test(why)
    ? new ImportError(
        `${file} is compressed in a way that is not read here (${why}).`,
        'Write it again with snappy: pandas.read_parquet(FILE).to_parquet(FILE, compression="snappy").',
      )
    : new ImportError(`${file} is damaged: ${why}.`, 'Copy it again from where it was written.')
}

async function* readEvents(source: ImportSource): AsyncGenerator<RunItem> {
  yield recognised(source, { name: 'TensorBoard events', lacks: [] })
  const about = { source: 'tensorboard', file: source.name }
  // Each scalar is an event of its own: those of a step that follow each other are one line of metrics.
  let held: ScalarEvent | null = null
  for await (const event of eventsOf(source)) {
    if ('why' in event) {
      yield { kind: 'skipped', value: { file: source.name, line: event.number, why: event.why } }
      continue
    }
    const known = held ? namesOf(held) : []
    if (held && held.step === event.step && !namesOf(event).some((name) => known.includes(name)))
      held = joined(held, event)
    else {
      if (held) yield { kind: 'metrics', value: { ...about, ...held } }
      held = event
    }
  }
  if (held) yield { kind: 'metrics', value: { ...about, ...held } }
  if (source.cut !== undefined) yield { kind: 'skipped', value: { file: source.name, line: 0, why: source.cut } }
}

const namesOf = ({ values, not_finite = {} }: ScalarEvent): readonly string[] => [
  ...Object.keys(values),
  ...Object.keys(not_finite),
]

function joined(first: ScalarEvent, second: ScalarEvent): ScalarEvent {
  const broken = { ...first.not_finite, ...second.not_finite }
  const values = { ...first.values, ...second.values }
  return { step: first.step, values, ...(Object.keys(broken).length > 0 && { not_finite: broken }) }
}

/**
 * One rollout again, from where it stands. Lines are read alone; a row or a part of a document is found by reading up to it.
 * @throws ImportError where the file has changed meanwhile
 */
export async function readRollout(source: ImportSource, place: Place): Promise<RunRollout> {
  const { kind, start, end, nth } = place
  const at: ImportSource =
    kind === 'line'
      ? { ...source, size: end - start, slice: (from, to) => source.slice(start + from, start + to) }
      : source
  try {
    for await (const item of readRun(at)) {
      if (item.kind !== 'rollout') continue
      const { place: found, value } = item
      if (found.nth === nth && (kind !== 'row' || found.start === start)) return value
    }
  } catch (error) {
    throw changed(source, error)
  }
  throw changed(source)
}

const changed = ({ name }: ImportSource, cause?: unknown): ImportError =>
  new ImportError(
    `${name} is not any more what it was when it was read.`,
    'Import it again.',
    cause === undefined ? undefined : { cause },
  )
