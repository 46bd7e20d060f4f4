/**
 * @file Both models' distributions at many positions as graph values: over the whole vocabulary at a temperature, or on a
 * top-k support. The teacher is a constant; the gradient flows through the student.
 */
import { logSoftmax } from '../../network/layers.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'

/** Entries that a full-vocabulary divergence looks at (D.topk). */
export interface TermSupport {
  readonly topK: number
  readonly of: 'teacher' | 'student'
  /** What becomes of the other mass: both models renormalised over the k; one more bucket; or simply left out of the sum. */
  readonly rest: 'renormalise' | 'bucket' | 'drop'
}

/** [rows, entries] each; log-probabilities in nats and their exponentials. */
export interface GraphPair {
  readonly logS: Value
  readonly logT: Value
  readonly pS: Value
  readonly pT: Value
}

/**
 * A bucket's mass counts as no less, and passes no gradient then: TRL and SDPO hold the log of the mass that is kept at or below
 * -1e-7, so that the logarithm of the rest stays finite.
 */
const LEAST_MASS = -Math.expm1(-1e-7)

/** Log-softmax of both at one temperature. @param student, teacher logits, [rows, vocabulary] each */
export function pairOf(g: Graph, student: Value, teacher: Value, temperature = 1): GraphPair {
  const at = (x: Value) => logSoftmax(g, temperature === 1 ? x : o.div(g, x, temperature))
  return finish(
    g,
    at(student),
    g.silently(() => at(teacher)),
  )
}

/**
 * The pair on the k likeliest entries of one model (a constant choice): renormalised, with one more bucket for the rest, or
 * with the rest left out.
 * @returns [rows, k] or [rows, k + 1]
 */
export function reduce(g: Graph, full: GraphPair, { topK, of, rest }: TermSupport): GraphPair {
  const size = Number(full.logS.shape[1])
  if (topK >= size) return full
  const { indices } = o.topK(g, of === 'teacher' ? full.logT : full.logS, topK)
  const keep = (x: Value) => o.gatherElements(g, x, indices, 1)
  const s = keep(full.logS)
  const t = g.silently(() => keep(full.logT))
  if (rest === 'drop') return finish(g, s, t)
  if (rest === 'renormalise')
    return finish(
      g,
      logSoftmax(g, s),
      g.silently(() => logSoftmax(g, t)),
    )
  const outside = g.silently(() => {
    const none = o.mul(g, full.pT, 0)
    const ones = o.add(g, o.mul(g, t, 0), 1)
    return o.sub(g, 1, o.scatterAdd(g, none, indices, ones, 1))
  })
  const bucket = (p: Value) => o.log(g, o.maximum(g, o.sum(g, o.mul(g, p, outside), [1], true), LEAST_MASS))
  const logs = o.concat(g, [s, bucket(full.pS)], 1)
  return finish(
    g,
    logs,
    g.silently(() => o.concat(g, [t, bucket(full.pT)], 1)),
  )
}

function finish(g: Graph, logS: Value, logT: Value): GraphPair {
  return { logS, logT, pS: o.exp(g, logS), pT: g.silently(() => o.exp(g, logT)) }
}

/** log(exp(a) + exp(b)), entry by entry, without overflow. */
export function logAddExp(g: Graph, a: Value, b: Value): Value {
  return o.add(g, a, o.softplus(g, o.sub(g, b, a)))
}
