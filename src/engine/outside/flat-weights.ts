/** @file A folder's weights as one flat vector, for what trains or is differentiated. */
import { type DecoderConfig, parameters } from '../../network/config.ts'
import { transposed } from '../safetensors.ts'
import type { ModelFolder } from './folder.ts'
import type { FoundTensors } from './tensors.ts'
import { numbersOf } from './widen.ts'

/** The weights in the order of `parameters`, projections turned to [in, out], half precision widened. */
export async function flatWeights(
  folder: ModelFolder,
  config: DecoderConfig,
  { tensors, files }: FoundTensors,
): Promise<Float32Array> {
  const layout = parameters(config)
  const flat = new Float32Array(layout.reduce((total, { size }) => total + size, 0))
  for (const path of files) {
    const file = await folder.read(path)
    for (const { name, offset } of layout) {
      const tensor = tensors.get(name)
      if (tensor?.location !== path) continue
      const numbers = numbersOf(tensor, file)
      flat.set(name.endsWith('_proj.weight') ? transposed(numbers, tensor.shape) : numbers, offset)
    }
  }
  return flat
}
