/** @file Between the engine's models and training: files to weights, weights to files. */
import { message } from '../../message/message.ts'
import { parameterCount } from '../../network/config.ts'
import { buildDecoder } from '../../network/decoder.ts'
import { serialize } from '../../onnx/model.ts'
import { type ModelFiles, sourceOf } from '../loader.ts'
import { decoderConfig, readWeights } from './network-files.ts'
import type { Network, TrainableModel } from './networks.ts'

/** @throws EngineError 'unsupported-model' when the model is not one of our decoders */
export async function readTrainable({ info, config, shape, vocabulary, source }: ModelFiles): Promise<TrainableModel> {
  const { onnx, readOnnx } = source('cpu')
  const decoder = decoderConfig(config, info.id)
  return {
    network: { id: info.id, config: decoder, shape, vocabulary },
    weights: readWeights(onnx ?? (await readOnnx()), decoder, info.id),
  }
}

/** Weights as a model that the loader can open, like one that came from files. */
export function filesOf(
  { config, shape, vocabulary }: Network,
  weights: Float32Array,
  id: string,
  name: string,
): ModelFiles {
  const bytes = serialize(buildDecoder(config, { weights }))
  return {
    info: {
      id,
      name,
      role: 'trained',
      parameters: parameterCount(config),
      bytes: bytes.byteLength,
      sha256: '',
      description: message('Trained on this page.'),
    },
    shape,
    config,
    vocabulary,
    source: sourceOf(bytes, async () => bytes),
  }
}
