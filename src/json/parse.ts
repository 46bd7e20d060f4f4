/**
 * @file JSON text that strangers wrote, as values. Whatever the text holds, it is read in a time that grows with its length alone, and
 * what is wrong is said in one line.
 */

/** What JSON.parse gives: looked at, never trusted. */
export type Json = unknown

/** Characters. A trace of 20,000 tokens has 63 million; browsers hold no text longer than 500 million. */
export const MOST_CHARACTERS = 200_000_000

/** Levels. The formats here have twelve at most; JSON.stringify and other recursions bear some thousands. */
export const MOST_LEVELS = 100

/** Words for numbers that JSON does not have and Python's json writes all the same; and where a text begins. */
const BARE = /"|NaN|-?Infinity/g

/**
 * JSON as people and programs hand it over: a byte order mark is passed over, and a bare `Infinity` or `-Infinity` is read as the string
 * that this house writes for it. A bare `NaN` becomes the string "NaN", which no reader takes for a number, so that the error names its
 * place.
 * @throws TypeError that says what the text is instead
 */
export function parseJson(text: string): Json {
  if (text.length > MOST_CHARACTERS) {
    throw new TypeError(`it has ${text.length} characters, and at most ${MOST_CHARACTERS} are read`)
  }
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  checkLevels(plain)
  try {
    return JSON.parse(plain)
  } catch (error) {
    const spelled = spellNumbers(plain)
    if (spelled !== plain) return parseJson(spelled)
    if (plain.trim() === '') throw new TypeError('it is empty')
    if (plain.includes('\0') || plain.includes('\uFFFD')) throw new TypeError('it is not UTF-8 text')
    throw new TypeError(`it is not JSON (${placeOf(error)})`)
  }
}

/**
 * The text of a file: UTF-16 where a byte order mark says so (Windows' editors and shells write it), else UTF-8.
 * @param bytes the whole file
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

/** A value as an error quotes it: JSON in one line, cut where it is long. */
export function shown(value: Json, most = 60): string {
  const text = quoted(value)
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

function quoted(value: Json): string {
  // What is long is not written out first.
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 1000))
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value) && value.length > 20) return `a list of ${value.length}`
  try {
    return JSON.stringify(value) ?? 'nothing'
  } catch {
    return 'something nested too deep to be written'
  }
}

/** @throws TypeError for a text with more levels than any format has: parsing it would take memory by the level */
function checkLevels(text: string): void {
  let level = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) at = endOfString(text, at) - 1
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      if (++level > MOST_LEVELS) throw new TypeError(`it is nested more than ${MOST_LEVELS} levels deep`)
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) level--
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

/** The place behind the string that opens at `start`; the end of the text where it is not closed. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end === -1 ? text.length : end + 1
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++
  return slashes % 2 === 1
}

/** Bare words for numbers as strings. Not one expression for strings and words: on a text that is not closed it would take for ever. */
function spellNumbers(text: string): string {
  const parts: string[] = []
  let from = 0
  BARE.lastIndex = 0
  for (let found = BARE.exec(text); found; found = BARE.exec(text)) {
    const [word] = found
    if (word === '"') {
      BARE.lastIndex = endOfString(text, found.index)
      continue
    }
    parts.push(text.slice(from, found.index), `"${word}"`)
    from = found.index + word.length
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from)
}

/** Engines quote the text itself, which may be long: what they found is said in a line. */
function placeOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 120)
}
