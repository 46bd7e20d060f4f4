/** @file Model files from a folder. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { cancelled, EngineError, isCancelled, oneLine } from '../engine/errors.ts'
import { corruptFile, type FileSource, isIntact } from '../engine/files.ts'

/** A file source over a models folder, e.g. "models". */
export function nodeFiles(folder: string): FileSource {
  return {
    async read(path, { signal, onBytes, onVerify, expected } = {}) {
      let bytes: Uint8Array<ArrayBuffer>
      try {
        bytes = new Uint8Array(await readFile(resolve(folder, path), { signal }))
      } catch (error) {
        if (isCancelled(error)) throw cancelled()
        throw new EngineError(
          'missing-file',
          `The file ${path} cannot be read (${oneLine(error)}).`,
          'Run the command in the repository with its models folder, or train the models: npm run models:train.',
          { cause: error },
        )
      }
      onBytes?.(bytes.byteLength)
      onVerify?.()
      if (expected && !(await isIntact(bytes, expected))) throw corruptFile(path)
      return bytes
    },
  }
}
