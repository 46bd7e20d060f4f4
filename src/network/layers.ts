/**
 * @file The decoder's layers as graph fragments, each with the shortest exact gradient: RMSNorm, SiLU, rotary position
 * embedding, cross-entropy. Composites replace the chain rule over their parts, which saves a third of the nodes.
 */
import { unbroadcast } from '../onnx/gradients.ts'
import type { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import { extent, type Value } from '../onnx/types.ts'
import { type DecoderConfig, rotaryDivisors } from './config.ts'

/**
 * RMSNorm (arXiv 1910.07467): x / sqrt(mean(x^2) + epsilon) * gain over the last axis.
 * The forward nodes keep the order that onnxruntime fuses.
 */
export function rmsNorm(g: Graph, x: Value, gain: Value, epsilon: number): Value {
  return g.composite('RmsNorm', [x, gain], () => {
    const last = x.shape.length - 1
    const rms = o.sqrt(g, o.add(g, o.mean(g, o.pow(g, x, 2), [last], true), epsilon))
    const normal = o.div(g, x, rms)
    const vjp = (dy: Value) => {
      const scaled = o.mul(g, dy, gain)
      const along = o.mean(g, o.mul(g, scaled, normal), [last], true)
      const dx = o.div(g, o.sub(g, scaled, o.mul(g, normal, along)), rms)
      return [dx, unbroadcast(g, o.mul(g, dy, normal), gain)]
    }
    return { output: o.mul(g, normal, gain), vjp }
  })
}

/** SiLU, x * sigmoid(x). */
export function silu(g: Graph, x: Value): Value {
  return g.composite('Silu', [x], () => {
    const gate = o.sigmoid(g, x)
    const output = o.mul(g, x, gate)
    const vjp = (dy: Value) => [o.mul(g, dy, o.add(g, gate, o.mul(g, output, o.sub(g, 1, gate))))]
    return { output, vjp }
  })
}

/**
 * Log-softmax over the last axis without the LogSoftmax kernel, which WebGPU lacks: x - max - log(sum(exp(x - max))).
 */
export function logSoftmax(g: Graph, x: Value): Value {
  return g.composite('LogSoftmaxStable', [x], () => {
    const last = x.shape.length - 1
    const shifted = o.sub(g, x, o.max(g, x, [last], true))
    const output = o.sub(g, shifted, o.log(g, o.sum(g, o.exp(g, shifted), [last], true)))
    const vjp = (dy: Value) => [o.sub(g, dy, o.mul(g, o.exp(g, output), o.sum(g, dy, [last], true)))]
    return { output, vjp }
  })
}

/**
 * Cross-entropy of one target a row, in nats.
 *
 * @param logits [rows, vocabulary].
 * @param targets int32 [rows].
 * @returns [rows], -log softmax(logits)[target].
 */
export function crossEntropy(g: Graph, logits: Value, targets: Value): Value {
  return g.composite('CrossEntropy', [logits], () => {
    const rows = logits.shape[0] ?? 1
    const index = o.reshape(g, targets, [rows, 1])
    const shifted = o.sub(g, logits, o.max(g, logits, [1], true))
    const weights = o.exp(g, shifted)
    const total = o.sum(g, weights, [1], true)
    const loss = o.sub(g, o.log(g, total), o.gatherElements(g, shifted, index, 1))
    const vjp = (dy: Value) => {
      const column = o.reshape(g, dy, [rows, 1])
      const probabilities = o.mul(g, weights, o.div(g, column, total))
      return [o.scatterAdd(g, probabilities, index, o.neg(g, column), 1)]
    }
    return { output: o.reshape(g, loss, [rows]), vjp }
  })
}

export interface Rotation {
  /** Cosine and sine of each position's angles, [batch, sequence, headDim / 2]. */
  readonly cos: Value
  readonly sin: Value
}

/** Angles for each position (arXiv 2104.09864), read from a table so that positions may be of any integer type. */
export function rotation(g: Graph, positions: Value, config: DecoderConfig): Rotation {
  const { maxPositions } = config
  const divisors = rotaryDivisors(config)
  const half = divisors.length
  const angle = (i: number) => Math.floor(i / half) / (divisors[i % half] as number)
  const table = (name: string, f: (x: number) => number) =>
    constant(
      g,
      name,
      [maxPositions, half],
      Float64Array.from({ length: maxPositions * half }, (_, i) => f(angle(i))),
    )
  return {
    cos: o.gather(g, table('rotary_cos', Math.cos), positions),
    sin: o.gather(g, table('rotary_sin', Math.sin), positions),
  }
}

/**
 * Rotates the halves of each head against each other, as Hugging Face's Llama does.
 * @param x [batch, sequence, heads..., headDim]
 */
export function rotate(g: Graph, x: Value, { cos, sin }: Rotation): Value {
  const last = x.shape.length - 1
  const half = Number(x.shape[last]) / 2
  const between = Array.from({ length: last - 2 }, (_, i) => i + 2)
  const [c, s] = [o.unsqueeze(g, cos, between), o.unsqueeze(g, sin, between)]
  const [a, b] = o.split(g, x, [half, half], last) as [Value, Value]
  return o.concat(g, [o.sub(g, o.mul(g, a, c), o.mul(g, b, s)), o.add(g, o.mul(g, b, c), o.mul(g, a, s))], last)
}

/**
 * Selected rows of [..., width] as [rows, width]; their gradient is written back row by row.
 * @param rows int32 [rows]: indices into the flattened leading axes, each at most once.
 */
export function rowsOf(g: Graph, x: Value, rows: Value): Value {
  const width = Number(x.shape.at(-1))
  const flat = o.reshape(g, x, [extent(x.shape.slice(0, -1)), width])
  const index = g.op('Expand', [o.reshape(g, rows, ['rows', 1]), g.ints([1, width])], {}, ['rows', width])
  return o.gatherElements(g, flat, index, 0)
}

/** A floating-point table in the graph's own precision. */
export function constant(g: Graph, name: string, shape: readonly number[], data: Float64Array): Value {
  return g.initializer(name, g.float, shape, g.float === 'float64' ? data : Float32Array.from(data))
}
