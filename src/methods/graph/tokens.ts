/** @file Per-token losses that read the student's own token, its entropy or a few candidates. All are [rows], in nats. */
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import { GraphError, type Value } from '../../onnx/types.ts'
import type { Surrogate } from '../recipe/terms.ts'
import type { GraphPair } from './pair.ts'

/** Log-probability of each row's token. @param logp [rows, vocabulary] @param tokens int32 [rows] */
export function atTokens(g: Graph, logp: Value, tokens: Value): Value {
  const rows = logp.shape[0] ?? 1
  const picked = o.gatherElements(g, logp, o.reshape(g, tokens, [rows, 1]), 1)
  return o.reshape(g, picked, [rows])
}

/** -sum p log p of each row. */
export function entropy(g: Graph, logp: Value, p: Value): Value {
  return o.neg(g, o.sum(g, o.mul(g, p, logp), [1]))
}

/** Schulman's estimators of reverse KL on the sampled token as plain losses; d = log p_T - log p_S. */
export function estimator(g: Graph, id: 'k1' | 'k2' | 'k3', d: Value): Value {
  if (id === 'k1') return o.neg(g, d)
  if (id === 'k2') return o.mul(g, o.mul(g, d, d), 0.5)
  return o.sub(g, o.sub(g, o.exp(g, d), d), 1)
}

/** log 2 - log(1 + exp(-d^2 / (2 tau))) (SGSD). */
export function boundedGap(g: Graph, d: Value, tau: number): Value {
  return o.sub(g, Math.LN2, o.softplus(g, o.div(g, o.neg(g, o.mul(g, d, d)), 2 * tau)))
}

export interface PolicyLogps {
  readonly student: Value
  readonly behaviour: () => Value
  readonly teacher: () => Value
}

/** -A times the surrogate; with clip limits PPO's pessimistic minimum (arXiv:1707.06347). @param advantage [rows], constant */
export function policyGradient(g: Graph, surrogate: Surrogate<true>, advantage: Value, logps: PolicyLogps): Value {
  if (surrogate.kind === 'none') return o.neg(g, o.mul(g, advantage, logps.student))
  const since = o.sub(g, logps.student, logps.behaviour())
  if (surrogate.kind === 'shaped') {
    // x / (x + gamma) with x = exp(since) is a sigmoid of since - log gamma; so written it neither overflows nor loses its slope.
    const shaped = o.exp(g, o.neg(g, o.softplus(g, o.sub(g, Math.log(surrogate.gamma), since))))
    return o.neg(g, o.mul(g, shaped, advantage))
  }
  const ratio = surrogate.kind === 'importance' ? o.exp(g, since) : teacherMix(g, surrogate, since, logps)
  const gain = o.mul(g, ratio, advantage)
  if (!surrogate.clip) return o.neg(g, gain)
  const [low, high] = surrogate.clip
  const clipped = o.mul(g, o.minimum(g, o.maximum(g, ratio, low), high), advantage)
  return o.neg(g, o.minimum(g, gain, clipped))
}

/** RLAD's ratio to old student and teacher: their geometric, or with `sum` their arithmetic mean. @param since log p_S / p_old */
function teacherMix(
  g: Graph,
  { alpha, sum }: Extract<Surrogate<true>, { kind: 'teacher-mix' }>,
  since: Value,
  logps: PolicyLogps,
): Value {
  const toTeacher = o.sub(g, logps.student, logps.teacher())
  if (sum) return o.add(g, o.mul(g, o.exp(g, since), alpha), o.mul(g, o.exp(g, toTeacher), 1 - alpha))
  return o.exp(g, o.add(g, o.mul(g, since, alpha), o.mul(g, toTeacher, 1 - alpha)))
}

/**
 * -p^gamma log p, only the exponent held constant, gamma = clip(exp(-(log p + H) / b), 0.1, 2): DDT's IDFT, whose code
 * (IDFT/verl/trainer/fsdp_polylog_trainer.py) differentiates both factors.
 */
