/**
 * @file A talk in an address: its JSON without recordings, deflated, in base64url after `#cues=`. Whoever opens it gets the cues;
 * what the models did is made again on their device. Sizes are capped before anything is unpacked: a link may be hostile.
 */

import { type Talk, withoutRecordings } from '../../formats/talk.ts'
import { writeTalk } from '../../formats/talk-file.ts'

const MARK = '#cues='

/** Characters of a link that every browser and most chats carry whole. */
const MAX_LINK = 32_000
/** Characters that a link may unpack to. A hundred cues with long notes fit. */
const MAX_TEXT = 1_000_000

/** Does this hash carry a talk? */
export function holdsTalk(hash: string): boolean {
  return hash.startsWith(MARK)
}

/** The hash of a link to the talk, with '#'; null where it would be too long. */
export async function packTalk(talk: Talk, saved: Date): Promise<string | null> {
  const bytes = new TextEncoder().encode(writeTalk(withoutRecordings(talk), saved))
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  const packed = new Uint8Array(await new Response(stream).arrayBuffer())
  const hash = MARK + toBase64(packed)
  return hash.length > MAX_LINK ? null : hash
}

/** The JSON text in a hash; null where it holds none that can be unpacked. Never rejects. */
export async function unpackTalk(hash: string): Promise<string | null> {
  if (!holdsTalk(hash) || hash.length > MAX_LINK) return null
  try {
    const stream = new Blob([fromBase64(hash.slice(MARK.length))])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
    return await readWithin(stream, MAX_TEXT)
  } catch {
    return null
  }
}

/** Reads text until it gets too long: a few kilobytes can unpack to gigabytes. */
async function readWithin(stream: ReadableStream<Uint8Array>, most: number): Promise<string | null> {
  const reader = stream.getReader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    text += decoder.decode(value, { stream: true })
    if (text.length > most) {
      await reader.cancel()
      return null
    }
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/** @throws where the text is no base64url */
function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new TypeError('no base64url')
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))
}
