/**
 * @file A sentence on its way to a reader whose language is not known yet: its English form, and the values of its places. Engines,
 * verifiers and files speak this way; the page says it in the reader's language, a terminal in English. It is data, and crosses a
 * worker's border as it is.
 */

/** What stands in a place: a number, a name, or a sentence of its own (see `nested`). */
export type MessageValue = string | number | Message

export interface Message {
  /** In English, its places in braces: the key of the catalogues. */
  readonly form: string
  readonly values: Readonly<Record<string, MessageValue>>
  /** What another program said of it, in its own words: stands in parentheses before the full stop. */
  readonly detail?: string
}

/** A string is a sentence without places. */
export type Sentence = string | Message

/**
 * A sentence for the catalogues: `npm run words` finds it by this call. Without values it is the string itself; with values they stand
 * beside it: `message('There is no model "{model}".', { model })`.
 */
export function message<Form extends string>(form: Form): Form
export function message(form: string, values: Readonly<Record<string, MessageValue>>): Message
export function message(form: string, values?: Readonly<Record<string, MessageValue>>): Sentence {
  return values ? { form, values } : form
}

/** The same sentence with what another program said of it. */
export function withDetail(sentence: Sentence, detail: string): Message {
  return { ...nested(sentence), detail }
}

/** A sentence as a value of another: told apart from a name, which nobody translates. */
export function nested(sentence: Sentence): Message {
  return typeof sentence === 'string' ? { form: sentence, values: {} } : sentence
}

/** The finished sentence in English: for terminals, logs, files and models. */
export function english(sentence: Sentence): string {
  return finished(sentence, (form) => form)
}

/**
 * The finished sentence in the language of `translate`, which answers for a form without filling its places.
 * A value is put in as it is: what stands in braces there is no place.
 */
export function finished(sentence: Sentence, translate: (form: string) => string): string {
  if (typeof sentence === 'string') return translate(sentence)
  const { form, values, detail } = sentence
  const whole = translate(form).replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    if (value === undefined) return place
    return typeof value === 'object' ? finished(value, translate) : String(value)
  })
  return detail === undefined ? whole : whole.replace(/[.。]?$/, (stop) => ` (${detail})${stop}`)
}
