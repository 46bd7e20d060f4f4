/** @file All files of the chapter from one source: a page a language, its formulas' style sheet, and which pictures it shows. */
import { CHAPTER_LANGUAGES, type ChapterLanguage, chapterAddress } from '../i18n/chapter.ts'
import { languageTag } from '../i18n/languages.ts'
import { ENGLISH } from './en.ts'
import { SPANISH } from './es.ts'
import { factsOf, type Records } from './facts.ts'
import { FIGURES } from './figures.ts'
import { MathSheet } from './maths.ts'
import { chapterBody, chapterHead } from './render.ts'
import type { Chapter } from './types.ts'
import { CHINESE } from './zh.ts'

export const CHAPTERS: Readonly<Record<ChapterLanguage, Chapter>> = { en: ENGLISH, zh: CHINESE, es: SPANISH }

/** Drawings of docs/gallery that the figures show until they are live. */
export const PICTURES: readonly string[] = Object.values(FIGURES).map(({ picture }) => `${picture}.svg`)

export interface ChapterPage {
  /** From the playground's folder on. */
  readonly path: string
  readonly html: string
}

/**
 * One language's page, filled into the skeleton that the build made of chapter.html.
 * @param home the way from the page's address to the playground's folder
 */
export function filled(
  skeleton: string,
  language: ChapterLanguage,
  records: Records,
  home: string,
  maths = new MathSheet(),
) {
  const chapter = CHAPTERS[language]
  const body = chapterBody(chapter, { facts: factsOf(records), maths, home })
  return (
    skeleton
      // Whatever stands beside chapter.html is one or two folders up from here.
      .replace(/(href|src)="\.\//g, `$1="${home}`)
      .replace('<html lang="en">', `<html lang="${languageTag(language)}">`)
      // As functions: a dollar sign in the text is a dollar sign.
      .replace('<!-- chapter-head -->', () => chapterHead(chapter, home))
      .replace('<!-- chapter-body -->', () => body)
  )
}

/** Every page, and the rules of the formulas of all of them. */
export function chapterSite(
  skeleton: string,
  records: Records,
): { readonly pages: ChapterPage[]; readonly css: string } {
  const maths = new MathSheet()
  const page = (language: ChapterLanguage, path: string, home: string): ChapterPage => ({
    path,
    html: filled(skeleton, language, records, home, maths),
  })
  const pages = CHAPTER_LANGUAGES.map((language) => {
    const folder = chapterAddress(language)
    return page(language, `${folder}index.html`, '../'.repeat(folder.split('/').length - 1))
  })
  // Hosts that answer /chapter by chapter.html, without a slash at its end.
  return { pages: [...pages, page('en', 'chapter.html', './')], css: maths.css() }
}
