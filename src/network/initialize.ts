/** @file Starting weights: seeded, the same on every machine. */
import { Random } from '../world/random.ts'
import { type DecoderConfig, parameters } from './config.ts'

/**
 * Normal weights with standard deviation 0.02 scaled to the width (1/sqrt of the fan-in), the projections back into the
 * residual stream divided by sqrt(2 * layers) as in GPT-2, gains of one.
 *
 * @returns the flat vector of `parameters`.
 */
export function initialWeights(config: DecoderConfig, seed: number): Float32Array {
  const layout = parameters(config)
  const flat = new Float32Array(layout.reduce((n, { size }) => n + size, 0))
  for (const { name, shape, offset, size } of layout) {
    const random = new Random(seed, name)
    const scale = deviation(name, shape, config.layers)
    for (let i = 0; i < size; i++) flat[offset + i] = shape.length === 1 ? 1 : scale * normal(random)
  }
  return flat
}

function deviation(name: string, shape: readonly number[], layers: number): number {
  if (name.includes('embed_tokens')) return 0.05
  const fanIn = 1 / Math.sqrt(shape[0] ?? 1)
  return /o_proj|down_proj/.test(name) ? fanIn / Math.sqrt(2 * layers) : fanIn
}

/** Box-Muller. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}
