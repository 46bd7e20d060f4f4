/**
 * @file Low-rank adaptation (LoRA, arXiv 2106.09685): beside a frozen projection W stands (alpha / rank) A B, and only A and
 * B train. With B = 0, as it begins, the network is the frozen one.
 */
import { Random } from '../world/random.ts'
import { type DecoderConfig, type LoraConfig, type Parameter, parameters, trainedParameters } from './config.ts'

/** Projections that can be adapted, in PEFT's names. */
export const LORA_MODULES = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'] as const

/** A ~ uniform(-1 / sqrt(in), 1 / sqrt(in)), as PEFT begins; B = 0. @returns the flat vector of `trainedParameters` */
export function initialLora(config: DecoderConfig, seed: number): Float32Array {
  const layout = trainedParameters(config)
  const flat = new Float32Array(layout.reduce((n, { size }) => n + size, 0))
  for (const { name, shape, offset, size } of layout) {
    if (name.endsWith('.lora_B')) continue
    const random = new Random(seed, name)
    const bound = 1 / Math.sqrt(shape[0] ?? 1)
    for (let i = 0; i < size; i++) flat[offset + i] = bound * (2 * random.next() - 1)
  }
  return flat
}

/**
 * The whole network's weights with an adapter added to them: W + (alpha / rank) A B.
 * @param frozen the flat vector of `parameters`
 * @param adapter the flat vector of `trainedParameters`
 */
export function mergedWeights(config: DecoderConfig, frozen: Float32Array, adapter: Float32Array): Float32Array {
  const { lora } = config
  const merged = frozen.slice()
  if (!lora) return merged
  const parts = new Map(trainedParameters(config).map((part) => [part.name, part]))
  for (const { name, shape, offset } of parameters(config)) {
    const [a, b] = ['lora_A', 'lora_B'].map((part) => parts.get(name.replace(/weight$/, part)))
    if (a && b) addProduct(merged.subarray(offset), shape, [a, b], adapter, lora.alpha / lora.rank)
  }
  return merged
}

function addProduct(
  target: Float32Array,
  [rows = 0, columns = 0]: readonly number[],
  [a, b]: readonly [Parameter, Parameter],
  adapter: Float32Array,
  scale: number,
): void {
  const rank = a.shape[1] ?? 0
  for (let i = 0; i < rows; i++)
    for (let r = 0; r < rank; r++) {
      const factor = scale * (adapter[a.offset + i * rank + r] as number)
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j
        target[at] = (target[at] as number) + factor * (adapter[b.offset + r * columns + j] as number)
      }
    }
}

/** A configuration whose networks train an adapter alone. @throws RangeError for a module that there is not */
export function withLora(config: DecoderConfig, lora: LoraConfig): DecoderConfig {
  const stranger = lora.modules.find((module) => !LORA_MODULES.some((known) => known === module))
  if (stranger !== undefined)
    throw new RangeError(`there is no module ${stranger}; there are ${LORA_MODULES.join(', ')}`)
  return { ...config, lora }
}
