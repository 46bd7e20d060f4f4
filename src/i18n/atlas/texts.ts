/**
 * @file What the atlas says of its entries in other languages. It is as long as the rest of a dictionary, so it is fetched by whoever opens
 * the atlas, in the language of the page alone.
 */
import type { Language } from '../languages.ts'
import type { AtlasTexts } from './types.ts'

const FILES: Readonly<Partial<Record<Language, () => Promise<AtlasTexts>>>> = {
  zh: async () => (await import('./zh.ts')).TEXTS,
  es: async () => (await import('./es.ts')).TEXTS,
}

const NONE: AtlasTexts = {}

/** One promise a language, so that who asks again has the same. */
const asked = new Map<Language, Promise<AtlasTexts>>()

/** The sentences of a language; none for English, whose sentences stand in the atlas, and where the file does not come (offline). */
export function atlasTexts(language: Language): Promise<AtlasTexts> {
  const known = asked.get(language)
  if (known) return known
  const fetched = (FILES[language]?.() ?? Promise.resolve(NONE)).catch(() => {
    asked.delete(language)
    return NONE
  })
  asked.set(language, fetched)
  return fetched
}
