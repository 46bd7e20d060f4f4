/** @file Texts as a zip file. */
import { strToU8, type Zippable, zipSync } from 'fflate'

/** As Unix wrote it, so that modes are kept. */
const UNIX = 3
const MODES = { plain: 0o100644, runs: 0o100755 } as const

/**
 * The folder that `lab recipe export` writes, in one file.
 * @param files texts by path in the folder; launchers of the shell may be run
 */
export function zipOf(folder: string, files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(files).map(([path, text]): [string, Zippable[string]] => [
    `${folder}/${path}`,
    [strToU8(text), { os: UNIX, attrs: MODES[path.endsWith('.sh') ? 'runs' : 'plain'] * 0x10000 }],
  ])
  return zipSync(Object.fromEntries(entries))
}
