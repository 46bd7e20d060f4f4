/** @file The power family: alpha-divergence, Renyi divergence and squared Hellinger distance. None is of the literature's parts. */
import * as cards from '../../divergence/alpha.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import { numeral, plain } from '../formula/segments.ts'
import type { GraphPair } from '../graph/pair.ts'
import type { Atoms } from '../schema/atoms.ts'
import { forward, reverse, total } from './kl.ts'
import { trainable, WHOLE_DISTRIBUTION } from './trainable.ts'

/** Sum over v of p_T^alpha p_S^(1 - alpha), [rows]. */
function affinity(g: Graph, { logS, logT }: GraphPair, alpha: number): Value {
  return total(g, o.exp(g, o.add(g, o.mul(g, logT, alpha), o.mul(g, logS, 1 - alpha))))
}

const alphaDivergence = trainable(
  ({ z, parameterOf }: Atoms) => z.strictObject({ id: z.literal('alpha'), alpha: parameterOf(cards.alphaDivergence) }),
  {
    examples: [
      { id: 'alpha', alpha: -0.5 },
      { id: 'alpha', alpha: 0.7 },
      { id: 'alpha', alpha: 1 },
    ],
    emit: ({ g, pair, sum }, { alpha }) => {
      if (alpha === 1) return sum(forward(g, pair))
      if (alpha === 0) return sum(reverse(g, pair))
      return o.div(g, o.sub(g, affinity(g, pair, alpha), 1), alpha * (alpha - 1))
    },
    notation: ({ alpha }, s, t) => {
      const tex = String.raw`D_{\alpha = ${numeral(alpha)}}\big(${t} \,\|\, ${s}\big)`
      return { main: [plain(tex)], where: [] }
    },
    parts: () => [],
    target: WHOLE_DISTRIBUTION,
  },
)

const renyi = trainable(
  ({ z, parameterOf }: Atoms) => z.strictObject({ id: z.literal('renyi'), alpha: parameterOf(cards.renyi) }),
  {
    examples: [{ id: 'renyi', alpha: 2 }],
    emit: ({ g, pair, sum }, { alpha }) => {
      if (alpha === 1) return sum(forward(g, pair))
      return o.div(g, o.log(g, affinity(g, pair, alpha)), alpha - 1)
    },
    notation: ({ alpha }, s, t) => {
      const tex = String.raw`R_{\alpha = ${numeral(alpha)}}\big(${t} \,\|\, ${s}\big)`
      return { main: [plain(tex)], where: [] }
    },
    parts: () => [],
    target: WHOLE_DISTRIBUTION,
  },
)

const squaredHellinger = trainable(({ z }: Atoms) => z.strictObject({ id: z.literal('squared-hellinger') }), {
  examples: [{ id: 'squared-hellinger' }],
  emit: ({ g, pair }) => o.sub(g, 1, affinity(g, pair, 0.5)),
  notation: (_, s, t) => ({ main: [plain(String.raw`\mathrm{H}^2\big(${t}, ${s}\big)`)], where: [] }),
  parts: () => [],
  target: WHOLE_DISTRIBUTION,
})

export const POWER_DIVERGENCES = [alphaDivergence, renyi, squaredHellinger] as const
