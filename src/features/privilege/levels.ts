/** @file How much the teacher is told, from nothing to everything, and what is called what. */
import { mark } from '../../i18n/words.ts'

/** From the least to the most that a teacher can be told of a problem; the record has the same. */
export const LEVELS = ['nothing', 'hint', 'facts', 'answer', 'trace'] as const
export type Level = (typeof LEVELS)[number]

export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  nothing: mark('nothing'),
  hint: mark('a hint'),
  facts: mark('the facts alone'),
  answer: mark('the answer'),
  trace: mark('the worked solution'),
}
