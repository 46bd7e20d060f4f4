/**
 * @file The languages of the page. A language is its catalogue, `locales/fr.po`: `npm run words` writes what the catalogues say of
 * themselves into `locales/languages.json`. English stands in the source and has none.
 */
import FACTS from './locales/languages.json'

export type Language = keyof typeof FACTS

interface LanguageFacts {
  /** By its own name: whoever looks for theirs reads no other. */
  readonly name: string
  /** What goes on <html lang>: the script matters to fonts and to screen readers. */
  readonly tag: string
  /** The way that it is written. */
  readonly direction: string
}

const TABLE: Readonly<Record<Language, LanguageFacts>> = FACTS

export const LANGUAGES = Object.keys(FACTS) as readonly Language[]

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(TABLE, text)
}

export function languageName(language: Language): string {
  return TABLE[language].name
}

/** For <html lang>; English's for a language that the page does not speak. */
export function languageTag(language: string): string {
  return TABLE[isLanguage(language) ? language : 'en'].tag
}

/** Says on <html> which language the page is in, and which way it runs. */
export function markLanguage(root: HTMLElement, language: string): void {
  const { tag, direction } = TABLE[isLanguage(language) ? language : 'en']
  root.lang = tag
  root.dir = direction
}

/** The first language of the reader's list that the page speaks; English when it speaks none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}
