/** @file A model from a folder as what training starts from. */
import type { TrainableModel } from '../training/networks.ts'
import { flatWeights } from './flat-weights.ts'
import type { OutsideModel } from './model.ts'
import { onlyExported } from './onnx-export.ts'

/** Reads all weights. @throws EngineError 'unsupported-model' where there is nothing but an ONNX export */
export async function trainableOf({ folder, files, holds }: OutsideModel): Promise<TrainableModel> {
  if ('shape' in holds) throw onlyExported(folder.name)
  const { config, found, merge } = holds
  const { info, shape, vocabulary } = files
  const weights = await flatWeights(folder, config, found)
  return {
    network: { id: info.id, config, shape, vocabulary },
    weights: merge ? merge(weights) : weights,
  }
}
