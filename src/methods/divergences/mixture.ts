/** @file Divergences to a mixture of both distributions: generalised Jensen-Shannon and the two skew KLs. */
import * as cards from '../../divergence/mixture.ts'
import type { Graph } from '../../onnx/graph.ts'
import * as o from '../../onnx/ops.ts'
import type { Value } from '../../onnx/types.ts'
import { BOTH_MODELS } from '../batch.ts'
import { type FormulaPiece, klTex, marked, numeral, plain } from '../formula/segments.ts'
import { type GraphPair, logAddExp } from '../graph/pair.ts'
import type { Atoms } from '../schema/atoms.ts'
import { adaptiveAlpha, type SkewDivergence } from '../weights/adaptive-alpha.ts'
import { forward, klTo, reverse } from './kl.ts'
import { type MovingParameter, trainable, WHOLE_DISTRIBUTION } from './trainable.ts'

/** log(weight a + (1 - weight) b) from log a and log b. */
function mixture(g: Graph, logA: Value, logB: Value, weight: Value | number): Value {
  if (typeof weight === 'number')
    return logAddExp(g, o.add(g, logA, Math.log(weight)), o.add(g, logB, Math.log(1 - weight)))
  return logAddExp(g, o.add(g, logA, o.log(g, weight)), o.add(g, logB, o.log(g, o.sub(g, 1, weight))))
}

/** beta KL(p_T || m) + (1 - beta) KL(p_S || m), m = beta p_T + (1 - beta) p_S: TRL's generalized_jsd_loss. */
function jsdEntries(g: Graph, { logS, logT, pS, pT }: GraphPair, beta: number): Value {
  const m = mixture(g, logT, logS, beta)
  const teacher = o.mul(g, klTo(g, logT, pT, m), beta)
  return o.add(g, teacher, o.mul(g, klTo(g, logS, pS, m), 1 - beta))
}

/** Exactly 0 and 1 are the two KLs; between them both are measured to the mixture M. */
const jsd = trainable(
  ({ z, parameterOf }: Atoms) => z.strictObject({ id: z.literal('jsd'), beta: parameterOf(cards.jsd) }),
  {
    examples: [
      { id: 'jsd', beta: 0.3 },
      { id: 'jsd', beta: 0 },
      { id: 'jsd', beta: 1 },
    ],
    emit: ({ g, pair, sum }, { beta }) => {
      if (beta === 0) return sum(forward(g, pair))
      if (beta === 1) return sum(reverse(g, pair))
      return sum(jsdEntries(g, pair, beta))
    },
    notation: ({ beta }, s, t, mark) => {
      if (beta === 0 || beta === 1) {
        return { main: [marked('D.jsd', beta === 0 ? klTex(t, s) : klTex(s, t))], where: [] }
      }
      const [b, rest, middle] = [numeral(beta), numeral(1 - beta), `M${mark}`]
      return {
        main: [marked('D.jsd', String.raw`\Big(${b}\,${klTex(t, middle)} + ${rest}\,${klTex(s, middle)}\Big)`)],
        where: [[marked('D.jsd', String.raw`${middle} = ${b}\,${t} + ${rest}\,${s}`)]],
      }
    },
    parts: ({ beta }) => (beta === 0 ? ['D.jsd', 'D.fkl'] : beta === 1 ? ['D.jsd', 'D.rkl'] : ['D.jsd']),
    target: WHOLE_DISTRIBUTION,
  },
)

const skewParameter = (kind: SkewDivergence): MovingParameter | null =>
  kind.adaptive ? { per: 'row', needs: BOTH_MODELS, of: (batch, draws) => adaptiveAlpha(batch, draws, kind) } : null

const skewForwardKl = trainable(
  ({ z, parameterOf }: Atoms) =>
    z.strictObject({
      id: z.literal('skew-forward-kl'),
      alpha: parameterOf(cards.skewForwardKl),
      adaptive: z.boolean().optional(),
    }),
  {
    examples: [
      { id: 'skew-forward-kl', alpha: 0.1, adaptive: true },
      { id: 'skew-forward-kl', alpha: 0.1 },
    ],
    emit: ({ g, pair, parameter, sum }, { alpha }) => {
      if (alpha === 0) return sum(forward(g, pair))
      return sum(klTo(g, pair.logT, pair.pT, mixture(g, pair.logT, pair.logS, parameter ?? alpha)))
    },
    notation: (kind, s, t, mark) =>
      skewNotation(kind, 'D.skl', [t, s], [String.raw`\hat p_T`, String.raw`\hat p_S`], mark),
    parts: () => ['D.skl'],
    target: WHOLE_DISTRIBUTION,
    moving: skewParameter,
  },
)

const skewReverseKl = trainable(
  ({ z, parameterOf }: Atoms) =>
    z.strictObject({
      id: z.literal('skew-reverse-kl'),
      alpha: parameterOf(cards.skewReverseKl),
      adaptive: z.boolean().optional(),
    }),
  {
    examples: [
      { id: 'skew-reverse-kl', alpha: 0.1 },
      { id: 'skew-reverse-kl', alpha: 0 },
    ],
    emit: ({ g, pair, parameter, sum }, { alpha }) => {
      if (alpha === 0) return sum(reverse(g, pair))
      return sum(klTo(g, pair.logS, pair.pS, mixture(g, pair.logS, pair.logT, parameter ?? alpha)))
    },
    notation: (kind, s, t, mark) =>
      skewNotation(kind, 'D.srkl', [s, t], [String.raw`\hat p_S`, String.raw`\hat p_T`], mark),
    parts: () => ['D.srkl'],
    target: WHOLE_DISTRIBUTION,
    moving: skewParameter,
  },
)

/** @param names of the first distribution, which is mixed into the second, and of both models' mean likelihoods in that order */
function skewNotation(
  { alpha, adaptive }: SkewDivergence,
  part: 'D.skl' | 'D.srkl',
  [own, other]: readonly [string, string],
  [ownMean, otherMean]: readonly [string, string],
  mark: string,
): FormulaPiece {
  const skewed = String.raw`\alpha_y${mark}`
  const [most, rate] = [numeral(alpha), numeral(1 - alpha)]
  const [a, rest] = adaptive ? [skewed, `(1 - ${skewed})`] : [most, rate]
  const clip = String.raw`\operatorname{clip}\Big(1 - ${rate}\,\tfrac{\bar g}{g_y${mark}},\ 0.01,\ ${most}\Big)`
  const definitions = [
    [plain(`${skewed} = ${clip}`)],
    [plain(`g_y${mark} = ${ownMean}(y) - ${otherMean}(y)`)],
    [plain(String.raw`\hat p(y) = p(y)^{1/|y|}`)],
  ]
  return {
    main: [marked(part, klTex(own, String.raw`${a}\,${own} + ${rest}\,${other}`))],
    where: adaptive ? definitions : [],
  }
}

export const MIXTURE_DIVERGENCES = [jsd, skewForwardKl, skewReverseKl] as const
