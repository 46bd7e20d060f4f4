/** @file The catalogues, each fetched when its language is wanted; the build compiles them (vite.catalogues.ts). */
import { type Language, languageTag, markLanguage } from './languages.ts'
import { type Catalogue, setCatalogue } from './words.ts'

const FILES = import.meta.glob<Catalogue>('./locales/*.po', { import: 'default' })

/** Fetches a language's catalogue; an empty one for English, which stands in the source. */
export async function loadCatalogue(language: Language): Promise<Catalogue> {
  return (await FILES[`./locales/${language}.po`]?.()) ?? {}
}

/** Has the page speak a language from now on: its sentences, its numbers, <html lang> and direction. */
export function speak(root: HTMLElement, language: Language, catalogue: Catalogue): void {
  setCatalogue(languageTag(language), catalogue)
  markLanguage(root, language)
}
