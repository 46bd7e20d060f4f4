/** @file A problem of the visitor's own as JSON: in a link, in a trace, wherever it may be somebody else's. */
import type { Json } from '../../json/parse.ts'
import { each, index, object, oneOf, text } from '../../json/plain.ts'
import { CONTEXT_KINDS, type ContextKind } from '../../world/types.ts'
import type { AnswerCheck, ChatMessage, OwnNote, OwnPrompt, OwnText } from '../types.ts'
import { NOTE_TEMPLATE, placeNote } from './place-note.ts'

/** How an answer can be checked. */
export const ANSWER_CHECKS = [
  'number',
  'exact',
  'one-of',
  'contains',
  'pattern',
] as const satisfies readonly AnswerCheck['kind'][]

/** Of a list. */
const MOST_ENTRIES = 100_000

/** As `readOwnText` reads it, in the shortest form: what a note's template makes again is left out. */
export function ownJson({ prompt, notes = {}, answer }: OwnText): Readonly<Record<string, unknown>> {
  const short = Object.entries(notes).map(([kind, { text, template, prompt: placed }]) => [
    kind,
    template === undefined ? { text, prompt: placed } : { text, ...(template !== NOTE_TEMPLATE && { template }) },
  ])
  return { prompt, ...(short.length > 0 && { notes: Object.fromEntries(short) }), ...(answer && { answer }) }
}

/** @throws TypeError that names the first part which is not as it should be */
export function readOwnText(json: Json): OwnText {
  const { prompt, notes, answer } = object(json, 'own')
  const asked = readPrompt(prompt, 'own.prompt')
  return {
    prompt: asked,
    ...(notes !== undefined && { notes: readNotes(notes, asked) }),
    ...(answer !== undefined && { answer: readAnswer(answer) }),
  }
}

function readPrompt(json: Json, at: string): OwnPrompt {
  const { text: asked, whole, ids, chat } = object(json, at)
  if (asked !== undefined) return { text: text(asked, `${at}.text`), ...(whole === true && { whole }) }
  if (ids !== undefined) return { ids: each(ids, `${at}.ids`, (id, place) => index(id, place), MOST_ENTRIES) }
  return { chat: each(chat, `${at}.chat`, readMessage, MOST_ENTRIES) }
}

function readMessage(json: Json, at: string): ChatMessage {
  const { role, content } = object(json, at)
  return { role: text(role, `${at}.role`), content: text(content, `${at}.content`) }
}

function readNotes(json: Json, prompt: OwnPrompt): NonNullable<OwnText['notes']> {
  const entries = Object.entries(object(json, 'own.notes')).map(([kind, note]): [ContextKind, OwnNote] => {
    const at = `own.notes.${kind}`
    const known = oneOf(kind, CONTEXT_KINDS, 'own.notes')
    const { text: said, template, prompt: placed } = object(note, at)
    const written = text(said, `${at}.text`)
    const how = template === undefined ? NOTE_TEMPLATE : text(template, `${at}.template`)
    return [
      known,
      placed === undefined
        ? { text: written, template: how, prompt: placeNote(prompt, written, how) }
        : {
            text: written,
            prompt: readPrompt(placed, `${at}.prompt`),
            ...(template !== undefined && { template: how }),
          },
    ]
  })
  return Object.fromEntries(entries)
}

function readAnswer(json: Json): AnswerCheck {
  const { kind, values } = object(json, 'own.answer')
  return {
    kind: oneOf(kind, ANSWER_CHECKS, 'own.answer.kind'),
    values: each(values, 'own.answer.values', text, MOST_ENTRIES),
  }
}
