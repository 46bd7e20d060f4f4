/** @file Readers of unknown JSON: each returns the value typed, or throws a TypeError that names where it went wrong. */

/** What JSON.parse gives: looked at, never trusted. */
export type Json = unknown

export function object(json: Json, at: string): Readonly<Record<string, Json>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new TypeError(`${at}: expected an object`)
  return json as Record<string, Json>
}

export function list(json: Json, at: string): readonly Json[] {
  if (!Array.isArray(json)) throw new TypeError(`${at}: expected a list`)
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
  if (typeof json !== 'string') throw new TypeError(`${at}: expected text`)
  return json
}

/** A number, or "Infinity" / "-Infinity" as text (JSON has no infinities). Never NaN. */
export function number(json: Json, at: string): number {
  const value = json === 'Infinity' ? Infinity : json === '-Infinity' ? -Infinity : json
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`${at}: expected a number`)
  return value
}

export function integer(json: Json, at: string): number {
  const value = number(json, at)
  if (!Number.isSafeInteger(value)) throw new TypeError(`${at}: expected a whole number`)
  return value
}

export function oneOf<T extends string>(json: Json, values: readonly T[], at: string): T {
  const found = values.find((value) => value === json)
  if (found === undefined) throw new TypeError(`${at}: expected one of ${values.join(', ')}`)
  return found
}

export function nullable<T>(json: Json, at: string, read: (json: Json, at: string) => T): T | null {
  return json === null ? null : read(json, at)
}
