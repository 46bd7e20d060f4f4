/**
 * @file Every full-vocabulary divergence of src/divergence as graph nodes, with the same conventions (TRL's JSD, no tau^2),
 * and the geometric bridge. float32 in training; held to src/divergence in float64 by tests.
 */
import { logSoftmax } from '../../network/layers.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import type { DivergenceKind } from '../recipe/terms.ts'
import { type GraphPair, logAddExp } from './pair.ts'

type Operand = Value | number

/**
 * The divergence of each row, in nats.
 * @param parameter a number, a scalar, or one number a row as [rows, 1]; ignored by those without a parameter
 * @param entryClip upper limit of every entry's contribution (textbook summand), no lower limit
 * @returns [rows]
 */
export function divergence(
  g: Graph,
  pair: GraphPair,
  kind: DivergenceKind,
  parameter: Operand,
  entryClip?: number,
): Value {
  const over = (entries: Value) => total(g, entryClip === undefined ? entries : o.minimum(g, entries, entryClip))
  switch (kind.id) {
    case 'forward-kl':
      return over(forward(g, pair))
    case 'reverse-kl':
      return over(reverse(g, pair))
    case 'jsd':
      if (kind.beta === 0) return over(forward(g, pair))
      if (kind.beta === 1) return over(reverse(g, pair))
      return over(jsd(g, pair, kind.beta))
    case 'skew-forward-kl':
      if (kind.alpha === 0) return over(forward(g, pair))
      return over(klTo(g, pair.logT, pair.pT, mixture(g, pair.logT, pair.logS, parameter)))
    case 'skew-reverse-kl':
      if (kind.alpha === 0) return over(reverse(g, pair))
      return over(klTo(g, pair.logS, pair.pS, mixture(g, pair.logS, pair.logT, parameter)))
    case 'tvd':
      return over(o.mul(g, o.abs(g, o.sub(g, pair.pT, pair.pS)), 0.5))
    case 'jeffreys':
      return over(o.add(g, o.mul(g, forward(g, pair), kind.w), o.mul(g, reverse(g, pair), 1 - kind.w)))
    case 'squared-hellinger':
      return o.sub(g, 1, total(g, power(g, pair, 0.5)))
    case 'alpha':
      if (kind.alpha === 1) return over(forward(g, pair))
      if (kind.alpha === 0) return over(reverse(g, pair))
      return o.div(g, o.sub(g, total(g, power(g, pair, kind.alpha)), 1), kind.alpha * (kind.alpha - 1))
    case 'renyi':
      if (kind.alpha === 1) return over(forward(g, pair))
      return o.div(g, o.log(g, total(g, power(g, pair, kind.alpha))), kind.alpha - 1)
    case 'akl':
      return adaptive(g, pair, kind.mu)
    case 'teacher-argmax-ce':
      return o.neg(g, total(g, o.gatherElements(g, pair.logS, o.topK(g, pair.logT, 1).indices, 1)))
    case 'geometric':
      return over(bridge(g, pair, parameter))
  }
}

const total = (g: Graph, entries: Value): Value => o.sum(g, entries, [1])

/** p (log p - log q), entry by entry. */
const klTo = (g: Graph, logP: Value, p: Value, logQ: Value): Value => o.mul(g, p, o.sub(g, logP, logQ))

const forward = (g: Graph, { logS, logT, pT }: GraphPair): Value => klTo(g, logT, pT, logS)
const reverse = (g: Graph, { logS, logT, pS }: GraphPair): Value => klTo(g, logS, pS, logT)

/** log(weight a + (1 - weight) b) from log a and log b. */
function mixture(g: Graph, logA: Value, logB: Value, weight: Operand): Value {
  if (typeof weight === 'number')
    return logAddExp(g, o.add(g, logA, Math.log(weight)), o.add(g, logB, Math.log(1 - weight)))
  return logAddExp(g, o.add(g, logA, o.log(g, weight)), o.add(g, logB, o.log(g, o.sub(g, 1, weight))))
}

/** beta KL(p_T || m) + (1 - beta) KL(p_S || m), m = beta p_T + (1 - beta) p_S: TRL's generalized_jsd_loss. */
function jsd(g: Graph, pair: GraphPair, beta: number): Value {
  const m = mixture(g, pair.logT, pair.logS, beta)
  const teacher = o.mul(g, klTo(g, pair.logT, pair.pT, m), beta)
  return o.add(g, teacher, o.mul(g, klTo(g, pair.logS, pair.pS, m), 1 - beta))
}

/** p_T^alpha p_S^(1 - alpha), entry by entry. */
function power(g: Graph, { logS, logT }: GraphPair, alpha: number): Value {
  return o.exp(g, o.add(g, o.mul(g, logT, alpha), o.mul(g, logS, 1 - alpha)))
}

/**
 * AKL (arXiv:2404.02657; KDFlow's akl_loss): forward KL weighed by the gap |p_T - p_S| in the teacher's head, reverse KL by
 * that in its tail, the tail being the entries up to which the ascending cumulative mass is at most mu. No gradient through
 * the weights; 1/2 each where the distributions are equal.
 */
function adaptive(g: Graph, pair: GraphPair, mu: number): Value {
  const head = g.silently(() => {
    const { values, indices } = o.topK(g, pair.pT, Number(pair.pT.shape[1]))
    // Descending order: the mass from an entry to the end, itself included, is the ascending cumulative mass.
    const below = o.add(g, o.sub(g, 1, o.cumsum(g, values, 1)), values)
    const isTail = o.cast(g, o.less(g, below, mu < 1 ? mu + 1e-9 : 2), g.float)
    const gap = o.abs(g, o.sub(g, o.gatherElements(g, pair.pS, indices, 1), values))
    const inTail = total(g, o.mul(g, gap, isTail))
    const all = total(g, gap)
    return o.div(g, o.add(g, o.sub(g, all, inTail), 0.5e-12), o.add(g, all, 1e-12))
  })
  const mix = (x: Value, weight: Value) => o.mul(g, total(g, x), weight)
  return o.add(g, mix(forward(g, pair), head), mix(reverse(g, pair), o.sub(g, 1, head)))
}

/** Q (log Q - log p_S) with the fixed target Q proportional to p_T p_S^beta (Veto, arXiv:2601.07155). */
function bridge(g: Graph, pair: GraphPair, beta: Operand): Value {
  const logQ = g.silently(() => logSoftmax(g, o.add(g, pair.logT, o.mul(g, pair.logS, beta))))
  return klTo(
    g,
    logQ,
    g.silently(() => o.exp(g, logQ)),
    pair.logS,
  )
}
