/** @file Folders as zip files. */
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** As Unix wrote it, so that modes are kept. */
const UNIX = 3
const MODES = { plain: 0o100644, runs: 0o100755 } as const

/**
 * A folder in one file.
 * @param files contents by path in the folder; launchers of the shell may be run. Bytes are stored as they are: weights do not shrink
 */
export function zipOf(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([path, content]): [string, Zippable[string]] => {
    const mode = { os: UNIX, attrs: MODES[path.endsWith('.sh') ? 'runs' : 'plain'] * 0x10000 } as const
    return [
      `${folder}/${path}`,
      typeof content === 'string' ? [strToU8(content), mode] : [content, { ...mode, level: 0 }],
    ]
  })
  return zipSync(Object.fromEntries(entries))
}

/** Whether bytes are a zip file, by how it begins. */
export const isZip = ([a, b, c, d]: Uint8Array): boolean => a === 0x50 && b === 0x4b && c === 3 && d === 4

/** More than any weights of this page have: a zip can claim to be anything. */
const MOST_BYTES = 1 << 30

/** The first file of a zip with this name, in whatever folder; null where there is none. @throws Error for a zip that is damaged */
export function fileOfZip(zip: Uint8Array, name: string): Uint8Array | null {
  let found = false
  const files = unzipSync(zip, {
    filter: (file) => {
      const wanted = !found && file.name.split('/').at(-1) === name && file.originalSize <= MOST_BYTES
      found ||= wanted
      return wanted
    },
  })
  return Object.values(files)[0] ?? null
}
