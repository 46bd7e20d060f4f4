/**
 * @file Writes models/manifest.json from what lies in the models folder: every subfolder with a config.json is a model,
 * and its optional card.json says what config.json does not.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  type ManifestModel,
  MODEL_ROLES,
  type Precision,
  REQUIRED_FILES,
  validateManifest,
} from '../engine/manifest.ts'
import type { ModelRole } from '../engine/types.ts'

/** The files of a model that are listed, relative to its folder; the optional ones only when they are there. */
const OPTIONAL_FILES = ['generation_config.json'] as const
const WEIGHTS: readonly (readonly [string, Precision])[] = [
  ['onnx/model.onnx', 'fp32'],
  ['onnx/model_fp16.onnx', 'fp16'],
]

interface Card {
  readonly name?: string
  readonly role?: string
  readonly description?: string
  /** Models are listed by ascending order, then by id. Default: students first, then as in MODEL_ROLES. */
  readonly order?: number
  /** Default: counted from config.json as for Llama with the norms' gains. */
  readonly parameters?: number
}

interface Described {
  readonly order: number
  readonly model: ManifestModel
}

/**
 * Scans the folder, computes sizes and hashes, writes manifest.json and returns it.
 * @throws Error when a model lacks a file or its card is not valid
 */
export async function writeManifest(folder: string): Promise<Manifest> {
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const found: Described[] = []
  for (const { name } of names) {
    if (await isModel(join(folder, name))) found.push(await describeModel(join(folder, name), name))
  }
  found.sort((a, b) => a.order - b.order || a.model.id.localeCompare(b.model.id, 'en', { numeric: true }))
  const manifest = validateManifest({ version: 1, models: found.map(({ model }) => model) })
  await writeFile(join(folder, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** Whether a folder holds a model. */
export async function isModel(folder: string): Promise<boolean> {
  return (await readOptional(join(folder, 'config.json'))) !== null
}

/**
 * What the manifest says of the model in a folder.
 * @param id under which it is listed; its files' paths begin with it
 * @throws Error when it lacks a file or its card is not valid
 */
export async function describeModel(folder: string, id: string): Promise<Described> {
  const config = (await readJson(join(folder, 'config.json'))) ?? {}
  const card: Card = (await readJson(join(folder, 'card.json'))) ?? {}
  const role = MODEL_ROLES.find((known) => known === (card.role ?? guessRole(id)))
  if (!role) throw new Error(`${join(folder, 'card.json')}: role must be one of ${MODEL_ROLES.join(', ')}`)
  const files: ManifestFile[] = []
  const entryOf = (path: string, bytes: Uint8Array): ManifestFile => {
    return { path: `${id}/${path}`, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  for (const path of REQUIRED_FILES) {
    const bytes = await readOptional(join(folder, path))
    if (!bytes) throw new Error(`${join(folder, path)} is missing`)
    files.push(entryOf(path, bytes))
  }
  for (const path of OPTIONAL_FILES) {
    const bytes = await readOptional(join(folder, path))
    if (bytes) files.push(entryOf(path, bytes))
  }
  for (const [path, precision] of WEIGHTS) {
    const bytes = await readOptional(join(folder, path))
    if (bytes) files.push({ ...entryOf(path, bytes), precision })
  }
  const model: ManifestModel = {
    id,
    name: card.name ?? id,
    role,
    parameters: card.parameters ?? countParameters(config),
    description: card.description ?? `A model with the role "${role}".`,
    files,
  }
  return { order: card.order ?? MODEL_ROLES.indexOf(role), model }
}

/** Without a card the folder's name decides. */
function guessRole(id: string): ModelRole {
  if (id.startsWith('teacher')) return 'teacher'
  if (id.startsWith('specialist')) return 'specialist'
  return /checkpoint|step/.test(id) ? 'checkpoint' : 'student'
}

/** Parameters of a Llama decoder: embeddings (once when tied), attention, SwiGLU, two gains a layer, the last gain. */
function countParameters(config: Record<string, unknown>): number {
  const field = (name: string): number => {
    const value = config[name]
    if (typeof value !== 'number') throw new Error(`config.json lacks ${name}, so its parameters cannot be counted`)
    return value
  }
  const hidden = field('hidden_size')
  const heads = field('num_attention_heads')
  const headDim = typeof config.head_dim === 'number' ? config.head_dim : hidden / heads
  const attention = 2 * hidden * headDim * (heads + field('num_key_value_heads'))
  const layer = attention + 3 * hidden * field('intermediate_size') + 2 * hidden
  const embeddings = field('vocab_size') * hidden * (config.tie_word_embeddings === false ? 2 : 1)
  return embeddings + field('num_hidden_layers') * layer + hidden
}

async function readOptional(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

async function readJson(path: string): Promise<Record<string, unknown> | null> {
  const bytes = await readOptional(path)
  if (!bytes) return null
  const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`${path} is no JSON object`)
  return json as Record<string, unknown>
}
