/** @file JSON as the page's own files are written and read: infinities are words there. */
import type { Json } from '../json/parse.ts'

/** For JSON.stringify: infinities as the strings that `number` reads. */
export function infinitiesAsText(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY ? String(value) : value
}

/**
 * A file that the page brings along. Tests hold these files to their schemas when they are made, so that no visitor fetches and waits for
 * the checks before the first paint. @throws SyntaxError where the text is no JSON
 */
export function shippedJson(text: string): Json {
  // The reverse of `infinitiesAsText`; a token's text may be such a word.
  return JSON.parse(text, (key, value: Json) => (key === 'text' ? value : (INFINITIES.get(value) ?? value)))
}

const INFINITIES: ReadonlyMap<Json, number> = new Map([
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])
