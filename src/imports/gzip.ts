/** @file Files that were packed by gzip: what is in them can only be read from the beginning, so they are unpacked as a whole first. */
import { ImportError } from './run-format.ts'
import type { ImportSource } from './source.ts'

export async function isGzip({ size, slice }: Pick<ImportSource, 'size' | 'slice'>): Promise<boolean> {
  const [first, second] = await slice(0, Math.min(size, 2))
  return first === 0x1f && second === 0x8b
}

/** A step may stand in the path: `3.jsonl.gz` is `3.jsonl`, packed. */
export const unpackedPath = (path: string): string => path.replace(/\.gz$/i, '')

export const cutShort = (name: string, cause: unknown): ImportError =>
  new ImportError(`${name} cannot be unpacked: it is no whole gzip file.`, 'Copy it again from where it was written.', {
    cause,
  })
