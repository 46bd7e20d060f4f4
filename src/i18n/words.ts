/**
 * @file What the page says, in the reader's language. English stands in the source and is the key; a catalogue gives another language.
 * Pure functions of components call `t`, so that a sentence and its numbers stay together; the page is drawn anew when the language
 * changes. Sentences with places and plurals are ICU MessageFormat; catalogues come compiled, so no parser is in the page.
 */
import { type Messages, setupI18n } from '@lingui/core'
import { finished, type Sentence } from '../message/message.ts'

/** Values for the `{name}` places of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/** From an English sentence to its translation, compiled. */
export type Catalogue = Readonly<Messages>

const ENGLISH = 'en'
const i18n = setupI18n({ locale: ENGLISH, messages: { [ENGLISH]: {} } })

/** From now on `t` answers from this catalogue, and numbers are written as its language writes them; null for English. */
export function setCatalogue(tag: string, catalogue: Catalogue | null): void {
  i18n.loadAndActivate({ locale: tag, messages: { ...catalogue } })
}

/** The sentence in the page's language, its `{name}` places filled. What the catalogue lacks stays English. */
export function t(english: string, values?: Values): string {
  return translated(english, values) ?? fill(english, values)
}

/**
 * Chooses between the forms for one and for several, as the reader's language does; `#` is the number. A catalogue has it as one
 * sentence: `{n, plural, one {# token} other {# tokens}}`.
 */
export function count(n: number, one: string, several: string, values?: Values): string {
  return (
    translated(pluralOf(one, several), { ...values, n }) ??
    fill((n === 1 ? one : several).replaceAll('#', i18n.number(n)), values)
  )
}

/** The key of a plural in the catalogues. */
export function pluralOf(one: string, several: string): string {
  return `{n, plural, one {${one}} other {${several}}}`
}

/** Things one after the other in a sentence, parted as the reader's language does it: "a, b, c", "a, b y c", "a、b、c". */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(i18n.locale, { type: 'conjunction', style: 'narrow' }).format(items)
}

/** A number in a sentence, as the reader's language writes it: 12,345, 12.345. In data numbers stay as programs write them. */
export function number(value: number): string {
  return i18n.number(value)
}

/** The catalogue's sentences that a program's text says: for a page that is given away and fetches nothing. */
export function wordsFor(program: string): Catalogue {
  const says = (english: string): boolean => program.includes(PLURAL.exec(english)?.[1] ?? english)
  return Object.fromEntries(Object.entries(i18n.messages).filter(([english]) => says(english)))
}

const PLURAL = /^\{n, plural, one \{(.*)\} other \{/s

/** Marks a sentence of a table for the catalogues; `t` translates it where it is shown. */
export function mark<T extends string>(english: T): T {
  return english
}

function translated(english: string, values: Values = {}): string | null {
  if (!Object.hasOwn(i18n.messages, english)) return null
  // A place without a value stays one: a control or a name is put there later.
  const open = [...english.matchAll(/\{(\w+)\}/g)].map(([place, name]) => [name, place])
  // Lingui reads escapes in what it has put together; in a value, a token say, they are signs like others.
  const plain = Object.entries(values).map(([name, value]) =>
    typeof value === 'string' && value.includes('\\') ? [name, `{${name}}`] : [name, value],
  )
  return fill(i18n._(english, Object.fromEntries([...open, ...plain])), values)
}

function fill(sentence: string, values: Values = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

/**
 * A sentence that comes from where no language is known, an engine's error or a verifier's verdict, in the page's language. What
 * stands in its places is translated too where it is a sentence of its own.
 */
export function translate(sentence: Sentence): string {
  return finished(sentence, t)
}
