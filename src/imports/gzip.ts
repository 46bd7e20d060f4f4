/**
 * @file Files that were packed by gzip: what is in them can only be read from the beginning, so they are unpacked as a whole first, by
 * the platform. Of one that is cut off or damaged a platform hands out what it likes, so that is unpacked again by fflate up to there.
 */
import { Gunzip } from 'fflate'
import { ImportError } from './run-format.ts'
import type { ImportSource } from './source.ts'

export async function isGzip({ size, slice }: Pick<ImportSource, 'size' | 'slice'>): Promise<boolean> {
  const [first, second] = await slice(0, Math.min(size, 2))
  return first === 0x1f && second === 0x8b
}

/** A step may stand in the path: `3.jsonl.gz` is `3.jsonl`, packed. */
export const unpackedPath = (path: string): string => path.replace(/\.gz$/i, '')

/** Packed bytes that are read at once. */
const PIECE = 1 << 16
/** Packed bytes that are unpacked at once: as many are lost before a damaged place. */
const MORSEL = 1 << 12

/** What can still be unpacked of a file that breaks off or is damaged. */
export async function* wholeOf({ size, slice }: Pick<ImportSource, 'size' | 'slice'>): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = []
  const stream = new Gunzip((piece) => ready.push(piece))
  for (let start = 0; start < size; start += PIECE) {
    const piece = await slice(start, Math.min(size, start + PIECE))
    for (let at = 0; at < piece.length; at += MORSEL) {
      try {
        stream.push(piece.subarray(at, at + MORSEL))
      } catch {
        return
      }
      yield* ready
      ready = []
    }
  }
}

/** What is told of it. @param bytes how much could be unpacked @throws ImportError where that is nothing */
export function cutAfter(name: string, bytes: number, cause: unknown): string {
  if (bytes > 0)
    return `the gzip file is cut off or damaged, and ${bytes.toLocaleString('en')} bytes of it could be unpacked`
  throw new ImportError(
    `${name} cannot be unpacked: it is no whole gzip file.`,
    'Copy it again from where it was written.',
    { cause },
  )
}
