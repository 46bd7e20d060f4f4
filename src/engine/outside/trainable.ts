/** @file A model from a folder as what training starts from. */
import type { TrainableModel } from '../training/networks.ts'
import { flatWeights } from './flat-weights.ts'
import type { OutsideModel } from './model.ts'

/** Reads all weights. */
export async function trainableOf({ folder, config, found, files, merge }: OutsideModel): Promise<TrainableModel> {
  const { info, shape, vocabulary } = files
  const weights = await flatWeights(folder, config, found)
  return {
    network: { id: info.id, config, shape, vocabulary },
    weights: merge ? merge(weights) : weights,
  }
}
