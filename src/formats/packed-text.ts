/**
 * @file Text in an address: deflated, in base64url. Sizes are capped before anything is unpacked, because a few kilobytes can unpack to
 * gigabytes and a link may be hostile.
 */

/** The text, packed for an address. */
export async function packText(text: string): Promise<string> {
  const stream = new Blob([new TextEncoder().encode(text)]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return toBase64(new Uint8Array(await new Response(stream).arrayBuffer()))
}

/**
 * The text that was packed, or null where there is none. Never rejects.
 * @param most characters that it may unpack to
 */
export async function unpackText(packed: string, most: number): Promise<string | null> {
  try {
    const stream = new Blob([fromBase64(packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
    return await readWithin(stream, most)
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
