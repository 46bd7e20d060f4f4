/** @file The languages of the page, and the dictionaries that are fetched when one is wanted. */
import type { Dictionary } from './words.ts'

export const LANGUAGES = ['en', 'zh', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** Every language by its own name: whoever looks for theirs reads no other. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', zh: '中文', es: 'Español' }

/** What goes on <html lang>: the script matters to fonts and to screen readers. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans', es: 'es' }

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
  if (language === 'en') return null
  const { ENTRIES } = await import('./dictionary/entries.ts')
  const column = language === 'zh' ? 0 : 1
  return new Map(Object.entries(ENTRIES).map(([english, both]) => [english, both[column]]))
}
