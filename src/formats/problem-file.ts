/**
 * @file Files of problems of one's own, as JSONL or CSV: read piece by piece, whatever their length, in the page and in `lab` alike.
 * A line that cannot be read is told of with its number; what to do about it is for whoever asked.
 */
import * as z from 'zod/mini'
import { placeNote } from '../engine/own/place-note.ts'
import { ANSWER_CHECKS } from '../engine/own/read-own.ts'
import type { AnswerCheck, ChatMessage, OwnPrompt, OwnText } from '../engine/types.ts'
import { type Json, parseJson } from '../json/parse.ts'
import { leaf, read } from '../json/read.ts'
import { message } from '../message/message.ts'
import type { ContextKind } from '../world/types.ts'

export type ProblemFormat = 'jsonl' | 'csv'

type Fields = Readonly<Record<string, Json>>

/** One line of JSONL, or one row of CSV under the names of its header; `wrong` says why it cannot be read. */
export type FileLine =
  | { readonly line: number; readonly fields: Fields }
  | { readonly line: number; readonly wrong: string }

/** Which fields hold what. Of several, the first that a line has. */
export interface ProblemFields {
  readonly prompt: readonly string[]
  readonly answer: string | null
  /** What the teacher is told. Without one it is told the answer. */
  readonly note: string | null
  /** Names how the answer is checked. Without one, what reads as a number is compared as one, other text has to be contained. */
  readonly check: string | null
}

export interface ProblemReading {
  readonly fields: ProblemFields
  /** What a note counts as. */
  readonly kind: ContextKind
  /** Where it stands in the teacher's prompt. */
  readonly template: string
  /** How every answer is checked, whatever its line says. */
  readonly checkAs?: AnswerCheck['kind']
}

/** As `lab train --problems` reads them. */
export const PLAIN_FIELDS: ProblemFields = {
  prompt: ['messages', 'prompt'],
  answer: 'answer',
  note: 'note',
  check: 'check',
}

/** A longer record is not kept in memory: the next line is looked for instead. */
const LONGEST_RECORD = 1_000_000

/** By the file's name. */
export function problemFormat(name: string): ProblemFormat {
  return /\.(?:csv|tsv)$/i.test(name) ? 'csv' : 'jsonl'
}

/**
 * A file's lines in batches, as they come; empty ones are passed over.
 * @param bytes UTF-8
 * @throws whatever the stream throws
 */
export async function* problemLines(
  bytes: AsyncIterable<Uint8Array>,
  format: ProblemFormat,
): AsyncGenerator<readonly FileLine[]> {
  const decoder = new TextDecoder()
  const reader = format === 'csv' ? await csvReader() : jsonlReader()
  for await (const piece of bytes) yield reader.read(decoder.decode(piece, { stream: true }), false)
  yield reader.read(decoder.decode(), true)
}

/** @throws TypeError that says what of the line is not as it should be */
export function problemOf(fields: Fields, { fields: names, kind, template, checkAs }: ProblemReading): OwnText {
  const asked = names.prompt.map((name) => fields[name]).find((value) => value !== undefined)
  const prompt: OwnPrompt = Array.isArray(asked)
    ? { chat: readMessageList(asked) }
    : { text: text(asked, names.prompt.at(-1) ?? 'prompt') }
  const field = (name: string | null): Json => (name === null ? undefined : fields[name])
  const [answer, note, check] = [field(names.answer), field(names.note), field(names.check)]
  const noteText =
    note === undefined ? (answer === undefined ? null : `The answer is ${answerTexts(answer)[0]}.`) : text(note, 'note')
  const told = note === undefined ? 'answer' : kind
  return {
    prompt,
    ...(noteText !== null && {
      notes: { [told]: { text: noteText, template, prompt: placeNote(prompt, noteText, template) } },
    }),
    ...(answer !== undefined && { answer: checkOf(answer, check, checkAs) }),
  }
}

/** @throws TypeError that names where it went wrong */
export function readMessageList(json: Json): readonly ChatMessage[] {
  return read(messages, json, 'messages', { within: true })
}

const messages = z.array(z.object({ role: z.string(), content: z.string() }))
/** One function looks at it: a file has lines by the hundred thousand. */
const fieldsOf = leaf({ type: 'object' }, message('an object'), (json): Fields | undefined =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : undefined,
)
const checks = z.enum(ANSWER_CHECKS)
const texts = z.array(z.string())
const line = z.string()

const text = (json: Json, at: string): string => read(line, json, at)

