/** @file The languages of the article beside the page: whole texts, which no catalogue holds. Others read it in English. */
import type { Language } from './languages.ts'

export const CHAPTER_LANGUAGES = ['en', 'zh', 'es'] as const satisfies readonly Language[]

export type ChapterLanguage = (typeof CHAPTER_LANGUAGES)[number]

/** Where the article stands for a reader of a language, from the playground's folder on. */
export function chapterAddress(language: Language): string {
  const own = CHAPTER_LANGUAGES.find((each) => each === language) ?? 'en'
  return own === 'en' ? 'chapter/' : `chapter/${own}/`
}
