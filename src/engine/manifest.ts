/**
 * @file models/manifest.json: which models there are, their files, sizes and hashes. Written by src/lab/write-manifest.ts,
 * read here by hand-written validation, because the file comes over the network.
 */
import { shown } from '../json/parse.ts'
import { message } from '../message/message.ts'
import { EngineError } from './errors.ts'
import type { ModelInfo, ModelRole } from './types.ts'

export type Precision = 'fp32' | 'fp16'

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
const PLAIN_NAME = /^[a-z0-9][a-z0-9._-]{0,127}$/i

/** Entries of a list: more than any page offers, few enough to look through at once. */
const MOST_ENTRIES = 1000

const REMEDY = message('Write models/manifest.json again: npm run models:train does it at its end.')

/**
 * Checks the parsed JSON of a manifest.
 * @throws EngineError 'corrupt-file' naming the first thing that is wrong
 */
export function validateManifest(json: unknown): Manifest {
  const root = record(json, 'the manifest')
  if (root.version !== 1) fail(`version is ${shown(root.version)}, expected 1`)
  const models = list(root.models, 'models').map((entry, index) => validateModel(entry, `models[${index}]`))
  const ids = new Set<string>()
  for (const model of models) {
    if (ids.has(model.id)) fail(`the model id "${model.id}" stands twice`)
    ids.add(model.id)
  }
  return { version: 1, models }
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

function validateModel(json: unknown, where: string): ManifestModel {
  const entry = record(json, where)
  const id = text(entry.id, `${where}.id`)
  if (!PLAIN_NAME.test(id)) fail(`${where}.id ${shown(id)} is not a plain folder name`)
  const role = MODEL_ROLES.find((known) => known === entry.role)
  if (!role) fail(`${where}.role is ${shown(entry.role)}, expected one of ${MODEL_ROLES.join(', ')}`)
  const files = list(entry.files, `${where}.files`).map((file, index) => validateFile(file, `${where}.files[${index}]`))
  return {
    id,
    name: text(entry.name, `${where}.name`),
    role,
    parameters: count(entry.parameters, `${where}.parameters`),
    description: text(entry.description, `${where}.description`),
    files,
  }
}

function validateFile(json: unknown, where: string): ManifestFile {
  const entry = record(json, where)
  const path = text(entry.path, `${where}.path`)
  if (!path.split('/').every((name) => PLAIN_NAME.test(name)))
    fail(`${where}.path ${shown(path)} is no plain path, or leaves the models folder`)
  const sha256 = text(entry.sha256, `${where}.sha256`)
  if (!/^[0-9a-f]{64}$/.test(sha256)) fail(`${where}.sha256 is not 64 lower-case hexadecimal digits`)
  const file = { path, bytes: count(entry.bytes, `${where}.bytes`), sha256 }
  if (entry.precision === undefined) return file
  if (entry.precision !== 'fp32' && entry.precision !== 'fp16') fail(`${where}.precision is neither fp32 nor fp16`)
  return { ...file, precision: entry.precision }
}

function fail(what: string): never {
  throw new EngineError('corrupt-file', message('models/manifest.json is not valid: {what}.', { what }), REMEDY)
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(`${where} is not an object`)
  return value as Record<string, unknown>
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(`${where} is not a list`)
  if (value.length > MOST_ENTRIES) fail(`${where} has ${value.length} entries, and at most ${MOST_ENTRIES} are read`)
  return value
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') fail(`${where} is not a text`)
  return value
}

function count(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) fail(`${where} is not a whole number`)
  return value
}
