/** @file The two Kullback-Leibler divergences, their weighted sum (Jeffreys) and their adaptive mixture (AKL). */
import * as cards from '../../divergence/kl.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import { klTex, marked, numeral } from '../formula/segments.ts'
import type { GraphPair } from '../graph/pair.ts'
import type { Atoms } from '../schema/atoms.ts'
import { trainable, WHOLE_DISTRIBUTION } from './trainable.ts'

/** p (log p - log q), entry by entry. */
export const klTo = (g: Graph, logP: Value, p: Value, logQ: Value): Value => o.mul(g, p, o.sub(g, logP, logQ))

/** Summands of KL(p_T || p_S), [rows, entries]. */
export const forward = (g: Graph, { logS, logT, pT }: GraphPair): Value => klTo(g, logT, pT, logS)
/** Summands of KL(p_S || p_T), [rows, entries]. */
export const reverse = (g: Graph, { logS, logT, pS }: GraphPair): Value => klTo(g, logS, pS, logT)

/** Sum over the vocabulary, [rows]. */
export const total = (g: Graph, entries: Value): Value => o.sum(g, entries, [1])

const forwardKl = trainable(({ z }: Atoms) => z.strictObject({ id: z.literal('forward-kl') }), {
  examples: [{ id: 'forward-kl' }],
  emit: ({ g, pair, sum }) => sum(forward(g, pair)),
  notation: (_, s, t) => ({ main: [marked('D.fkl', klTex(t, s))], where: [] }),
  parts: () => ['D.fkl'],
  target: WHOLE_DISTRIBUTION,
})

const reverseKl = trainable(({ z }: Atoms) => z.strictObject({ id: z.literal('reverse-kl') }), {
  examples: [{ id: 'reverse-kl' }],
  emit: ({ g, pair, sum }) => sum(reverse(g, pair)),
  notation: (_, s, t) => ({ main: [marked('D.rkl', klTex(s, t))], where: [] }),
  parts: () => ['D.rkl'],
  target: WHOLE_DISTRIBUTION,
})

const jeffreys = trainable(
  ({ z, parameterOf }: Atoms) => z.strictObject({ id: z.literal('jeffreys'), w: parameterOf(cards.jeffreys) }),
  {
    examples: [
      { id: 'jeffreys', w: 0.25 },
      { id: 'jeffreys', w: 0.2 },
    ],
    emit: ({ g, pair, sum }, { w }) => sum(o.add(g, o.mul(g, forward(g, pair), w), o.mul(g, reverse(g, pair), 1 - w))),
    notation: ({ w }, s, t) => {
      const sum = String.raw`\Big(${numeral(w)}\,${klTex(t, s)} + ${numeral(1 - w)}\,${klTex(s, t)}\Big)`
      return { main: [marked('D.jeffreys', sum)], where: [] }
    },
    parts: () => ['D.jeffreys'],
    target: WHOLE_DISTRIBUTION,
  },
)

/**
 * AKL (arXiv:2404.02657; KDFlow's akl_loss): forward KL weighed by the gap |p_T - p_S| in the teacher's head, reverse KL by
 * that in its tail, the tail being the entries up to which the ascending cumulative mass is at most mu. No gradient through
 * the weights; 1/2 each where the distributions are equal.
 */
const adaptiveKl = trainable(
  ({ z, parameterOf }: Atoms) => z.strictObject({ id: z.literal('akl'), mu: parameterOf(cards.adaptiveKl) }),
  {
    examples: [
      { id: 'akl', mu: 0.5 },
      { id: 'akl', mu: 1 },
    ],
    emit: ({ g, pair }, { mu }) => {
      const head = g.silently(() => headShare(g, pair, mu))
      const mix = (x: Value, weight: Value) => o.mul(g, total(g, x), weight)
      return o.add(g, mix(forward(g, pair), head), mix(reverse(g, pair), o.sub(g, 1, head)))
    },
    notation: ({ mu }, s, t) => {
      const tex = String.raw`\mathrm{AKL}_{\mu = ${numeral(mu)}}\big(${t}, ${s}\big)`
      return { main: [marked('D.akl', tex)], where: [] }
    },
    parts: () => ['D.akl'],
    target: WHOLE_DISTRIBUTION,
  },
)

/** Share of the head in |p_T - p_S|, [rows]. */
function headShare(g: Graph, { pS, pT }: GraphPair, mu: number): Value {
  const { values, indices } = o.topK(g, pT, Number(pT.shape[1]))
  // Descending order: the mass from an entry to the end, itself included, is the ascending cumulative mass.
  const below = o.add(g, o.sub(g, 1, o.cumsum(g, values, 1)), values)
  const isTail = o.cast(g, o.less(g, below, mu < 1 ? mu + 1e-9 : 2), g.float)
  const gap = o.abs(g, o.sub(g, o.gatherElements(g, pS, indices, 1), values))
  const inTail = total(g, o.mul(g, gap, isTail))
  const all = total(g, gap)
  return o.div(g, o.add(g, o.sub(g, all, inTail), 0.5e-12), o.add(g, all, 1e-12))
}

export const KL_DIVERGENCES = [forwardKl, reverseKl, jeffreys, adaptiveKl] as const
