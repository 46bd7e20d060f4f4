/** @file The languages of the page, and the dictionaries that are fetched when one is wanted. A new one is a row of `TABLE`. */
import type { Dictionary } from './words.ts'

interface LanguageFacts {
  /** By its own name: whoever looks for theirs reads no other. */
  readonly name: string
  /** What goes on <html lang>: the script matters to fonts and to screen readers. */
  readonly tag: string
  /** Fetches its words; null for English, which stands in the source. A sentence that they lack stays English. */
  readonly load: (() => Promise<Dictionary>) | null
}

const TABLE = {
  en: { name: 'English', tag: 'en', load: null },
  zh: { name: '中文', tag: 'zh-Hans', load: () => column(0) },
  es: { name: 'Español', tag: 'es', load: () => column(1) },
} as const satisfies Record<string, LanguageFacts>

export type Language = keyof typeof TABLE

export const LANGUAGES = Object.keys(TABLE) as readonly Language[]

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(TABLE, text)
}

export function languageName(language: Language): string {
  return TABLE[language].name
}

/** For <html lang>; English's for a language that the page does not speak. */
export function languageTag(language: string): string {
  const { [language]: facts = TABLE.en }: Readonly<Record<string, LanguageFacts>> = TABLE
  return facts.tag
}

/** The first language of the reader's list that the page speaks; English when it speaks none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (found) return found
  }
  return 'en'
}

/** Fetches a language's dictionary; null for English, which needs none. */
export async function loadDictionary(language: Language): Promise<Dictionary | null> {
  return (await TABLE[language].load?.()) ?? null
}

/** The languages that are written beside each other, sentence by sentence. */
async function column(place: 0 | 1): Promise<Dictionary> {
  const { ENTRIES } = await import('./dictionary/entries.ts')
  return new Map(Object.entries(ENTRIES).map(([english, both]) => [english, both[place]]))
}
