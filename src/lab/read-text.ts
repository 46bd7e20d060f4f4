/** @file Text from files and standard input: UTF-8, or UTF-16 with its mark, up to a length that a machine bears. */
import { createReadStream } from 'node:fs'
import { decodeText, MOST_CHARACTERS } from '../json/parse.ts'

/**
 * The text of a file.
 * @throws what the file system says, or RangeError for a file that is too long (a device never ends)
 */
export async function readText(file: string): Promise<string> {
  return textOf(createReadStream(file))
}

/** The text of a stream of bytes, as far as it may go. @throws RangeError for one that is too long */
export async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    parts.push(part)
    size += part.byteLength
    // A character has a byte at least.
    if (size > MOST_BYTES) throw new RangeError(`it has more than ${MOST_BYTES} bytes`)
  }
  return decodeText(Buffer.concat(parts))
}

/** UTF-16 has two a character. */
const MOST_BYTES = 2 * MOST_CHARACTERS
