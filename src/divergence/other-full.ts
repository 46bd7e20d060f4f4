/** @file The remaining full-vocabulary ones: total variation and cross-entropy to the teacher's argmax. */

import { fullDivergence } from './build.ts'
import { type EntryFunction, likeliest, sumKernel } from './kernel.ts'
import { difference } from './numeric.ts'
import type { PreparedPair } from './types.ts'

const tvdTerm: EntryFunction = (pair, i) => 0.5 * Math.abs(difference(pair.pT[i]!, pair.pS[i]!, pair.logRatio[i]!))

/** The sign at p_T = p_S is 0, the middle of the subgradients. */
const tvdSlope: EntryFunction = (pair, i) => 0.5 * Math.sign(pair.logRatio[i]!) * pair.pS[i]!

export const totalVariation = fullDivergence(
  {
    id: 'tvd',
    name: 'Total variation',
    unit: null,
    formula: String.raw`\tfrac12 \sum_v |p_T(v) - p_S(v)|`,
    direction: 'symmetric: the same with p_T and p_S swapped; lies in [0, 1]',
    meaning:
      'The share of probability that sits on the wrong tokens; 1 minus it is the acceptance rate of speculation.',
    source: 'DistillSpec, arXiv:2310.08461; DistiLLM tv_distance; KDFlow tvd',
    parameter: null,
    sumsOverTokens: true,
    clipSlope: tvdSlope,
  },
  sumKernel(tvdTerm, tvdTerm, tvdSlope),
)

const teacherArgmax = (pair: PreparedPair) => likeliest(pair.logT)

export const teacherArgmaxCe = fullDivergence(
  {
    id: 'teacher-argmax-ce',
    name: "Cross-entropy to the teacher's argmax",
    shortName: 'Argmax CE',
    unit: 'nats',
    formula: String.raw`-\log p_S(v^{*}),\quad v^{*} = \arg\max_v p_T(v)`,
    direction: "forward: the student must give its mass to the teacher's first choice; not 0 where both agree",
    meaning:
      "Supervised fine-tuning on the token that a greedy teacher would write next; the teacher's doubt is ignored.",
    source: 'Sequence-level distillation, arXiv:1606.07947; KDFlow top1_ce is this times p_T of the argmax',
    parameter: null,
    sumsOverTokens: false,
    clipSlope: null,
  },
  {
    value: (pair) => Math.abs(pair.logS[teacherArgmax(pair)]!),
    contributions: (pair) => {
      const out = new Float64Array(pair.size)
      const at = teacherArgmax(pair)
      out[at] = Math.abs(pair.logS[at]!)
      return out
    },
    gradient: (pair) => {
      const out = pair.pS.slice()
      const at = teacherArgmax(pair)
      out[at] = Math.expm1(pair.logS[at]!)
      return out
    },
  },
)
