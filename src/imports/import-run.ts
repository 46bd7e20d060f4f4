/** @file Files of a run, read one after the other and item by item, so that a file may be larger than the memory. */
import * as z from 'zod'
import { parseJson } from '../json/parse.ts'
import { isParquet, rowsOf } from './parquet.ts'
import { ImportError, type Place, type RunItem, type RunRollout, type Skipped } from './run-format.ts'
import { type Found, SHAPES, type Shape, shapeOf, TABLE_SHAPES } from './shapes.ts'
import { type ImportSource, linesOf, MAX_LINE } from './source.ts'
import { eventsOf, isEventFile } from './tensorboard.ts'

/** In the repository, and beside the page. */
const CONVERTER = 'public/convert_pickle.py'

/** Lines that are tried for a shape before a file is given up. */
const TRIES = 100

/**
 * Everything that a file holds. The first item says what it was taken for.
 * @throws ImportError for a file of no known shape, and for pickles, with the one line that converts them
 */
export async function* readRun(source: ImportSource, signal?: AbortSignal): AsyncGenerator<RunItem> {
  const file = source.name
  if (source.size === 0) throw new ImportError(`${file} is empty.`, 'Give a file that a trainer has written.')
  await refusePickles(source)
  if (await isEventFile(source)) return yield* readEvents(source)
  if (await isParquet(source)) return yield* readTable(source)
  const document = await wholeDocument(source)
  if (document !== undefined) return yield* readDocument(source, document)
  yield* readLines(source, signal)
}

const head = async (source: ImportSource): Promise<Uint8Array> => source.slice(0, Math.min(source.size, 4))

/** Pickles run code when they are opened, so they are never opened here. torch.save writes a zip with a pickle in it. */
async function refusePickles(source: ImportSource): Promise<void> {
  const [a, b, c, d] = await head(source)
  const isPickle = a === 0x80 && b !== undefined && b >= 2 && b <= 5
  const isZip = a === 0x50 && b === 0x4b && c === 3 && d === 4
  if (!isPickle && !isZip && !/\.(?:pt|pth|pkl|pickle)$/.test(source.name)) return
  throw new ImportError(
    `${source.name} is a Python pickle (slime and SkyRL write them), which is never opened here.`,
    `Convert it where you trust it: python3 ${CONVERTER} ${source.name} > ${source.name}.jsonl`,
  )
}

/** Bytes that may stand behind the last line. */
const LINE_END = 2

/** A file that is one JSON document over several lines, or a list in one; undefined where each line is one of its own. */
async function wholeDocument(source: ImportSource): Promise<unknown> {
  for await (const { text, end } of linesOf(source)) {
    if (text === null) return undefined
    if (!isJson(text)) break
    // A list of what elsewhere stands a line each, in one line.
    const json = end >= source.size - LINE_END ? parseJson(text) : undefined
    return Array.isArray(json) && !shapeOf(json) ? json : undefined
  }
  if (source.size > MAX_LINE) return undefined
  try {
    return parseJson(new TextDecoder().decode(await source.slice(0, source.size)))
  } catch {
    return undefined
  }
}

function isJson(text: string): boolean {
  try {
    parseJson(text)
    return true
  } catch {
    return false
  }
}

function* readDocument(source: ImportSource, document: unknown): Generator<RunItem> {
  const shape = shapeOf(document)
  if (shape) {
    yield recognised(source, shape)
    return yield* items(source, shape, shape.read(document, source), WHOLE)
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
  let shape: Shape | undefined
  const waiting: Skipped[] = []
  let events: unknown[] | null = null
  for await (const { number, text, start, end } of linesOf(source, signal)) {
    const skip = (why: string): Skipped => ({ file: source.name, line: number, why })
    const json = text === null ? undefined : parsed(text)
    if (json === undefined || json instanceof TypeError) {
      const why = text === null ? `it is longer than ${MAX_LINE / 1024 / 1024} MB` : (json as TypeError).message
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
  if (!shape) throw unknown(source)
  if (events) yield* lineItems(source, shape, events, { line: 1, place: WHOLE })
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
function* lineItems(source: ImportSource, shape: Shape, json: unknown, { line, place }: Where): Generator<RunItem> {
  try {
    const of = shape.matches(json) ? shape : (shapeOf(json) ?? shape)
    yield* items(source, of, of.read(json, source), place)
  } catch (error) {
    yield { kind: 'skipped', value: { file: source.name, line, why: whyOf(error) } }
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
  { rollouts = [], metrics = [] }: Found,
  place: Stretch,
): Generator<RunItem> {
  for (const [nth, rollout] of rollouts.entries())
    yield { kind: 'rollout', value: { source: id, file: source.name, ...rollout }, place: { ...place, nth } }
  for (const each of metrics) yield { kind: 'metrics', value: { source: id, file: source.name, ...each } }
}

const recognised = (source: ImportSource, { name, lacks }: Pick<Shape, 'name' | 'lacks'>): RunItem => ({
  kind: 'recognised',
  value: { file: source.name, recognised: name, lacks },
})

function unknown(source: ImportSource): ImportError {
  const names = [...new Set(SHAPES.map(({ name }) => name))].join('; ')
  return new ImportError(
    `${source.name} is of no known shape.`,
    `Known are: ${names}; TRL parquet files; TensorBoard event files.`,
  )
}

async function* readTable(source: ImportSource): AsyncGenerator<RunItem> {
  let shape: Shape | undefined
  let line = 0
  try {
    for await (const row of rowsOf(source)) {
      line += 1
      if (!shape) {
        shape = shapeOf(row, TABLE_SHAPES)
        if (!shape) throw unknown(source)
        yield recognised(source, { ...shape, name: `${shape.name} (parquet)` })
      }
      yield* lineItems(source, shape, row, { line, place: { kind: 'row', start: line - 1, end: line - 1 } })
    }
  } catch (error) {
    if (error instanceof ImportError) throw error
    throw new ImportError(
      `${source.name} is no whole parquet file (${error instanceof Error ? error.message : String(error)}).`,
      'Copy it again from where it was written.',
    )
  }
  if (!shape) throw new ImportError(`${source.name} has no rows.`, 'Give a file of a step that wrote completions.')
}

async function* readEvents(source: ImportSource): AsyncGenerator<RunItem> {
  yield recognised(source, { name: 'TensorBoard events', lacks: [] })
  for await (const event of eventsOf(source)) {
    if ('why' in event) yield { kind: 'skipped', value: { file: source.name, line: event.number, why: event.why } }
    else
      yield {
        kind: 'metrics',
        value: { source: 'tensorboard', file: source.name, step: event.step, values: event.values },
      }
  }
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
