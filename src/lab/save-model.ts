/** @file A trained student as a folder in Hugging Face layout, which every verb takes as `--model`. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineError } from '../engine/errors.ts'
import { type FileSource, parseJson } from '../engine/files.ts'
import { REQUIRED_FILES } from '../engine/manifest.ts'
import type { ModelFolder } from '../engine/outside/folder.ts'
import { adapterConfig } from '../engine/training/adapter-files.ts'
import { decoderConfig, fromSafetensors } from '../engine/training/network-files.ts'
import type { RunSetup } from '../engine/training/types.ts'
import type { LoraConfig } from '../network/config.ts'
import { buildDecoder } from '../network/decoder.ts'
import { serialize } from '../onnx/model.ts'

export interface SaveRequest {
  readonly folder: string
  readonly files: FileSource
  /** Id of the model that the run started from: its configuration and tokenizer are the trained one's. */
  readonly start: string
  readonly setup: RunSetup
  /** The safetensors file of `saveRun`. */
  readonly weights: Uint8Array
}

const GENERATION = { bos_token_id: 1, eos_token_id: 2, pad_token_id: 0, do_sample: true, temperature: 1 }

/** What stands in a folder that `saveModel` wrote. */
const OURS = [
  ...['card.json', 'generation_config.json', 'model.safetensors', 'onnx', 'adapter'],
  ...['chat_template.jinja', 'special_tokens_map.json', ...REQUIRED_FILES],
]
/** How its card begins; the shipped models' cards say something else. */
const TRAINED = 'Trained from'

/**
 * Refuses a folder in which something would be lost: only one that is not there, is empty or holds an earlier trained model may be
 * written to.
 * @throws EngineError 'bad-request'
 */
export async function checkSaveFolder(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  if (found.length === 0) return
  const foreign = found.find((name) => !OURS.includes(name))
  const card = await readFile(join(folder, 'card.json'), 'utf8').catch(() => '')
  if (foreign === undefined && card.includes(`"description": "${TRAINED} `)) return
  throw new EngineError(
    'bad-request',
    `The folder ${folder} holds other files (${foreign ?? found[0]}), which --save would write over.`,
    'Give --save a new folder, or one that lab train --save has written.',
  )
}

/** Files of a model from outside that hold for the trained one as well. */
const COPIED = [...REQUIRED_FILES, 'generation_config.json', 'chat_template.jinja', 'special_tokens_map.json']

/** Writes a model that began in a folder from outside: in its own layout, with 32-bit weights in one file. */
export async function saveBeside({ folder, setup, weights }: SaveRequest, from: ModelFolder): Promise<void> {
  const { recipe, seed, steps } = setup
  await mkdir(folder, { recursive: true })
  const json = (path: string, value: unknown) => writeFile(join(folder, path), `${JSON.stringify(value, null, 1)}\n`)
  for (const path of COPIED) if (from.sizes.has(path)) await writeFile(join(folder, path), await from.read(path))
  const config = parseJson(await from.read('config.json'), 'config.json') as Readonly<Record<string, unknown>>
  await json('config.json', { ...config, [config.dtype === undefined ? 'torch_dtype' : 'dtype']: 'float32' })
  const description = `${TRAINED} "${from.name}" by ${recipe.name}, ${steps} steps, seed ${seed}.`
  await json('card.json', { name: `${recipe.name}, seed ${seed}`, role: 'student', description })
  await writeFile(join(folder, 'model.safetensors'), weights)
}

/** Writes an adapter in PEFT's layout, in a folder `adapter` of a saved model. */
export async function saveAdapter(folder: string, lora: LoraConfig, base: string, weights: Uint8Array): Promise<void> {
  const place = join(folder, 'adapter')
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'adapter_config.json'), `${JSON.stringify(adapterConfig(lora, base), null, 1)}\n`)
  await writeFile(join(place, 'adapter_model.safetensors'), weights)
}

/** Writes the folder; files of an earlier model in it are replaced. */
export async function saveModel({ folder, files, start, setup, weights }: SaveRequest): Promise<void> {
  const { recipe, seed, steps } = setup
  const description = `${TRAINED} "${start}" by ${recipe.name}, ${steps} steps, seed ${seed}.`
  const config = decoderConfig(parseJson(await files.read(`${start}/config.json`), 'config.json'), start)
  const decoder = buildDecoder(config, { weights: fromSafetensors(weights, config, start) })
  await mkdir(join(folder, 'onnx'), { recursive: true })
  for (const path of REQUIRED_FILES) await writeFile(join(folder, path), await files.read(`${start}/${path}`))
  const json = (path: string, value: unknown) => writeFile(join(folder, path), `${JSON.stringify(value, null, 1)}\n`)
  await json('generation_config.json', GENERATION)
  await json('card.json', { name: `${recipe.name}, seed ${seed}`, role: 'student', description })
  await writeFile(join(folder, 'model.safetensors'), weights)
  await writeFile(
    join(folder, 'onnx', 'model.onnx'),
    serialize(decoder, { recipe: recipe.id, start, seed: String(seed) }),
  )
}
