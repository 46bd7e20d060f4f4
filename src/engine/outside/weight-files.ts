/** @file Which files of a folder hold its weights; what stands in their place instead is told by name, with the remedy. */

import { type Message, message, type Sentence } from '../../message/message.ts'
import { EngineError } from '../errors.ts'
import { parseJson } from '../files.ts'
import type { ModelFolder } from './folder.ts'

const ONE_FILE = 'model.safetensors'
const INDEX = 'model.safetensors.index.json'

const SAVE_AS = message('Save it as safetensors with transformers: model.save_pretrained(folder).')

/** Whether a folder has, or should have, safetensors files. */
export function hasSafetensors({ sizes }: ModelFolder): boolean {
  return sizes.has(ONE_FILE) || sizes.has(INDEX)
}

/**
 * The safetensors files of a folder.
 * @throws EngineError 'missing-file' that says what lies there instead; 'corrupt-file' for an index that is none
 */
export async function shardsOf({ name, sizes, read }: ModelFolder): Promise<readonly string[]> {
  if (sizes.has(ONE_FILE)) return [ONE_FILE]
  if (!sizes.has(INDEX)) throw withoutWeights(name, [...sizes.keys()])
  const index = parseJson(await read(INDEX), INDEX)
  const map = isObject(index) && isObject(index.weight_map) ? Object.values(index.weight_map) : []
  const shards = [...new Set(map)]
  if (shards.length === 0 || !shards.every((shard) => typeof shard === 'string'))
    throw new EngineError(
      'corrupt-file',
      message('{index} names no files.', { index: INDEX }),
      'Copy or fetch the file again.',
    )
  for (const shard of shards)
    if (!sizes.has(shard))
      throw new EngineError(
        'missing-file',
        message('"{name}" lacks {file}, which {index} names.', { name, file: shard, index: INDEX }),
        'Copy or fetch that file as well.',
      )
  return shards
}

function withoutWeights(name: string, paths: readonly string[]): EngineError {
  const has = (pattern: RegExp) => paths.find((path) => pattern.test(path))
  const onnx = has(/\.onnx$/i)
  if (onnx)
    return new EngineError(
      'missing-file',
      message('"{name}" has its weights in {file}, an ONNX export of a kind that is not read.', { name, file: onnx }),
      message('Give {file}, or the 32-bit export onnx/model.onnx with its key-value cache.', { file: ONE_FILE }),
    )
  const gguf = has(/\.gguf$/i)
  if (gguf)
    return new EngineError(
      'missing-file',
      ...ofGguf(message('"{name}" has its weights in {file},', { name, file: gguf })),
    )
  const pickle = has(/\.(bin|pt|pth|ckpt|pkl)$/i)
  if (pickle)
    return new EngineError(
      'missing-file',
      ...ofPickle(message('"{name}" has its weights in {file},', { name, file: pickle })),
    )
  return new EngineError('missing-file', message('"{name}" has no {file}.', { name, file: ONE_FILE }), SAVE_AS)
}

const ofGguf = (what: Message): [Sentence, Sentence] => [
  message('{what} a GGUF file, which is not read.', { what }),
  message('Give the folder of the original model, with {file}.', { file: ONE_FILE }),
]

const ofPickle = (what: Message): [Sentence, Sentence] => [
  message('{what} a pickle, which can run code and is not read.', { what }),
  SAVE_AS,
]

/**
 * What a file is that calls itself safetensors and cannot be read as such; null where its beginning tells nothing. Asked
 * afterwards only: the length of a header may begin with the very bytes of a pickle.
 */
export function strangeFile(path: string, first: Uint8Array): EngineError | null {
  const pointer = pointerFile(path, first)
  if (pointer) return pointer
  const text = String.fromCharCode(...first)
  if (text.startsWith('GGUF'))
    return new EngineError('corrupt-file', ...ofGguf(message('The file {file} is', { file: path })))
  // A zip archive, as torch.save writes it, or the opcode for a pickle's protocol.
  if (text.startsWith('PK\u0003\u0004') || (first[0] === 0x80 && (first[1] ?? 0) <= 5))
    return new EngineError('corrupt-file', ...ofPickle(message('The file {file} is', { file: path })))
  return null
}

/** A file of a repository that was cloned without its large files; null for any other. @param first its first bytes */
export function pointerFile(path: string, first: Uint8Array): EngineError | null {
  if (!String.fromCharCode(...first).startsWith('version https://git-lfs')) return null
  return new EngineError(
    'missing-file',
    message('The file {file} is only a pointer of git-lfs, not the file itself.', { file: path }),
    'Fetch the files with git lfs pull.',
  )
}

/** A file that does not hold what its beginning promises. */
export function damaged(path: string, why: string): EngineError {
  return new EngineError(
    'corrupt-file',
    message('The file {file} is cut short or damaged ({why}).', { file: path, why }),
    'Copy or fetch the file again.',
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
