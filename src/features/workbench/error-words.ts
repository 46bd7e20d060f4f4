/** @file What is wrong with a recipe, in the page's language. Its places and values stay as the recipe has them. Pure. */
import { mark, said, t } from '../../i18n/words.ts'

interface Wrong {
  readonly message: string
  readonly remedy: string
}

/** Of "phases[0].loss[0] is missing." the place and what is the matter there. */
const PLACED = /^(the recipe|[a-z]\w*(?:\.\w+|\[\d+\])*)(:?) (.*)\.$/s

/** One line: what is wrong, then what to do about it. */
export function errorWords({ message, remedy }: Wrong): string {
  return `${messageWords(message)} ${remedyWords(remedy)}`
}

function messageWords(message: string): string {
  const [, place, colon, what = ''] = PLACED.exec(message) ?? []
  if (place === undefined) return said(message)
  // Behind a colon stands a sentence of its own.
  if (colon) return `${place}: ${said(`${what}.`)}`
  return translated(WHERE) ? t(WHERE, { place, what: said(what) }) : message
}

// Composed anew in another language; in English they stay as they are said everywhere.
const WHERE = mark('In the recipe {place} {what}.')
const WHAT = mark('Put {what} there.')

const translated = (sentence: string): boolean => t(sentence) !== sentence

/** "Give …" is said of everything: what is to be given has words of its own. */
function remedyWords(remedy: string): string {
  const whole = said(remedy)
  const [, what] = /^Give (.*)\.$/s.exec(remedy) ?? []
  return whole === remedy && what !== undefined && translated(WHAT) ? t(WHAT, { what: said(what) }) : whole
}
