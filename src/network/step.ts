/**
 * @file The decoder for one new token of each row, many times over: the arithmetic of `decoder`, arranged so that a step
 * has few nodes and copies nothing large. What depends on the weights or the cache alone is computed once for all steps.
 * Knows no biases, no norms of queries and keys and no adapters: see `hasSteps`.
 */
import type { Graph } from '../onnx/graph.ts'
import * as o from '../onnx/ops.ts'
import type { Value } from '../onnx/types.ts'
import { hideBias, type KeysAndValues } from './attention.ts'
import type { DecoderConfig } from './config.ts'
import { type Rotation, rmsNorm, silu } from './layers.ts'
import type { NamedWeights } from './linear.ts'

export interface DecodeStepsInput {
  /** Keys and values of earlier tokens, a layer each, [batch, kvHeads, past, headDim]. */
  readonly past: readonly KeysAndValues[]
  /** 1 for the past's real tokens, 0 for padding: integers [batch, past]. */
  readonly mask: Value
  /** Angles of all new tokens, [batch, steps, headDim / 2]. */
  readonly angles: Rotation
}

export interface DecodeSteps {
  /** The next token: ids (integers [batch, 1]) -> hidden states after the last norm, [batch, hidden]. */
  next(ids: Value): Value
  /** The past with the columns of all tokens so far. */
  present(): readonly KeysAndValues[]
}

/** Whether a decoder can be run in steps. */
export function hasSteps({ qkvBias, qkNorm, lora }: DecoderConfig): boolean {
  return !qkvBias && !qkNorm && !lora
}

/** Prepares the steps; `next` emits one each time it is called, at most as often as there are angles. */
export function decoderSteps(
  g: Graph,
  config: DecoderConfig,
  weights: NamedWeights,
  input: DecodeStepsInput,
): DecodeSteps {
  const { hiddenSize, normEpsilon } = config
  const turns = turnsOf(g, config, input.angles)
  const bias = o.unsqueeze(g, hideBias(g, input.mask), [1, 2])
  const layers = input.past.map((past, i) => layerSteps(g, config, layerWeights(weights, i), past, bias))
  let step = 0
  return {
    next(ids) {
      const turn = turns[step] as Value
      step += 1
      const embedded = o.gather(g, weights('model.embed_tokens.weight'), ids)
      const first = o.reshape(g, embedded, ['batch', hiddenSize])
      const last = layers.reduce((x, layer) => layer.next(x, turn), first)
      return rmsNorm(g, last, weights('model.norm.weight'), normEpsilon)
    },
    present: () => layers.map((layer) => layer.present()),
  }
}

const layerWeights =
  (weights: NamedWeights, layer: number): NamedWeights =>
  (name) =>
    weights(`model.layers.${layer}.${name}.weight`)

/** One layer over all steps: [batch, hidden] -> [batch, hidden]. */
function layerSteps(g: Graph, config: DecoderConfig, weight: NamedWeights, past: KeysAndValues, bias: Value) {
  const { heads, kvHeads, headDim, normEpsilon } = config
  const width = (heads + kvHeads) * headDim
  const packed = packedProjection(g, config, weight)
  const pastKey = o.transpose(g, past.key, [0, 1, 3, 2])
  const keys: Value[] = []
  const values: Value[] = []

  /** The new token's query meets the past and the new tokens in products of their own, under one softmax. */
  const attend = (query: Value): Value => {
    const before = o.add(g, o.matmul(g, query, pastKey), bias)
    const within = o.matmul(g, query, o.transpose(g, joined(g, keys), [0, 1, 3, 2]))
    const count = keys.length
    const shares = o.softmax(g, o.concat(g, [before, within], 3, `past_and_${count}`))
    const ofPast = o.slice(g, shares, 3, 0, -count, 'past_sequence')
    const ofNew = o.slice(g, shares, 3, -count, LAST, count)
    return o.add(g, o.matmul(g, ofPast, past.value), o.matmul(g, ofNew, joined(g, values)))
  }

  return {
    next(x: Value, turn: Value): Value {
      const normal = rmsNorm(g, x, weight('input_layernorm'), normEpsilon)
      const [both, value] = o.split(g, o.matmul(g, normal, packed), [2 * width, kvHeads * headDim], 1) as [Value, Value]
      const pair = o.reshape(g, both, ['batch', 2, heads + kvHeads, headDim])
      const [query, key] = o.split(g, o.sum(g, o.mul(g, pair, turn), [1]), [heads, kvHeads], 1) as [Value, Value]
      keys.push(o.unsqueeze(g, key, [2]))
      values.push(o.reshape(g, value, ['batch', kvHeads, 1, headDim]))
      const mixed = attend(o.reshape(g, query, ['batch', kvHeads, heads / kvHeads, headDim]))
      const attended = o.matmul(g, o.reshape(g, mixed, ['batch', heads * headDim]), weight('self_attn.o_proj'))
      const between = o.add(g, x, attended)
      const mlp = rmsNorm(g, between, weight('post_attention_layernorm'), normEpsilon)
      const gate = silu(g, o.matmul(g, mlp, weight('mlp.gate_proj')))
      const up = o.matmul(g, mlp, weight('mlp.up_proj'))
      return o.add(g, between, o.matmul(g, o.mul(g, gate, up), weight('mlp.down_proj')))
    },
    present: (): KeysAndValues => ({
      key: o.concat(g, [past.key, ...keys], 2, 'total_sequence'),
      value: o.concat(g, [past.value, ...values], 2, 'total_sequence'),
    }),
  }
}

/**
 * One matrix for queries, keys and values, [hidden, 2 * (heads + kvHeads) * headDim + kvHeads * headDim]: queries and keys,
 * the same with each head's halves swapped and the first one negated, and values. Rotation is then a weighted sum of the
 * first two. Queries come out scaled.
 */
function packedProjection(g: Graph, config: DecoderConfig, weight: NamedWeights): Value {
  const { hiddenSize, heads, kvHeads, headDim } = config
  const scaled = o.mul(g, weight('self_attn.q_proj'), 1 / Math.sqrt(headDim))
  const turned = o.concat(g, [scaled, weight('self_attn.k_proj')], 1)
  const half = headDim / 2
  const apart = o.reshape(g, turned, [hiddenSize, heads + kvHeads, headDim])
  const [a, b] = o.split(g, apart, [half, half], 2) as [Value, Value]
  const swapped = o.reshape(g, o.concat(g, [o.neg(g, b), a], 2), [hiddenSize, (heads + kvHeads) * headDim])
  return o.concat(g, [turned, swapped, weight('self_attn.v_proj')], 1)
}

/** For each step the factors of a head's entries and of its swapped entries: [batch, 2, 1, headDim]. */
function turnsOf(g: Graph, { headDim }: DecoderConfig, { cos, sin }: Rotation): readonly Value[] {
  const steps = Number(cos.shape[1])
  const factors = o.concat(g, [cos, cos, sin, sin], 2)
  const apart = o.reshape(g, factors, ['batch', steps, 2, 1, headDim])
  const ones = Array.from({ length: steps }, () => 1)
  return o.split(g, apart, ones, 1).map((turn) => o.reshape(g, turn, ['batch', 2, 1, headDim]))
}

function joined(g: Graph, parts: readonly Value[]): Value {
  return parts[1] ? o.concat(g, parts, 2) : (parts[0] as Value)
}

/** An end that no axis reaches: "to the last". */
const LAST = 2 ** 31 - 1
