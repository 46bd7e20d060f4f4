/**
 * @file Several tokens in one run: an unrolled graph of decode steps that draws each token itself, from noise that it is
 * given. Between two tokens nothing leaves the runtime.
 */
import { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import { GraphError, type Value } from '../onnx/types.ts'
import type { DecoderConfig } from './config.ts'
import { logits, pastInputs, presentOutputs, weightsOf } from './decoder.ts'
import { constant, crossEntropy, rotation } from './layers.ts'
import { decoderSteps } from './step.ts'

export interface SamplerOptions {
  /** K: tokens that one run writes in each row. */
  readonly tokens: number
  /** The most likely token (the first of equal ones) instead of a draw. */
  readonly greedy: boolean
  /** The weights as one flat vector, or 'input' to read them from the graph input `params`. */
  readonly weights: Float32Array | 'input'
}

/**
 * The sampler: K decode steps after a prefill by `buildDecoder`.
 *
 * Inputs: `params` [parameters] where weights are an input; int32 `input_ids`, `position_ids` [batch, 1]: each row's newest
 * token and its position, at most maxPositions - K; int32 `attention_mask` [batch, past]: 1 for real tokens of the cache;
 * `past_key_values.N.key|value`. Where tokens are drawn: `uniform` [batch, K], numbers in [0, 1), and the scalar
 * `temperature` > 0.
 *
 * Outputs: int32 `ids` [batch, K]; `logps` [batch, K]: log-probability of each at temperature 1, nats (NaN where the logits
 * were); `present.N.key|value` with past + K columns: the newest token's and those of all written ones but the last.
 *
 * A draw inverts the cumulative distribution of softmax(logits / temperature), like `chooseToken` in the engine. Sums here
 * are in float32 and there in float64, so where the noise falls within about 1e-7 of a boundary the neighbour may be drawn.
 */
export function buildSampler(config: DecoderConfig, { tokens, greedy, weights: source }: SamplerOptions): Graph {
  if (!Number.isSafeInteger(tokens) || tokens < 1) throw new GraphError(`a run cannot write ${tokens} tokens`)
  const g = new Graph('sampler', `Writes ${tokens} tokens in each row: ${greedy ? 'the most likely' : 'drawn'} ones.`)
  const newest = g.input('input_ids', 'int32', ['batch', 1])
  const position = g.input('position_ids', 'int32', ['batch', 1])
  const mask = g.input('attention_mask', 'int32', ['batch', 'past_sequence'])
  const past = pastInputs(g, config)
  const weights = weightsOf(g, config, { weights: source })
  const choose = greedy ? greedily(g, config) : drawing(g, config, tokens)

  const steps = Array.from({ length: tokens }, (_, step) => step)
  const offsets = g.initializer('step', 'int32', [tokens], Int32Array.from(steps))
  const angles = rotation(g, o.add(g, position, offsets), config)
  const decoder = decoderSteps(g, config, weights.named, { past, mask, angles })
  const rows: Value[] = []
  const ids: Value[] = []
  for (const step of steps) {
    const row = logits(g, config, weights, decoder.next(ids.at(-1) ?? newest))
    rows.push(row)
    ids.push(choose(row, step))
  }

  const written = joined(g, ids)
  g.output('ids', written)
  const all = o.reshape(g, joined(g, rows), ['written', config.vocabSize])
  const losses = crossEntropy(g, all, o.reshape(g, written, ['written']))
  g.output('logps', o.reshape(g, o.neg(g, losses), ['batch', tokens]))
  for (const [layer, extended] of decoder.present().entries()) presentOutputs(g, layer, extended)
  return g
}

/** Entries of axis 1 one by one, each with extent 1. */
function columns(g: Graph, x: Value): readonly Value[] {
  const ones = Array.from({ length: Number(x.shape[1]) }, () => 1)
  return ones.length === 1 ? [x] : o.split(g, x, ones, 1)
}

function joined(g: Graph, parts: readonly Value[]): Value {
  return parts[1] ? o.concat(g, parts, 1) : (parts[0] as Value)
}

/**
 * Emits a table; returns the choice of the first of the largest entries, logits [batch, vocabulary] -> int32 [batch, 1].
 * Not by ArgMax: its int64 would go through the CPU on WebGPU before it could join the others.
 */
function greedily(g: Graph, { vocabSize }: DecoderConfig): (row: Value) => Value {
  const left = Float64Array.from({ length: vocabSize }, (_, id) => vocabSize - id)
  const entriesLeft = constant(g, 'entries_left', [vocabSize], left)
  return (row) => {
    const largest = o.equal(g, row, o.max(g, row, [1], true))
    const most = o.max(g, o.where(g, largest, entriesLeft, 0), [1], true)
    return idOf(g, o.sub(g, vocabSize, most), vocabSize)
  }
}

/** A number as an id. Where the logits are NaN it would be too large: the log-probability shows that, and the id must stand in the table. */
function idOf(g: Graph, number: Value, vocabSize: number): Value {
  return o.cast(g, o.minimum(g, number, vocabSize - 1), 'int32')
}

/** Emits the noise's inputs; returns the draw of one step, logits [batch, vocabulary] -> int32 [batch, 1]. */
function drawing(g: Graph, { vocabSize }: DecoderConfig, tokens: number): (row: Value, step: number) => Value {
  const noise = columns(g, g.input('uniform', 'float32', ['batch', tokens]))
  const temperature = g.input('temperature', 'float32', [])
  return (row, step) => {
    const sums = o.cumsum(g, o.softmax(g, o.div(g, row, temperature)), 1)
    // Rounded, the sums end a hair beside 1: a share of their own end always falls on an entry that has a probability.
    const point = o.mul(g, noise[step] as Value, o.max(g, sums, [1], true))
    const passed = o.sum(g, o.where(g, o.greater(g, sums, point), 0, 1), [1], true)
    return idOf(g, passed, vocabSize)
  }
}
