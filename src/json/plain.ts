/**
 * @file Readers of the few values that the page looks at before it paints, and of the phone's one link: a text of one's own in an address,
 * what the browser kept. A library of schemas would take longer to come than they to be read (docs/architecture.md); every file is read
 * by a schema instead (read.ts). Each returns the value typed, or throws a TypeError that names the place, what should stand there and
 * what was found.
 */
import { type Json, shown } from './parse.ts'

export function object(json: Json, at: string): Readonly<Record<string, Json>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new TypeError(`${at}: expected an object, found ${shown(json)}`)
  return json as Record<string, Json>
}

/** A list of at most `most` entries, every entry read by `read`. */
export function each<T>(
  json: Json,
  at: string,
  read: (json: Json, at: string) => T,
  most = Number.POSITIVE_INFINITY,
): readonly T[] {
  if (!Array.isArray(json)) throw new TypeError(`${at}: expected a list, found ${shown(json)}`)
  if (json.length > most) throw new TypeError(`${at}: expected at most ${most} entries, found ${json.length}`)
  return json.map((entry, i) => read(entry, `${at}[${i}]`))
}

export function text(json: Json, at: string): string {
  if (typeof json === 'string' && json.length <= MOST_TEXT) return json
  if (typeof json !== 'string') throw new TypeError(`${at}: expected text, found ${shown(json)}`)
  throw new TypeError(`${at}: expected at most ${MOST_TEXT} characters, found ${json.length}`)
}

/** Characters: more than any context here reads. */
const MOST_TEXT = 1_000_000

/** A finite number. */
export function number(json: Json, at: string): number {
  if (typeof json === 'number' && Number.isFinite(json)) return json
  throw new TypeError(`${at}: expected a number, found ${shown(json)}`)
}

/** A whole number of at least 0, and below `end`. */
export function index(json: Json, at: string, end = Number.MAX_SAFE_INTEGER): number {
  if (typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 && json < end) return json
  throw new TypeError(`${at}: expected a whole number from 0 to ${end - 1}, found ${shown(json)}`)
}

export function oneOf<T extends string>(json: Json, values: readonly T[], at: string): T {
  const found = values.find((value) => value === json)
  if (found === undefined) throw new TypeError(`${at}: expected one of ${values.join(', ')}, found ${shown(json)}`)
  return found
}

export function nullable<T>(json: Json, at: string, read: (json: Json, at: string) => T): T | null {
  return json === null ? null : read(json, at)
}
