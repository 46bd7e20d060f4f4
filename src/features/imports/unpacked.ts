/** @file What is in a packed file, kept by the browser, which puts large ones on the disk. */
import { cutAfter, isGzip, unpackedPath, wholeOf } from '../../imports/gzip.ts'
import type { ImportSource } from '../../imports/source.ts'

/** Bytes that are handed over at once. */
const PIECE = 1 << 20

/** The source itself where it is not packed. @throws ImportError for one of which nothing can be unpacked */
export async function unpacked(source: ImportSource): Promise<ImportSource> {
  if (!(await isGzip(source))) return source
  const about = { name: source.name, path: unpackedPath(source.path) }
  try {
    return {
      ...about,
      ...contentOf(await new Response(packed(source).pipeThrough(new DecompressionStream('gzip'))).blob()),
    }
  } catch (error) {
    const blob = await gathered(wholeOf(source))
    return { ...about, ...contentOf(blob), cut: cutAfter(source.name, blob.size, error) }
  }
}

function packed({ size, slice }: ImportSource): ReadableStream<BufferSource> {
  let at = 0
  return new ReadableStream({
    async pull(to) {
      if (at >= size) return to.close()
      const piece = await slice(at, Math.min(size, at + PIECE))
      at += piece.length
      to.enqueue(Uint8Array.from(piece))
    },
  })
}

const contentOf = (blob: Blob): Pick<ImportSource, 'size' | 'slice'> => ({
  size: blob.size,
  slice: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
})

/** Small pieces as one blob, by way of larger ones. */
async function gathered(pieces: AsyncIterable<Uint8Array>): Promise<Blob> {
  const blobs: Blob[] = []
  let held: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for await (const piece of pieces) {
    held.push(Uint8Array.from(piece))
    bytes += piece.length
    if (bytes < PIECE) continue
    blobs.push(new Blob(held))
    held = []
    bytes = 0
  }
  return new Blob([...blobs, ...held])
}
