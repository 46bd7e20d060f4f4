/** @file The pieces of all tally texts, taken from the tables that the texts are filled from, so that none is missed. */
import { OPERATORS } from '../arithmetic.ts'
import { cut } from '../pieces.ts'
import type { Language } from './language.ts'
import { NAMES } from './story.ts'

/** Every template in a table, however deep. */
function templatesIn(table: unknown): string[] {
  if (typeof table === 'string') return [table]
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(templatesIn) : []
}

/** The sentences of questions: they stand after another sentence or after a cue, so with a space in front. */
function questionTemplates({ things, howMany, start, question, events, distractors }: Language): string[] {
  return templatesIn([things, howMany, start, question, events, distractors])
}

/**
 * The pieces (as `cut` makes them) of a world that is told in `language` and translated into `foreign`. Digits, the
 * space and the newline are among them.
 */
export function tallyPieces(language: Language, foreign: Language): string[] {
  const { path, ...contexts } = language.contexts
  const { frame, ...pathParts } = path
  const lineStarts = [
    ...NAMES,
    language.answerLine,
    ...templatesIn([language.opening, language.clauses, contexts, frame]),
  ]
  const midLine = [
    ...NAMES,
    ...OPERATORS,
    ...questionTemplates(language),
    ...questionTemplates(foreign),
    ...templatesIn([pathParts, contexts.memory, contexts.reflection]),
  ]
  const pieces = new Set<string>([...OPERATORS, '=', ':', ' ', '\n', ...'0123456789'])
  for (const text of [...lineStarts, ...midLine.map((template) => ` ${template}`)]) {
    // A place always stands apart from its neighbours, as a digit does, and what fills it is listed by itself.
    for (const piece of cut(text.replace(/\{\w+\}/g, '0'))) pieces.add(piece)
  }
  return [...pieces].sort()
}
