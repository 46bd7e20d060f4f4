/**
 * @file The catalogues: one file a language, `src/i18n/locales/fr.po`, as gettext writes them, with sentences in ICU MessageFormat.
 * Read, compiled and written here alone: the build, the tests and `npm run words` share it.
 */
import { type CompiledMessage, compileMessage, compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import PO from 'pofile'

/** A sentence of a catalogue. */
export interface Entry {
  /** In English, as the source says it: the key. */
  readonly english: string
  /** In the catalogue's language; empty until somebody writes it. */
  readonly own: string
  /** The source files that say it. */
  readonly files: readonly string[]
}

export interface Catalogue {
  /** Of the whole file: `Language` (a BCP 47 tag), `X-Name` (the language by its own name), `X-Direction`. */
  readonly headers: Readonly<Record<string, string>>
  readonly entries: readonly Entry[]
}

export function readCatalogue(text: string): Catalogue {
  const { headers, items } = PO.parse(text)
  return {
    headers: Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : []))),
    entries: items.map(({ msgid, msgstr, references }) => ({
      english: msgid,
      own: msgstr[0] ?? '',
      files: references,
    })),
  }
}

/** The file's text; sentences in the order of their English, so that two people who add some rarely meet in a line. */
export function writeCatalogue({ headers, entries }: Catalogue): string {
  const file = new PO()
  file.headers = { 'Content-Type': 'text/plain; charset=UTF-8', 'Content-Transfer-Encoding': '8bit', ...headers }
  file.items = [...entries]
    .sort((a, b) => (a.english < b.english ? -1 : 1))
    .map(({ english, own, files }) => {
      const item = new PO.Item()
      item.msgid = english
      item.msgstr = [own]
      item.references = [...files]
      return item
    })
  return `${file.toString().trimEnd()}\n`
}

/** What the page loads: the translated sentences, parsed already, so that no parser travels with them. */
export function compiled(catalogue: Catalogue): Readonly<Record<string, CompiledMessage>> {
  return Object.fromEntries(
    catalogue.entries.filter(({ own }) => own !== '').map(({ english, own }) => [english, compileMessage(own)]),
  )
}

/** What is wrong with a catalogue, a line each: sentences that ICU MessageFormat cannot read, and other places than in English. */
export function faultsOf({ entries }: Catalogue): readonly string[] {
  return entries.flatMap(({ english, own }) => {
    if (own === '') return []
    try {
      const [asked, there] = [placesOf(english), placesOf(own)]
      if (asked === there) return []
      return [`“${english}” has the places ${asked || 'none'}, its translation ${there || 'none'}.`]
    } catch (cause) {
      return [`“${english}”: ${String(cause).split('\n')[0]}`]
    }
  })
}

/** The names of a sentence's places, each once: `{n, plural, one {# of {all}} other {# of {all}}}` has `all n`. */
function placesOf(sentence: string): string {
  const names = new Set<string>()
  const walk = (message: CompiledMessage): void => {
    for (const token of message) {
      if (typeof token === 'string') continue
      const [name, type, forms] = token
      // Within a plural, the number itself is the place "#".
      if (name !== '#') names.add(name)
      if (typeof forms !== 'object' || forms === null) continue
      if (type === 'plural' && !('other' in forms)) throw new Error('a plural without “other”')
      for (const form of Object.values(forms)) if (Array.isArray(form)) walk(form)
    }
  }
  walk(compileMessageOrThrow(sentence))
  return [...names].sort().join(' ')
}
