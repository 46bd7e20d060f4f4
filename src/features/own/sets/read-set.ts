/** @file From a file of problems to a set, piece by piece on the page's own thread: between two pieces the page draws and hears. */
import { throwIfCancelled } from '../../../engine/errors.ts'
import { yieldToEventLoop } from '../../../engine/event-loop.ts'
import { NOTE_TEMPLATE } from '../../../engine/own/place-note.ts'
import { NOTE_KIND, packProblem, splitProblems } from '../../../engine/own/problems.ts'
import { ANSWER_CHECKS } from '../../../engine/own/read-own.ts'
import type { OwnProblems } from '../../../engine/training/types.ts'
import type { OwnText } from '../../../engine/types.ts'
import {
  type FileLine,
  type ProblemFormat,
  type ProblemReading,
  problemFormat,
  problemLines,
  problemOf,
} from '../../../formats/problem-file.ts'
import type { BrokenLine, PickedProblems, SetChoice } from './state.ts'

/** Bytes: a few milliseconds of work. */
const PIECE = 1 << 16
/** Of its own time the reader gives some back after so many milliseconds. */
const SLICE = 8
/** Of the broken lines, so many are told one by one. */
const MOST_TOLD = 100
/** Of a file that is looked at. */
const FIRST_BYTES = 1 << 17
const FIRST_LINES = 20

export interface ReadSet {
  readonly problems: OwnProblems
  readonly broken: { readonly lines: readonly BrokenLine[]; readonly count: number }
}

export interface ReadOptions {
  readonly signal: AbortSignal
  readonly onProgress: (bytes: number, problems: number) => void
}

/**
 * Reads all of a file. A line that cannot be read is skipped and told of.
 * @throws RangeError for fewer than two problems; EngineError 'cancelled'; DOMException where the browser may not read
 */
export async function readSet(
  file: Blob,
  format: ProblemFormat,
  choice: SetChoice,
  options: ReadOptions,
): Promise<ReadSet> {
  const reading = readingOf(choice)
  const problems: string[] = []
  const lines: BrokenLine[] = []
  let count = 0
  let bytes = 0
  let since = performance.now()
  const take = (line: FileLine): void => {
    const read = problemAt(line, reading)
    if ('problem' in read) problems.push(packProblem(read.problem))
    else {
      count += 1
      if (lines.length < MOST_TOLD) lines.push(read)
    }
  }
  const pieces = piecesOf(file, (size) => {
    bytes += size
  })
  for await (const batch of problemLines(pieces, format)) {
    for (const line of batch) {
      take(line)
      if (performance.now() - since < SLICE) continue
      await yieldToEventLoop()
      throwIfCancelled(options.signal)
      since = performance.now()
    }
    throwIfCancelled(options.signal)
    options.onProgress(bytes, problems.length)
  }
  if (problems.length < 2) throw new RangeError(problems.length === 0 ? 'none' : 'one')
  return { problems: splitProblems(problems, choice.heldOut), broken: { lines, count } }
}

/** The first lines of a file, its fields, and what they most likely are. */
export async function lookAtFile(file: Blob, name: string): Promise<PickedProblems> {
  const format = problemFormat(name)
  const first: FileLine[] = []
  const head = file.slice(0, FIRST_BYTES)
  for await (const batch of problemLines(piecesOf(head), format)) first.push(...batch)
  // The last line of a piece is most likely cut.
  const whole = (head.size < file.size ? first.slice(0, -1) : first).slice(0, FIRST_LINES)
  const fields = [...new Set(whole.flatMap((line) => ('fields' in line ? Object.keys(line.fields) : [])))]
  return { name, file, format, fields, first: whole, choice: guess(fields) }
}

/** A line as a problem, or why it is none. */
export function problemAt(line: FileLine, reading: ProblemReading): BrokenLine | { readonly problem: OwnText } {
  if ('wrong' in line) return line
  try {
    return { problem: problemOf(line.fields, reading) }
  } catch (error) {
    return { line: line.line, wrong: error instanceof Error ? error.message : String(error) }
  }
}

export function readingOf({ prompt, answer, note, check, kind }: SetChoice): ProblemReading {
  return {
    fields: { prompt: [prompt], answer, note, check: check && 'field' in check ? check.field : null },
    kind,
    template: NOTE_TEMPLATE,
    ...(check && 'as' in check && { checkAs: check.as }),
  }
}

/** What fields are called where people have such files. */
const USUAL = {
  prompt: ['messages', 'prompt', 'question', 'problem', 'instruction', 'input', 'query', 'text'],
  answer: ['answer', 'final_answer', 'target', 'label', 'output', 'response', 'completion'],
  note: ['note', 'privileged', 'context', 'document', 'solution', 'rationale', 'hint', 'explanation'],
  check: ['check'],
} as const

function guess(fields: readonly string[]): SetChoice {
  const find = (part: keyof typeof USUAL): string | null =>
    USUAL[part]
      .map((usual) => fields.find((field) => field.toLowerCase() === usual))
      .find((field) => field !== undefined) ?? null
  const check = find('check')
  return {
    prompt: find('prompt') ?? fields[0] ?? 'prompt',
    answer: find('answer'),
    note: find('note'),
    check: check === null ? null : { field: check },
    kind: NOTE_KIND,
    heldOut: 0.1,
  }
}

/** A choice that was kept, if it is one. */
export function isChoice(json: unknown): json is SetChoice {
  if (typeof json !== 'object' || json === null) return false
  const { prompt, check, heldOut } = json as Partial<SetChoice>
  const known = !check || 'field' in check || ANSWER_CHECKS.includes(check.as)
  return typeof prompt === 'string' && known && typeof heldOut === 'number' && heldOut > 0 && heldOut < 1
}

async function* piecesOf(file: Blob, onPiece?: (size: number) => void): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
    onPiece?.(piece.length)
    yield piece
  }
}
