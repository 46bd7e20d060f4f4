/** @file Losses over pairs of texts: DPO, ORPO, two binary classifications of the implicit reward, and win-rate regression. */
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import type { PreferenceTerm } from '../recipe/terms.ts'
import type { LossInputs } from './inputs.ts'

/**
 * The mean over pairs.
 * @param logp log-prob of every row's token under the student, [rows]
 * @param name ending of the inputs' names: `chosen_<name>`, `rejected_<name>` [pairs, rows], `target_<name>` [pairs, 1]
 * @returns a scalar
 */
export function preference(g: Graph, term: PreferenceTerm, logp: Value, inputs: LossInputs, name: string): Value {
  const chosen = inputs.membership(`chosen_${name}`)
  const rejected = inputs.membership(`rejected_${name}`)
  // No matrix product: onnxruntime would fold beta into it in single precision.
  const sumOver = (texts: Value, x: Value) => o.sum(g, o.mul(g, texts, o.unsqueeze(g, x, [0])), [1], true)
  if (term.id === 'orpo') {
    const odds = (texts: Value) =>
      logOdds(
        g,
        o.div(
          g,
          sumOver(texts, logp),
          g.silently(() => o.sum(g, texts, [1], true)),
        ),
      )
    return mean(g, o.softplus(g, o.sub(g, odds(rejected), odds(chosen))))
  }
  const reference = inputs.row('reference_logp')
  const reward = (texts: Value) => o.mul(g, sumOver(texts, o.sub(g, logp, reference)), term.beta)
  const [good, bad] = [reward(chosen), reward(rejected)]
  if (term.id === 'dpo') return mean(g, o.softplus(g, o.sub(g, bad, good)))
  if (term.id === 'bco') {
    const middle = g.silently(() => o.mul(g, o.add(g, mean(g, good), mean(g, bad)), 0.5))
    return mean(g, o.add(g, o.softplus(g, o.sub(g, middle, good)), o.softplus(g, o.sub(g, bad, middle))))
  }
  if (term.id === 'bce') return mean(g, o.add(g, o.softplus(g, o.neg(g, good)), o.softplus(g, bad)))
  const miss = o.sub(g, o.sub(g, good, bad), inputs.perPair(`target_${name}`))
  return mean(g, o.mul(g, miss, miss))
}

/** log(p / (1 - p)) from a mean log-prob; ORPO, arXiv:2403.07691. p so near 1 that float32 sees 1 is held below it. */
function logOdds(g: Graph, logp: Value): Value {
  const below = o.minimum(g, logp, -1e-6)
  return o.sub(g, below, o.log(g, o.sub(g, 1, o.exp(g, below))))
}

function mean(g: Graph, perPair: Value): Value {
  return o.mean(g, perPair, [0, 1])
}
