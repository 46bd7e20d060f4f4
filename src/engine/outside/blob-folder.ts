/** @file A folder that was dropped or chosen in a browser: its files are read in parts, where they lie. */

import { message } from '../../message/message.ts'
import { EngineError, oneLine } from '../errors.ts'
import type { BroughtFolder } from '../types.ts'
import type { ModelFolder } from './folder.ts'

export function blobFolder({ name, files }: Pick<BroughtFolder, 'name' | 'files'>): ModelFolder {
  const data = new Map(files.map((file) => [file.path, file.data]))
  return {
    name,
    sizes: new Map(files.map((file) => [file.path, file.data.size])),
    async read(path, part) {
      const file = data.get(path)
      if (!file)
        throw new EngineError(
          'missing-file',
          message('"{name}" has no {file}.', { name, file: path }),
          'Bring the whole folder again.',
        )
      try {
        return new Uint8Array(await (part ? file.slice(part.start, part.end) : file).arrayBuffer())
      } catch (error) {
        // A file that was changed or moved since it was chosen is one that the browser no longer gives out.
        throw new EngineError(
          'missing-file',
          message('The file {file} of "{name}" can no longer be read ({why}).', {
            file: path,
            name,
            why: oneLine(error),
          }),
          'Bring the folder again.',
        )
      }
    },
  }
}
