/**
 * @file Models that lie in a folder of their own, outside the models folder (`--model DIR`). Those that `lab train --save` wrote are
 * added to the manifest as it is read, sizes and hashes computed, so that the engine knows them like any other; those from elsewhere
 * the engine reads as they are.
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { EngineError, oneLine } from '../engine/errors.ts'
import { type FileSource, parseJson } from '../engine/files.ts'
import { MANIFEST_PATH, type ManifestModel, validateManifest } from '../engine/manifest.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import { isWorldTokenizer } from '../engine/vocabulary.ts'
import { nodeFiles } from './node-files.ts'
import { nodeFolder } from './node-folder.ts'
import { bad } from './option-values.ts'
import { describeModel, isModel } from './write-manifest.ts'

interface FolderModel {
  readonly folder: string
  readonly model: ManifestModel
}

export interface Overlaid {
  readonly files: FileSource
  /** Folders from elsewhere, by the models' ids. */
  readonly folders: ReadonlyMap<string, ModelFolder>
  /** The model's id for what was chosen: a folder's own, or the choice itself. */
  idOf(choice: string): string
}

/**
 * @param choices ids, and folders with a model
 * @throws EngineError 'bad-request' for a folder whose model is not complete, and for what is no folder
 */
export async function withFolders(files: FileSource, choices: readonly string[]): Promise<Overlaid> {
  const found = new Map<string, FolderModel>()
  const outside = new Map<string, { readonly id: string; readonly folder: ModelFolder }>()
  for (const choice of new Set(choices)) {
    const folder = resolve(choice)
    const kind = found.has(folder) || outside.has(folder) ? 'id' : await kindOf(folder, choice)
    const index = found.size + outside.size
    if (kind === 'onnx') found.set(folder, await describe(folder, index))
    if (kind === 'outside') outside.set(folder, { id: idOfFolder(folder, index), folder: await nodeFolder(folder) })
  }
  const added = [...found.values()]
  return {
    idOf: (choice) => found.get(resolve(choice))?.model.id ?? outside.get(resolve(choice))?.id ?? choice,
    folders: new Map([...outside.values()].map(({ id, folder }) => [id, folder])),
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

/** How a choice is read: as an id, as a folder of this house, or as one from elsewhere. */
async function kindOf(folder: string, choice: string): Promise<'id' | 'onnx' | 'outside'> {
  const names = await readdir(folder).catch(() => null)
  if (names === null) {
    if (await isFile(folder))
      throw bad(`${choice} is a file.`, 'Give the folder with config.json, tokenizer.json and model.safetensors.')
    if (/[\\/]/.test(choice))
      throw bad(
        `There is no folder ${choice}.`,
        'Give the id of a model (lab models prints them), or a folder with one.',
      )
    return 'id'
  }
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/^onnx$/)) {
    const isOurs = isWorldTokenizer(parseOr(await readFile(join(folder, 'tokenizer.json'), 'utf8').catch(() => '')))
    if (isOurs) return (await isModel(folder)) ? 'onnx' : 'id'
  }
  // A folder that happens to be called like a model says nothing of one.
  const looksLikeOne = has(/^(config|tokenizer)\.json$|\.(safetensors|onnx|gguf|bin|pth?|ckpt)$/)
  return looksLikeOne || /[\\/]/.test(choice) ? 'outside' : 'id'
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The number keeps two folders of one name apart, and a folder from a shipped model of its name. */
function idOfFolder(folder: string, index: number): string {
  return `folder-${index + 1}-${basename(folder).replaceAll(/[^a-z0-9._-]/gi, '-')}`
}

async function describe(folder: string, index: number): Promise<FolderModel> {
  try {
    const { model } = await describeModel(folder, idOfFolder(folder, index))
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
