/**
 * @file models/manifest.json: which models there are, their files, sizes and hashes. Written by src/lab/write-manifest.ts, checked here
 * because the file comes over the network and may be somebody else's. It is read before the first paint, so by `plain.ts`.
 */
import type { Json } from '../json/parse.ts'
import { shown } from '../json/parse.ts'
import { each, index, object, oneOf, text } from '../json/plain.ts'
import { message } from '../message/message.ts'
import { EngineError, oneLine } from './errors.ts'
import type { ModelInfo, ModelRole } from './types.ts'

const PRECISIONS = ['fp32', 'fp16'] as const
export type Precision = (typeof PRECISIONS)[number]

export const MODEL_ROLES = ['student', 'teacher', 'specialist', 'checkpoint'] as const satisfies readonly ModelRole[]

export interface ManifestFile {
  /** Relative to the models folder, with forward slashes, e.g. "student/onnx/model.onnx". */
  readonly path: string
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
  /** Only on ONNX files. */
  readonly precision?: Precision
}

export interface ManifestModel {
  readonly id: string
  readonly name: string
  readonly role: ModelRole
  readonly parameters: number
  readonly description: string
  readonly files: readonly ManifestFile[]
}

export interface Manifest {
  readonly version: 1
  readonly models: readonly ManifestModel[]
}

/** Where the manifest lies in the models folder. */
export const MANIFEST_PATH = 'manifest.json'

/** Files that every model must have, relative to its folder. */
export const REQUIRED_FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json'] as const

/**
 * A manifest may come from elsewhere, and its paths become addresses: `..`, `%2e%2e`, a host or a query must not lead out of the models
 * folder. So a name is letters, digits and these signs, and begins with one of the first two.
 */
const NAME = '[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}'

/** Entries of a list: more than any page offers, few enough to look through at once. */
const MOST_ENTRIES = 1000

const REMEDY = message('Write models/manifest.json again: npm run models:train does it at its end.')

/**
 * Checks the parsed JSON of a manifest.
 * @throws EngineError 'corrupt-file' naming the first thing that is wrong: its place, what was expected and what was found
 */
export function validateManifest(json: unknown): Manifest {
  try {
    const { version, models } = object(json, 'the manifest')
    if (version !== 1) throw new TypeError(`version: expected 1, found ${shown(version)}`)
    const read = each(models, 'models', readModel, MOST_ENTRIES)
    const ids = new Set<string>()
    for (const [i, { id }] of read.entries()) {
      if (ids.has(id))
        throw new TypeError(`models[${i}].id: expected an id that no other model has, found ${shown(id)}`)
      ids.add(id)
    }
    return { version, models: read }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new EngineError(
      'corrupt-file',
      message('models/manifest.json is not valid: {what}.', { what: oneLine(error) }),
      REMEDY,
      { cause: error },
    )
  }
}

function readModel(json: Json, at: string): ManifestModel {
  const { id, name, role, parameters, description, files } = object(json, at)
  return {
    id: matching(id, `${at}.id`, ONE_NAME, 'a plain folder name'),
    name: matching(name, `${at}.name`, SOME_TEXT, 'a text that is not empty'),
    role: oneOf(role, MODEL_ROLES, `${at}.role`),
    parameters: index(parameters, `${at}.parameters`),
    description: matching(description, `${at}.description`, SOME_TEXT, 'a text that is not empty'),
    files: each(files, `${at}.files`, readFile, MOST_ENTRIES),
  }
}

function readFile(json: Json, at: string): ManifestFile {
  const { path, bytes, sha256, precision } = object(json, at)
  return {
    path: matching(path, `${at}.path`, PLAIN_PATH, 'a plain path within the models folder'),
    bytes: index(bytes, `${at}.bytes`),
    sha256: matching(sha256, `${at}.sha256`, /^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'),
    ...(precision !== undefined && { precision: oneOf(precision, PRECISIONS, `${at}.precision`) }),
  }
}

const ONE_NAME = new RegExp(`^${NAME}$`)
const PLAIN_PATH = new RegExp(`^${NAME}(/${NAME})*$`)
const SOME_TEXT = /./s

function matching(json: Json, at: string, pattern: RegExp, expected: string): string {
  const found = text(json, at)
  if (pattern.test(found)) return found
  throw new TypeError(`${at}: expected ${expected}, found ${shown(found)}`)
}

/**
 * Finds a model by id.
 * @throws EngineError 'unknown-model' whose remedy lists the ids
 */
export function findModel(manifest: Manifest, id: string): ManifestModel {
  const model = manifest.models.find((entry) => entry.id === id)
  if (model) return model
  const known = manifest.models.map((entry) => entry.id).join(', ')
  throw new EngineError(
    'unknown-model',
    message('There is no model "{model}".', { model: id }),
    known === ''
      ? 'Train the models first: npm run models:train.'
      : message('Choose one of: {choices}.', { choices: known }),
  )
}

/**
 * The file of a model with the given path inside the model's folder.
 * @throws EngineError 'missing-file'
 */
export function modelFile(model: ManifestModel, path: string): ManifestFile {
  const file = model.files.find((entry) => entry.path === `${model.id}/${path}`)
  if (file) return file
  throw new EngineError(
    'missing-file',
    message('The model "{model}" has no {path} in the manifest.', { model: model.id, path }),
    REMEDY,
  )
}

/**
 * The ONNX file of the preferred precision, or the one that there is: checkpoints are shipped in half precision only.
 * @throws EngineError 'missing-file'
 */
export function weightsFile(model: ManifestModel, preferred: Precision): ManifestFile {
  const files = model.files.filter((entry) => entry.precision !== undefined)
  const file = files.find((entry) => entry.precision === preferred) ?? files[0]
  if (file) return file
  throw new EngineError(
    'missing-file',
    message('The model "{model}" has no ONNX file in the manifest.', { model: model.id }),
    REMEDY,
  )
}

/** What the page and `lab models` show: bytes and hash are those of the weights that would be loaded. */
export function modelInfo(model: ManifestModel, precision: Precision): ModelInfo {
  const { id, name, role, parameters, description } = model
  const { bytes, sha256 } = weightsFile(model, precision)
  return { id, name, role, parameters, bytes, sha256, description }
}
