/** @file A larger network that computes the same function as a smaller one, to be trained on from there. */
import { type DecoderConfig, type Parameter, parameters } from './config.ts'
import { initialWeights } from './initialize.ts'

/**
 * Widens the feed-forward layers and adds blocks on top, without changing a single logit (Net2Net, arXiv 1511.05641):
 * new feed-forward units write zeros, new blocks add zeros to the residual stream. What they read is random.
 *
 * @param weights flat vector of `from`.
 * @returns flat vector of `to`.
 * @throws RangeError when the two differ in anything but `layers` and `ffnSize`, or `to` is smaller.
 */
export function growWeights(from: DecoderConfig, to: DecoderConfig, weights: Float32Array, seed: number): Float32Array {
  const comparable = { ...from, layers: to.layers, ffnSize: to.ffnSize }
  if (JSON.stringify(comparable) !== JSON.stringify({ ...to }) || to.layers < from.layers || to.ffnSize < from.ffnSize)
    throw new RangeError('a network can grow in layers and feed-forward width only')
  const grown = initialWeights(to, seed)
  const old = new Map(parameters(from).map((parameter) => [parameter.name, parameter]))
  for (const parameter of parameters(to)) {
    const source = old.get(parameter.name)
    if (/o_proj|down_proj/.test(parameter.name)) grown.fill(0, parameter.offset, parameter.offset + parameter.size)
    if (source) copyCorner(weights, source, grown, parameter)
  }
  return grown
}

/** Copies a smaller tensor into the corner of a larger one. */
function copyCorner(from: Float32Array, source: Parameter, to: Float32Array, target: Parameter): void {
  const columns = source.shape[1] ?? 1
  const width = target.shape[1] ?? 1
  for (let row = 0; row < (source.shape[0] ?? 0); row++) {
    const start = source.offset + row * columns
    to.set(from.subarray(start, start + columns), target.offset + row * width)
  }
}
