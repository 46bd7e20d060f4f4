/** @file A LoRA adapter of PEFT in a folder of its own, added to the weights of the model that it belongs to. */

import { message } from '../../message/message.ts'
import { type DecoderConfig, parameters } from '../../network/config.ts'
import { mergedWeights, withLora } from '../../network/lora.ts'
import type { ExternalFile } from '../decoder.ts'
import { EngineError } from '../errors.ts'
import { parseJson } from '../files.ts'
import { transposed } from '../safetensors.ts'
import { readAdapter, readAdapterConfig } from '../training/adapter-files.ts'
import type { ModelFolder } from './folder.ts'

/** From a model's flat weights to those with the adapter added. */
export type Merge = (weights: Float32Array) => Float32Array

/** @throws EngineError 'missing-file', 'corrupt-file', or 'unsupported-model' for an adapter of another kind or model */
export async function readMerge(folder: ModelFolder, config: DecoderConfig): Promise<Merge> {
  const read = (path: string) => {
    if (folder.sizes.has(path)) return folder.read(path)
    throw new EngineError(
      'missing-file',
      message('"{name}" has no {file}.', { name: folder.name, file: path }),
      'Give the folder of a PEFT adapter.',
    )
  }
  const json = parseJson(await read('adapter_config.json'), 'adapter_config.json')
  const fields = typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : {}
  const adapted = withLora(config, readAdapterConfig(fields))
  const adapter = readAdapter(await read('adapter_model.safetensors'), adapted)
  return (weights) => mergedWeights(adapted, weights, adapter)
}

/** Flat weights as the files that `widenedTensors` speaks of. */
export function filesOfFlat(config: DecoderConfig, flat: Float32Array): readonly ExternalFile[] {
  return parameters(config).map(({ name, shape, offset, size }) => {
    const numbers = flat.slice(offset, offset + size)
    const data = name.endsWith('_proj.weight') ? transposed(numbers, shape) : numbers
    return { path: name, data: new Uint8Array(data.buffer) }
  })
}
