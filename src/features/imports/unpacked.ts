/** @file What is in a packed file, kept by the browser, which puts large ones on the disk. */
import { cutShort, isGzip, unpackedPath } from '../../imports/gzip.ts'
import type { ImportSource } from '../../imports/source.ts'

/** Bytes that are handed over at once. */
const PIECE = 1 << 20

/** The source itself where it is not packed. @throws ImportError for one that is cut short */
export async function unpacked(source: ImportSource): Promise<ImportSource> {
  if (!(await isGzip(source))) return source
  let at = 0
  const packed = new ReadableStream<BufferSource>({
    async pull(to) {
      if (at >= source.size) return to.close()
      const piece = await source.slice(at, Math.min(source.size, at + PIECE))
      at += piece.length
      to.enqueue(Uint8Array.from(piece))
    },
  })
  try {
    const blob = await new Response(packed.pipeThrough(new DecompressionStream('gzip'))).blob()
    return {
      name: source.name,
      path: unpackedPath(source.path),
      size: blob.size,
      slice: async (start, end) => new Uint8Array(await blob.slice(start, end).arrayBuffer()),
    }
  } catch (error) {
    throw cutShort(source.name, error)
  }
}