export function idft(g: Graph, logp: Value, entropies: Value, b: number): Value {
  const gamma = g.silently(() => {
    const centred = o.add(g, logp, entropies)
    return o.minimum(g, o.maximum(g, o.exp(g, o.div(g, o.neg(g, centred), b)), 0.1), 2)
  })
  return o.neg(g, o.mul(g, o.exp(g, o.mul(g, gamma, logp)), logp))
}

/** Keeps a logarithm finite where all candidates that are left have underflowed. */
const LEAST = { float32: 1e-30, float64: 1e-300 } as const

/**
 * -log Plackett-Luce of the student's top k in the teacher's order (TSD-KD, arXiv:2603.13260): the k candidates are the
 * student's, sorted by the teacher; the sum over ranks of log sum of what is left minus the candidate's own log-prob.
 * @param most k; a smaller vocabulary is ranked whole
 */
export function ranking(g: Graph, pair: GraphPair, most: number): Value {
  const k = Math.min(most, Number(pair.logS.shape[1]))
  const candidates = o.topK(g, pair.logS, k).indices
  const order = g.silently(() => o.topK(g, o.gatherElements(g, pair.logT, candidates, 1), k).indices)
  const scores = o.gatherElements(g, o.gatherElements(g, pair.logS, candidates, 1), order, 1)
  const shifted = o.sub(
    g,
    scores,
    g.silently(() => o.max(g, scores, [1], true)),
  )
  // Column i of the product sums the candidates from rank i on.
  const triangle = Float64Array.from({ length: k * k }, (_, n) => (Math.floor(n / k) >= n % k ? 1 : 0))
  const upper = g.initializer(
    `ranks_${k}_${g.nodes.length}`,
    g.float,
    [k, k],
    g.float === 'float64' ? triangle : Float32Array.from(triangle),
  )
  const left = o.log(g, o.add(g, o.matmul(g, o.exp(g, shifted), upper), LEAST[g.float]))
  return o.sum(g, o.sub(g, left, shifted), [1])
}

/**
 * HPD's two-part loss (arXiv:2604.20244): k(v) = (log p_T - log p_S) p_S; the data token y weighs a = k(y), plus p_T(y)
 * where k(y) > 0, plus p_T(y) again where also k(s) < 0; the student's own token s weighs b = min(k(s), 0). Both weights
 * are constants: -a log p_S(y) - b log p_S(s) [s != y].
 * @param uniform [rows], in [0, 1): draws s by the inverse of the student's cumulative distribution
 */
export function hybrid(g: Graph, pair: GraphPair, tokens: Value, uniform: Value): Value {
  const rows = pair.logS.shape[0]
  if (rows === undefined) throw new GraphError('hybrid needs [rows, vocabulary]')
  const index = o.reshape(g, tokens, [rows, 1])
  const indicator = (condition: Value) => o.cast(g, condition, g.float)
  const constants = g.silently(() => {
    const cumulative = o.cumsum(g, pair.pS, 1)
    const u = o.reshape(g, uniform, [rows, 1])
    const before = o.sub(g, cumulative, pair.pS)
    const started = o.sub(g, 1, indicator(o.greater(g, before, u)))
    const sampled = o.mul(g, indicator(o.greater(g, cumulative, u)), started)
    const weights = o.mul(g, o.sub(g, pair.logT, pair.logS), pair.pS)
    const kSampled = o.sum(g, o.mul(g, weights, sampled), [1])
    const kData = atTokens(g, weights, tokens)
    const pData = atTokens(g, pair.pT, tokens)
    const positive = indicator(o.greater(g, kData, 0))
    const again = o.mul(g, positive, indicator(o.less(g, kSampled, 0)))
    const a = o.add(g, kData, o.mul(g, pData, o.add(g, positive, again)))
    const other = o.sub(g, 1, o.reshape(g, o.gatherElements(g, sampled, index, 1), [rows]))
    const b = o.mul(g, o.minimum(g, kSampled, 0), other)
    return { sampled, a, b }
  })
  const ofData = o.mul(g, constants.a, atTokens(g, pair.logS, tokens))
  const ofSample = o.mul(g, constants.b, o.sum(g, o.mul(g, pair.logS, constants.sampled), [1]))
  return o.neg(g, o.add(g, ofData, ofSample))
}
