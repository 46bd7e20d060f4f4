/**
 * @file Models that lie in a folder of their own, outside the models folder (`--model DIR`): they are added to the manifest
 * as it is read, sizes and hashes computed, so that the engine knows them like any other.
 */
import { basename, resolve } from 'node:path'
import { EngineError, oneLine } from '../engine/errors.ts'
import { type FileSource, parseJson } from '../engine/files.ts'
import { MANIFEST_PATH, type ManifestModel, validateManifest } from '../engine/manifest.ts'
import { nodeFiles } from './node-files.ts'
import { describeModel, isModel } from './write-manifest.ts'

interface FolderModel {
  readonly folder: string
  readonly model: ManifestModel
}

export interface Overlaid {
  readonly files: FileSource
  /** The model's id for what was chosen: a folder's own, or the choice itself. */
  idOf(choice: string): string
}

/**
 * @param choices ids, and folders with a config.json
 * @throws EngineError 'bad-request' for a folder whose model is not complete
 */
export async function withFolders(files: FileSource, choices: readonly string[]): Promise<Overlaid> {
  const found = new Map<string, FolderModel>()
  for (const folder of new Set(choices.map((choice) => resolve(choice)))) {
    if (await isModel(folder)) found.set(folder, await describe(folder, found.size))
  }
  const added = [...found.values()]
  return {
    idOf: (choice) => found.get(resolve(choice))?.model.id ?? choice,
    files: {
      async read(path, options) {
        const owner = added.find(({ model }) => path.startsWith(`${model.id}/`))
        if (owner) return nodeFiles(owner.folder).read(path.slice(owner.model.id.length + 1), options)
        const bytes = await files.read(path, options)
        if (path !== MANIFEST_PATH || added.length === 0) return bytes
        const manifest = validateManifest(parseJson(bytes, path))
        const models = [...manifest.models, ...added.map(({ model }) => model)]
        return new TextEncoder().encode(JSON.stringify({ ...manifest, models }))
      },
    },
  }
}

/** The number keeps two folders of one name apart, and a folder from a shipped model of its name. */
async function describe(folder: string, index: number): Promise<FolderModel> {
  const name = basename(folder).replaceAll(/[^a-z0-9._-]/gi, '-')
  try {
    const { model } = await describeModel(folder, `folder-${index + 1}-${name}`)
    return { folder, model }
  } catch (error) {
    throw new EngineError(
      'bad-request',
      `The folder ${folder} is not a complete model (${oneLine(error)}).`,
      'Give a folder that lab train --save has written, or a model in Hugging Face layout with onnx/model.onnx.',
      { cause: error },
    )
  }
}
