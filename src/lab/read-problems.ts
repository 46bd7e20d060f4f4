/**
 * @file A file of problems of one's own, one JSON object a line: {"prompt" or "messages", "answer"?, "check"?, "note"?}. The
 * last tenth of the lines (at least one) is held out: training never sees it.
 */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { EngineError, oneLine } from '../engine/errors.ts'
import { placeNote } from '../engine/own/place-note.ts'
import type { OwnProblems } from '../engine/training/types.ts'
import type { AnswerCheck, OwnPrompt, OwnText } from '../engine/types.ts'
import { each, type Json, object, oneOf, parseJson, text } from '../formats/json.ts'
import type { ContextKind } from '../world/types.ts'
import { readMessageList } from './own-text.ts'

const CHECKS = ['number', 'exact', 'one-of', 'contains', 'pattern'] as const
const HELD_OUT_SHARE = 0.1

/**
 * Reads the file line by line.
 * @param kinds under which a recipe asks for the note
 * @throws EngineError 'bad-request' naming the line that cannot be read, or for fewer than two problems
 */
export async function readProblems(
  file: string,
  kinds: readonly ContextKind[],
  template: string,
): Promise<OwnProblems> {
  const problems: OwnText[] = []
  let number = 0
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1
      if (line.trim() !== '') problems.push(readProblem(object(parseJson(line), 'the problem'), kinds, template))
    }
  } catch (error) {
    if (error instanceof EngineError) throw error
    const where = error instanceof TypeError ? ` at line ${number}` : ''
    throw new EngineError(
      'bad-request',
      `The problems in ${file} cannot be read${where}: ${oneLine(error)}.`,
      'Give --problems a file with one JSON object a line: {"prompt": "...", "answer": "...", "note": "..."}.',
    )
  }
  if (problems.length < 2)
    throw new EngineError(
      'bad-request',
      `${file} holds ${problems.length === 0 ? 'no problems' : 'one problem'}.`,
      'Give at least two: one to learn from, and one that is held out.',
    )
  const held = Math.max(1, Math.floor(problems.length * HELD_OUT_SHARE))
  return { train: problems.slice(0, -held), heldOut: problems.slice(-held) }
}

function readProblem(
  { prompt, messages, answer, check, note }: Readonly<Record<string, Json>>,
  kinds: readonly ContextKind[],
  template: string,
): OwnText {
  const own: OwnPrompt = messages === undefined ? { text: text(prompt, 'prompt') } : { chat: readMessageList(messages) }
  const told =
    note === undefined ? (answer === undefined ? null : `The answer is ${answerTexts(answer)[0]}.`) : text(note, 'note')
  if (told === null && kinds.length > 0) throw new TypeError('it has neither a note nor an answer for the teacher')
  const placed = told === null ? null : { text: told, prompt: placeNote(own, told, template) }
  return {
    prompt: own,
    ...(placed && { notes: Object.fromEntries(kinds.map((kind) => [kind, placed])) }),
    ...(answer !== undefined && { answer: checkOf(answer, check) }),
  }
}

function checkOf(answer: Json, check: Json): AnswerCheck {
  const values = answerTexts(answer)
  if (check !== undefined) return { kind: oneOf(check, CHECKS, 'check'), values }
  if (values.length > 1) return { kind: 'one-of', values }
  // What reads as a number is compared as one.
  const isNumber = /^-?[\d,]*\.?\d+$/.test(values[0] ?? '')
  return { kind: isNumber ? 'number' : 'contains', values }
}

function answerTexts(answer: Json): readonly string[] {
  if (typeof answer === 'number') return [String(answer)]
  return Array.isArray(answer) ? each(answer, 'answer', text) : [text(answer, 'answer')]
}
