/** @file A model's folder on the disk. */
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { EngineError, oneLine } from '../engine/errors.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'

/** The files that lie in the folder itself, and those of its ONNX export: all that a model in Hugging Face layout needs. */
export async function nodeFolder(path: string): Promise<ModelFolder> {
  const exported = await readdir(join(path, 'onnx')).catch(() => [])
  const names = [...(await readdir(path)), ...exported.map((name) => `onnx/${name}`)]
  // Through links: the hub's cache holds nothing else.
  const found = await Promise.all(
    names.map(async (name) => ({ name, file: await stat(join(path, name)).catch(() => null) })),
  )
  const sizes = new Map(found.flatMap(({ name, file }) => (file?.isFile() ? [[name, file.size] as const] : [])))
  return {
    name: basename(path),
    sizes,
    async read(name, part) {
      const { start, end } = part ?? { start: 0, end: sizes.get(name) ?? 0 }
      const bytes = new Uint8Array(end - start)
      try {
        const file = await open(join(path, name))
        try {
          // One call reads at most 2 GB.
          for (let at = 0; at < bytes.length; ) {
            const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 2 ** 30), start + at)
            if (bytesRead === 0) throw new RangeError('it ends early')
            at += bytesRead
          }
        } finally {
          await file.close()
        }
      } catch (error) {
        throw new EngineError('missing-file', `The file ${name} cannot be read (${oneLine(error)}).`, 'Copy it again.')
      }
      return bytes
    },
  }
}
