/**
 * @file Where a decoder's weights come from, behind one interface: constants, views of one flat vector that trains, tensors
 * that lie in files of their own, and any of them with a low-rank addition.
 */
import type { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import type { Value } from '../onnx/types.ts'
import type { DecoderConfig, LoraConfig } from './config.ts'

/** A parameter by its full name. */
export type NamedWeights = (name: string) => Value

export interface DecoderWeights {
  /** Gains and the embedding; what else it knows depends on where the weights come from. */
  readonly named: NamedWeights
  /** A projection by its name without `.weight`, its bias included: [..., in] -> [..., out]. */
  linear(x: Value, name: string): Value
}

/** Weights whose projections are [in, out], as in `parameters`. */
export function inOutWeights(g: Graph, config: DecoderConfig, named: NamedWeights): DecoderWeights {
  return {
    named,
    linear: (x, name) => biased(g, config, named, name, o.matmul(g, x, named(`${name}.weight`))),
  }
}

/**
 * Weights whose projections are [out, in], as in Hugging Face's files. The runtime turns constants around once, when the
 * session is made.
 */
export function outInWeights(g: Graph, config: DecoderConfig, named: NamedWeights): DecoderWeights {
  // One transpose a matrix, however often it is used.
  const turned = new Map<string, Value>()
  const turn = (name: string): Value => {
    const known = turned.get(name)
    if (known) return known
    const made = o.transpose(g, named(name), [1, 0])
    turned.set(name, made)
    return made
  }
  return {
    named,
    linear: (x, name) => biased(g, config, named, name, o.matmul(g, x, turn(`${name}.weight`))),
  }
}

/**
 * Frozen weights with an adapter beside their projections.
 * @param frozen whose projections are [in, out]
 * @param adapter its matrices, by the names of `trainedParameters`; null for what has none
 */
export function adaptedWeights(
  g: Graph,
  { alpha, rank }: LoraConfig,
  frozen: DecoderWeights,
  adapter: (name: string) => Value | null,
): DecoderWeights {
  return {
    named: frozen.named,
    linear(x, name) {
      const [a, b] = [adapter(`${name}.lora_A`), adapter(`${name}.lora_B`)]
      const plain = frozen.linear(x, name)
      if (!a || !b) return plain
      return o.add(g, plain, o.mul(g, o.matmul(g, o.matmul(g, x, a), b), alpha / rank))
    },
  }
}

const HAS_BIAS = /self_attn\.[qkv]_proj$/

function biased(g: Graph, config: DecoderConfig, named: NamedWeights, name: string, product: Value): Value {
  return config.qkvBias && HAS_BIAS.test(name) ? o.add(g, product, named(`${name}.bias`)) : product
}
