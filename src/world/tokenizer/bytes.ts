/**
 * @file GPT-2's byte alphabet: each of the 256 bytes as one printable character, in which ByteLevel tokenizers write
 * their vocabulary (Radford et al. 2019, `bytes_to_unicode`).
 */

function printable(byte: number): boolean {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
}

/** The character of each byte, by byte: printable ones stand for themselves, the others for U+0100 onwards. */
export const BYTE_CHARACTERS: readonly string[] = (() => {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++))
})()

const ENCODER = new TextEncoder()

/** A text in the byte alphabet: one character a UTF-8 byte, e.g. ` cost` becomes `Ġcost`. */
export function toByteCharacters(text: string): string {
  let result = ''
  for (const byte of ENCODER.encode(text)) result += BYTE_CHARACTERS[byte]
  return result
}

const BYTES = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]))

/** The bytes that a token in the byte alphabet stands for. Throws RangeError for a character outside the alphabet. */
export function fromByteCharacters(token: string): number[] {
  return Array.from(token, (character) => {
    const byte = BYTES.get(character)
    if (byte === undefined) throw new RangeError(`"${character}" is not in the byte alphabet`)
    return byte
  })
}

const STRICT = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true })
/** Bytes of the longest character. */
const LONGEST = 4

/** Bytes as text. Those that make no character stand as sentencepiece writes them: `<0xE4>`. */
export function shownBytes(bytes: Uint8Array): string {
  const whole = strictText(bytes)
  if (whole !== null) return whole
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at)
    text += length === 0 ? hexByte(bytes[at] ?? 0) : (strictText(bytes.subarray(at, at + length)) ?? '')
    at += Math.max(1, length)
  }
  return text
}

/** Bytes of the character that begins here; 0 where none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= LONGEST && at + length <= bytes.length; length++)
    if (strictText(bytes.subarray(at, at + length)) !== null) return length
  return 0
}

function strictText(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes)
  } catch {
    return null
  }
}

const hexByte = (byte: number): string => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`