function checkOf(answer: Json, check: Json, checkAs: AnswerCheck['kind'] | undefined): AnswerCheck {
  const kind = checkAs ?? (check === undefined ? undefined : read(checks, check, 'check'))
  const values = answerTexts(answer)
  // A cell of CSV has no lists: its lines are one.
  if (kind === 'one-of') return { kind, values: values.flatMap((value) => value.split('\n')) }
  if (kind !== undefined) return { kind, values }
  if (values.length > 1) return { kind: 'one-of', values }
  const isNumber = /^-?[\d,]*\.?\d+$/.test(values[0] ?? '')
  return { kind: isNumber ? 'number' : 'contains', values }
}

function answerTexts(answer: Json): readonly string[] {
  if (typeof answer === 'number') return [String(answer)]
  return Array.isArray(answer) ? read(texts, answer, 'answer', { within: true }) : [text(answer, 'answer')]
}

interface PieceReader {
  /** The lines that end in this piece; with `last`, what is left as well. */
  read(piece: string, last: boolean): readonly FileLine[]
}

function jsonlReader(): PieceReader {
  let rest = ''
  let number = 0
  const lineOf = (line: string): readonly FileLine[] => {
    number += 1
    if (line.trim() === '') return []
    if (line.length > LONGEST_RECORD) return [{ line: number, wrong: tooLong }]
    try {
      return [{ line: number, fields: read(fieldsOf, parseJson(line), 'the problem') }]
    } catch (error) {
      return [{ line: number, wrong: reasonOf(error) }]
    }
  }
  return {
    read(piece, last) {
      const lines = (rest + piece).split('\n')
      // Of what is too long to be read no more is kept than tells so.
      rest = (last ? '' : (lines.pop() ?? '')).slice(0, LONGEST_RECORD + 1)
      return lines.flatMap(lineOf)
    },
  }
}

async function csvReader(): Promise<PieceReader> {
  const { default: Papa } = await import('papaparse')
  let rest = ''
  let number = 1
  let names: readonly string[] | null = null
  let dialect: Dialect | null = null

  /** Rows that end in the text, and where the last of them does. It stops behind a row that is not well formed. */
  const rowsOf = (input: string, last: boolean) => {
    const rows: Row[] = []
    const parser = new Papa.Parser({
      ...dialect,
      step: ({ data, errors, meta }) => {
        const [cells = []] = data as readonly (readonly string[])[]
        rows.push({ cells, wrong: errors[0]?.message ?? null, end: meta.cursor })
        if (errors.length > 0) parser.abort()
      },
    })
    parser.parse(input, 0, !last)
    return rows
  }
  const lineOf = ({ cells, wrong }: Row): readonly FileLine[] => {
    const line = number
    number += wrong === null ? 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0) : 1
    if (wrong !== null) return [{ line, wrong }]
    if (cells.every((cell) => cell.trim() === '')) return []
    if (!names) {
      names = cells.map((cell) => cell.trim())
      return []
    }
    if (cells.length > names.length)
      return [{ line, wrong: `it has ${cells.length} cells, the header ${names.length}` }]
    const named = names.map((name, i) => [name, cells[i] ?? ''] as const)
    // An empty cell says nothing, as a field that is not there.
    return [{ line, fields: Object.fromEntries(named.filter(([, cell]) => cell !== '')) }]
  }
  return {
    read(piece, last) {
      rest += piece
      // The header tells what parts its cells: it has to be there whole.
      if (!dialect && !last && !rest.includes('\n')) return []
      dialect ??= dialectOf(rest.split('\n', 1)[0] ?? '')
      const lines: FileLine[] = []
      for (;;) {
        const rows = rowsOf(rest, last)
        let at = 0
        for (const row of rows) {
          lines.push(...lineOf(row))
          // What a stray quote has swallowed is read again from the next line on.
          at = row.wrong === null ? row.end : behindLine(rest, at)
        }
        rest = rest.slice(at)
        const broken = rows.at(-1)?.wrong !== undefined && rows.at(-1)?.wrong !== null
        if (!broken && rest.length > LONGEST_RECORD) {
          // Most likely a quote that is never closed.
          lines.push({ line: number, wrong: tooLong })
          number += 1
          rest = rest.slice(behindLine(rest, 0))
        } else if (!broken) return lines
      }
    },
  }
}

interface Dialect {
  readonly delimiter: string
  readonly newline: '\r\n' | '\n'
}

/** What parts the names on top parts all cells. */
function dialectOf(header: string): Dialect {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const uses = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, times: bare.split(delimiter).length }))
  const { delimiter } = uses.reduce((most, each) => (each.times > most.times ? each : most))
  return { delimiter, newline: header.endsWith('\r') ? '\r\n' : '\n' }
}

/** Of Papa's parser. */
interface Row {
  readonly cells: readonly string[]
  readonly wrong: string | null
  /** Behind it. */
  readonly end: number
}

const behindLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end + 1
}

const tooLong = `it has more than ${LONGEST_RECORD} characters`

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
