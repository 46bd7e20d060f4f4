/** @file Readers of unknown JSON: each returns the value typed, or throws a TypeError that names where it went wrong. */

/** What JSON.parse gives: looked at, never trusted. */
export type Json = unknown

/** Texts, which are passed over, and words for numbers that JSON does not have and Python's json writes all the same. */
const BARE = /"(?:[^"\\]|\\.)*"|NaN|-?Infinity/g

/**
 * JSON as people and programs hand it over: a byte order mark is passed over, and a bare `Infinity` or `-Infinity` is read as the string
 * that this house writes for it (`number` reads it). A bare `NaN` becomes the string "NaN", which no reader takes for a number, so that
 * the error names its place.
 * @throws TypeError that says what the text is instead
 */
export function parseJson(text: string): Json {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    return JSON.parse(plain)
  } catch (error) {
    const spelled = plain.replace(BARE, (found) => (found.startsWith('"') ? found : `"${found}"`))
    if (spelled !== plain) return parseJson(spelled)
    if (plain.trim() === '') throw new TypeError('it is empty')
    if (plain.includes('\0') || plain.includes('\uFFFD')) throw new TypeError('it is not UTF-8 text')
    throw new TypeError(`it is not JSON (${placeOf(error)})`)
  }
}

/**
 * The text of a file: UTF-16 where a byte order mark says so (Windows' editors write it), else UTF-8.
 * @param bytes the whole file
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** For JSON.stringify: infinities as the strings that `number` reads. */
export function infinitiesAsText(_key: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY ? String(value) : value
}

/** Engines quote the text itself, which may be long: what they found is said in a line. */
function placeOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 120)
}

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
  if (json === 'NaN') throw new TypeError(`${at}: expected a number, found NaN`)
  if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`${at}: expected a number`)
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
  if (!Number.isSafeInteger(value)) throw new TypeError(`${at}: expected a whole number`)
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
  if (found === undefined) throw new TypeError(`${at}: expected one of ${values.join(', ')}`)
  return found
}

export function nullable<T>(json: Json, at: string, read: (json: Json, at: string) => T): T | null {
  return json === null ? null : read(json, at)
}
