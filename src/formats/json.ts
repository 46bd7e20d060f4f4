/** @file Readers of unknown JSON: each returns the value typed, or throws a TypeError that names where it went wrong. */

import { type Json, shown } from '../json/parse.ts'

export { decodeText, type Json, parseJson } from '../json/parse.ts'

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

export function object(json: Json, at: string): Readonly<Record<string, Json>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError(`${at}: expected an object, found ${shown(json)}`)
  return json as Record<string, Json>
}

export function list(json: Json, at: string): readonly Json[] {
  if (!Array.isArray(json)) throw new TypeError(`${at}: expected a list, found ${shown(json)}`)
  return json
}

/** A list, every entry read by `read`. */
export function each<T>(json: Json, at: string, read: (json: Json, at: string) => T): readonly T[] {
  return list(json, at).map((entry, i) => read(entry, `${at}[${i}]`))
}

/** An object used as a dictionary, every value read by `read`. */
export function record<T>(json: Json, at: string, read: (json: Json, at: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(object(json, at)).map(([key, value]) => [key, read(value, `${at}.${key}`)]))
}

export function text(json: Json, at: string): string {
  if (typeof json !== 'string') throw new TypeError(`${at}: expected text, found ${shown(json)}`)
  return json
}

/** A number, or "Infinity" / "-Infinity" as text (JSON has no infinities). Never NaN. */
export function number(json: Json, at: string): number {
  const value = json === 'Infinity' ? Infinity : json === '-Infinity' ? -Infinity : json
  if (json === 'NaN') throw new TypeError(`${at}: expected a number, found NaN`)
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new TypeError(`${at}: expected a number, found ${shown(json)}`)
  return value
}

/** A finite number from `min` to `max`, both included. */
export function between(json: Json, [min, max]: readonly [min: number, max: number], at: string): number {
  const value = number(json, at)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`
  throw new TypeError(`${at}: expected a number ${range}, found ${value}`)
}

export function integer(json: Json, at: string): number {
  const value = number(json, at)
  if (!Number.isSafeInteger(value)) throw new TypeError(`${at}: expected a whole number, found ${value}`)
  return value
}

/** A whole number of at least `min`. */
export function integerFrom(json: Json, min: number, at: string): number {
  const value = integer(json, at)
  if (value < min) throw new TypeError(`${at}: expected a whole number of at least ${min}, found ${value}`)
  return value
}

export function oneOf<T extends string>(json: Json, values: readonly T[], at: string): T {
  const found = values.find((value) => value === json)
  if (found === undefined) throw new TypeError(`${at}: expected one of ${values.join(', ')}, found ${shown(json)}`)
  return found
}

export function nullable<T>(json: Json, at: string, read: (json: Json, at: string) => T): T | null {
  return json === null ? null : read(json, at)
}
