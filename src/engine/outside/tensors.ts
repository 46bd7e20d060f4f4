/**
 * @file Where a folder's tensors lie, from the headers of its safetensors files alone, checked against the configuration
 * before a weight is read.
 */

import { message } from '../../message/message.ts'
import { type DecoderConfig, parameters } from '../../network/config.ts'
import type { StoredTensors } from '../../network/decoder.ts'
import type { DType, ExternalTensor } from '../../onnx/types.ts'
import { EngineError, oneLine } from '../errors.ts'
import { headerLength, LENGTH_BYTES, readEntries, type StoredEntry } from '../safetensors.ts'
import type { ModelFolder } from './folder.ts'
import { damaged, shardsOf, strangeFile } from './weight-files.ts'

export interface FoundTensors {
  /** By the names of `parameters`; their locations are the files' paths. */
  readonly tensors: StoredTensors
  /** Files that hold them, in order. */
  readonly files: readonly string[]
}

const DTYPES: Readonly<Record<string, { readonly dtype: DType; readonly size: number }>> = {
  F32: { dtype: 'float32', size: 4 },
  F16: { dtype: 'float16', size: 2 },
  BF16: { dtype: 'bfloat16', size: 2 },
}

/**
 * Finds every parameter of a decoder in a folder.
 * @throws EngineError 'missing-file', 'corrupt-file', or 'unsupported-model' naming the first tensor that does not fit
 */
export async function findTensors(folder: ModelFolder, config: DecoderConfig): Promise<FoundTensors> {
  const files = await shardsOf(folder)
  const stored = new Map<string, { readonly entry: StoredEntry; readonly path: string; readonly offset: number }>()
  for (const path of files) {
    const { entries, offset } = await readHeader(folder, path)
    for (const [name, entry] of Object.entries(entries)) {
      if (stored.has(name)) throw misfit(folder, `${name} stands in two files`)
      stored.set(name, { entry, path, offset })
    }
  }
  const tensors = new Map<string, ExternalTensor>()
  for (const { name, shape } of parameters(config)) {
    const found = stored.get(name)
    const wanted = name.endsWith('_proj.weight') ? shape.toReversed() : shape
    if (!found) throw misfit(folder, `${name} is missing`)
    const { entry, path, offset } = found
    const dtype = Object.hasOwn(DTYPES, entry.dtype) ? DTYPES[entry.dtype] : undefined
    if (!dtype) throw misfit(folder, `${name} is stored as ${entry.dtype}; F32, F16 and BF16 are read`)
    if (entry.shape.join() !== wanted.join())
      throw misfit(folder, `${name} is [${entry.shape.join(', ')}], config.json says [${wanted.join(', ')}]`)
    const [start, end] = entry.data_offsets
    const bytes = end - start
    if (bytes !== dtype.size * wanted.reduce((product, dim) => product * dim, 1))
      throw damaged(path, `${name} has ${bytes} bytes`)
    tensors.set(name, { dtype: dtype.dtype, shape: wanted, location: path, offset: offset + start, bytes })
  }
  for (const name of stored.keys())
    if (!tensors.has(name) && !isSpare(name, config)) throw misfit(folder, `config.json has no place for ${name}`)
  return { tensors, files }
}

/** What files hold without need: a copy of the tied output layer, and tables that follow from the configuration. */
function isSpare(name: string, { untied }: DecoderConfig): boolean {
  return name.endsWith('.rotary_emb.inv_freq') || (name === 'lm_head.weight' && !untied)
}

async function readHeader(folder: ModelFolder, path: string) {
  const size = folder.sizes.get(path) ?? 0
  const first = await folder.read(path, { start: 0, end: Math.min(size, 64) })
  try {
    const length = headerLength(first, size)
    const offset = LENGTH_BYTES + length
    return {
      entries: readEntries(await folder.read(path, { start: LENGTH_BYTES, end: offset }), size - offset),
      offset,
    }
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw strangeFile(path, first) ?? damaged(path, oneLine(error))
  }
}

function misfit({ name }: ModelFolder, why: string): EngineError {
  return new EngineError(
    'unsupported-model',
    message('The weights of "{name}" do not fit its config.json: {why}.', { name, why }),
    'Take config.json and all weight files from one and the same checkpoint.',
  )
}
