/** @file The form of the chapter: the same parts in every language, so that the compiler misses what a translation lacks. */
import type { ChapterLanguage } from '../i18n/chapter.ts'
import type { FigureId } from './figures.ts'

/**
 * Running text with a little markup: `$tex$`, `` `code` ``, `*stress*`, `[words](address)`, `{fact}` for a number with its receipt and
 * `[@source]` for a paper or a program.
 */
export type Text = string

export type Block =
  | { readonly kind: 'text'; readonly text: Text }
  /** Stands in the margin beside what follows. */
  | { readonly kind: 'note'; readonly text: Text }
  | { readonly kind: 'formula'; readonly tex: string; readonly said: Text }
  | { readonly kind: 'figure'; readonly figure: FigureId; readonly caption: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  | { readonly kind: 'table'; readonly head: readonly Text[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'code'; readonly code: string }

export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** Ids of the sections, in their order: what addresses end in. */
export const SECTIONS = [
  'what-it-is',
  'drift',
  'directions',
  'privilege',
  'estimators',
  'which-tokens',
  'training',
  'failures',
  'for-real',
] as const
export type SectionId = (typeof SECTIONS)[number]

export interface Chapter {
  readonly language: ChapterLanguage
  readonly title: string
  readonly description: string
  /** What stands under the title. */
  readonly standfirst: Text
  readonly sections: Readonly<Record<SectionId, Section>>
  readonly words: ChapterWords
}

/** What the page says around the text. */
export interface ChapterWords {
  readonly minutes: string
  readonly playground: string
  readonly contents: string
  readonly figure: string
  readonly table: string
  readonly open: string
  /** What a figure's frame is called. */
  readonly live: string
  readonly receipts: string
  readonly receiptsIntro: string
  readonly references: string
  readonly languages: string
  readonly sectionLink: string
}
