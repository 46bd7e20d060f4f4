/**
 * @file models/manifest.json: which models there are, their files, sizes and hashes. Written by src/lab/write-manifest.ts, read by the
 * schema here, because the file comes over the network and may be somebody else's.
 */
import * as z from 'zod/mini'
import { FormatError, leaf, read, refused, whole } from '../json/read.ts'
import { message, nested, type Sentence } from '../message/message.ts'
import { EngineError } from './errors.ts'
import type { ModelInfo, ModelRole } from './types.ts'

const PRECISIONS = ['fp32', 'fp16'] as const
export type Precision = (typeof PRECISIONS)[number]

export const MODEL_ROLES = ['student', 'teacher', 'specialist', 'checkpoint'] as const satisfies readonly ModelRole[]

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

const matching = (pattern: string, expected: Sentence) => {
  const whole = new RegExp(`^${pattern}$`)
  return leaf({ type: 'string', pattern: whole.source }, expected, (json) =>
    typeof json === 'string' && whole.test(json) ? json : undefined,
  )
}
const words = () => matching('[^]+', message('a text that is not empty'))

const file = z.object({
  /** Relative to the models folder, with forward slashes, e.g. "student/onnx/model.onnx". */
  path: matching(`${NAME}(/${NAME})*`, message('a plain path within the models folder')),
  bytes: whole(0),
  /** Lower-case hexadecimal. */
  sha256: matching('[0-9a-f]{64}', message('64 lower-case hexadecimal digits')),
  /** Only on ONNX files. */
  precision: z.exactOptional(z.enum(PRECISIONS)),
})
export type ManifestFile = Readonly<z.infer<typeof file>>

const model = z.object({
  id: matching(NAME, message('a plain folder name')),
  name: words(),
  role: z.enum(MODEL_ROLES),
  /** How many numbers it has. */
  parameters: whole(0),
  description: words(),
  files: z.readonly(z.array(file).check(z.maxLength(MOST_ENTRIES))),
})
export type ManifestModel = Readonly<z.infer<typeof model>>

const manifest = z.object({
  version: z.literal(1),
  models: z.readonly(
    z.array(model).check(z.maxLength(MOST_ENTRIES), ({ value: models, issues }) => {
      const again = models.findIndex(({ id }, i) => models.findIndex((earlier) => earlier.id === id) < i)
      if (again >= 0) issues.push(refused(models[again]?.id, [again, 'id'], message('an id that no other model has')))
    }),
  ),
})
export type Manifest = Readonly<z.infer<typeof manifest>>

/**
 * Checks the parsed JSON of a manifest.
 * @throws EngineError 'corrupt-file' naming the first thing that is wrong
 */
export function validateManifest(json: unknown): Manifest {
  try {
    return read(manifest, json, 'the manifest')
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const { sentence } = error
    throw new EngineError(
      'corrupt-file',
      message('models/manifest.json is not valid: {what}.', { what: nested(sentence) }),
      REMEDY,
      { cause: error },
    )
  }
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
