/** @file A problem of the visitor's own as JSON: in a link, in a trace, wherever it may be somebody else's. */
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'
import type { AnswerCheck, ChatMessage, OwnNote, OwnPrompt, OwnText } from '../types.ts'
import { NOTE_TEMPLATE, placeNote } from './place-note.ts'

type Json = Readonly<Record<string, unknown>>

/** How an answer can be checked. */
export const ANSWER_CHECKS = [
  'number',
  'exact',
  'one-of',
  'contains',
  'pattern',
] as const satisfies readonly AnswerCheck['kind'][]

/** More than any context here reads. */
const MOST_CHARACTERS = 1_000_000
const MOST_ENTRIES = 100_000

/** As `readOwnText` reads it, in the shortest form: what a note's template makes again is left out. */
export function ownJson({ prompt, notes = {}, answer }: OwnText): Json {
  const short = Object.entries(notes).map(([kind, { text, template, prompt: placed }]) => [
    kind,
    template === undefined ? { text, prompt: placed } : { text, ...(template !== NOTE_TEMPLATE && { template }) },
  ])
  return { prompt, ...(short.length > 0 && { notes: Object.fromEntries(short) }), ...(answer && { answer }) }
}

/** @throws TypeError that names the first part which is not as it should be */
export function readOwnText(json: unknown): OwnText {
  const { prompt, notes, answer } = record(json, 'own')
  const asked = readPrompt(prompt, 'own.prompt')
  return {
    prompt: asked,
    ...(notes !== undefined && { notes: readNotes(record(notes, 'own.notes'), asked) }),
    ...(answer !== undefined && { answer: readAnswer(answer) }),
  }
}

function readPrompt(json: unknown, at: string): OwnPrompt {
  const { text, whole, ids, chat } = record(json, at)
  if (text !== undefined) return { text: words(text, `${at}.text`), ...(whole === true && { whole }) }
  if (ids !== undefined) return { ids: list(ids, `${at}.ids`).map((id, i) => wholeNumber(id, `${at}.ids[${i}]`)) }
  return { chat: list(chat, `${at}.chat`).map((message, i) => readMessage(message, `${at}.chat[${i}]`)) }
}

function readMessage(json: unknown, at: string): ChatMessage {
  const { role, content } = record(json, at)
  return { role: words(role, `${at}.role`), content: words(content, `${at}.content`) }
}

function readNotes(notes: Json, prompt: OwnPrompt): NonNullable<OwnText['notes']> {
  const entries = Object.entries(notes).map(([kind, json]): [ContextKind, OwnNote] => {
    const at = `own.notes.${kind}`
    const known = CONTEXT_KINDS.find((each) => each === kind)
    if (!known) throw new TypeError(`${at}: there is no such context`)
    const { text, template, prompt: placed } = record(json, at)
    const note = words(text, `${at}.text`)
    const how = template === undefined ? NOTE_TEMPLATE : words(template, `${at}.template`)
    return [
      known,
      placed === undefined
        ? { text: note, template: how, prompt: placeNote(prompt, note, how) }
        : { text: note, prompt: readPrompt(placed, `${at}.prompt`), ...(template !== undefined && { template: how }) },
    ]
  })
  return Object.fromEntries(entries)
}

function readAnswer(json: unknown): AnswerCheck {
  const { kind, values } = record(json, 'own.answer')
  const known = ANSWER_CHECKS.find((each) => each === kind)
  if (!known) throw new TypeError('own.answer.kind: there is no such check')
  return { kind: known, values: list(values, 'own.answer.values').map((each) => words(each, 'own.answer.values')) }
}

function record(json: unknown, at: string): Json {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as Json
  throw new TypeError(`${at}: expected an object`)
}

function list(json: unknown, at: string): readonly unknown[] {
  if (Array.isArray(json) && json.length <= MOST_ENTRIES) return json
  throw new TypeError(`${at}: expected a list of at most ${MOST_ENTRIES} entries`)
}

function words(json: unknown, at: string): string {
  if (typeof json === 'string' && json.length <= MOST_CHARACTERS) return json
  throw new TypeError(`${at}: expected a text of at most ${MOST_CHARACTERS} characters`)
}

function wholeNumber(json: unknown, at: string): number {
  if (Number.isSafeInteger(json) && Number(json) >= 0) return Number(json)
  throw new TypeError(`${at}: expected a whole number from 0`)
}
