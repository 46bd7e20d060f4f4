/**
 * @file What the page says, in the reader's language. English stands in the source and is the key; a dictionary gives the other
 * languages. Pure functions of components call `t`, so that a sentence and its numbers stay together; the page is drawn anew when
 * the language changes.
 */

/** Values for the `{name}` places of a sentence. */
export type Values = Readonly<Record<string, string | number>>

/** From an English sentence to one of another language. */
export type Dictionary = ReadonlyMap<string, string>

const ENGLISH: Dictionary = new Map()
let dictionary = ENGLISH

/** From now on `t` answers from this dictionary; null for English. */
export function setDictionary(next: Dictionary | null): void {
  dictionary = next ?? ENGLISH
}

/**
 * The sentence in the page's language, its `{name}` places filled. What the dictionary lacks stays English: a test keeps that from
 * happening to anything of ours.
 */
export function t(english: string, values?: Values): string {
  const sentence = dictionary.get(english) ?? english
  return values ? fill(sentence, values) : sentence
}

/** The current dictionary's words for the sentences that stand in a program's text: for a page that is given away and fetches nothing. */
export function wordsFor(program: string): Readonly<Record<string, string>> {
  return Object.fromEntries([...dictionary].filter(([english]) => program.includes(english)))
}

/** Chooses between the forms for one and for several; `{n}` is the number. Languages without the difference give the same twice. */
export function count(n: number, one: string, several: string, values?: Values): string {
  return t(n === 1 ? one : several, { n, ...values })
}

/**
 * A sentence that comes from a room that knows of no language, its values already in it: an engine's error, a verifier's message, a
 * verdict. Found as it stands, or by the dictionary's sentence with places that it fits; else it stays English.
 */
export function said(english: string): string {
  const whole = dictionary.get(english)
  if (whole !== undefined) return whole
  for (const { form, names, sentence } of formsOf(dictionary)) {
    const found = form.exec(english)
    // What stands in a place can be a sentence of its own.
    if (found) return fill(sentence, Object.fromEntries(names.map((name, i) => [name, said(found[i + 1] ?? '')])))
  }
  return english
}

/** Marks a sentence of a table for the dictionary; `t` translates it where it is shown. */
export function mark<T extends string>(english: T): T {
  return english
}

function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    return value === undefined ? place : String(value)
  })
}

interface Form {
  readonly form: RegExp
  readonly names: readonly string[]
  readonly sentence: string
}

const forms = new WeakMap<Dictionary, readonly Form[]>()

/** The dictionary's sentences with places as expressions that find what stands in them; those that say most come first. */
function formsOf(of: Dictionary): readonly Form[] {
  const known = forms.get(of)
  if (known) return known
  const made = [...of]
    .filter(([english]) => PLACE.test(english))
    .sort(([a], [b]) => saying(b) - saying(a))
    .map(([english, sentence]) => ({
      form: new RegExp(`^${english.split(PLACE).map(escaped).join('(.*)')}$`, 's'),
      names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      sentence,
    }))
  forms.set(of, made)
  return made
}

const PLACE = /\{\w+\}/
const saying = (english: string): number => english.replace(/\{\w+\}/g, '').length
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
