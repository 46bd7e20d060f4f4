/** @file Divergences to a mixture of both distributions: generalised Jensen-Shannon and the two skew KLs. Bounded. */

import { fullDivergence } from './build.ts'
import { type EntryFunction, type Kernel, sumKernel, withEnds } from './kernel.ts'
import { forwardClipSlope, forwardKernel, reverseClipSlope, reverseKernel } from './kl.ts'
import { klTerm, logMix } from './numeric.ts'
import type { PreparedPair } from './types.ts'

/** log(M / p_T) with M = w p_S + (1 - w) p_T. */
const logMixOverTeacher = (pair: PreparedPair, i: number, w: number) => logMix(w, pair.logRatio[i]!)
/** log(M / p_S) with M = w p_T + (1 - w) p_S. */
const logMixOverStudent = (pair: PreparedPair, i: number, w: number) => logMix(w, -pair.logRatio[i]!)

// M - p summed over both parts of a JSD is zero entry by entry, so its stable terms are the textbook ones.
const jsdTerm: EntryFunction = (pair, i, beta) => {
  const t = pair.pT[i]!
  const s = pair.pS[i]!
  if (t === 0 && s === 0) return 0
  const m = beta * t + (1 - beta) * s
  const x = pair.logRatio[i]!
  // log(M / p_T) = x + log(M / p_S): the one that lies nearer to 0 is computed, and the other added up.
  const nearer = x <= 0 ? logMixOverTeacher(pair, i, 1 - beta) : logMixOverStudent(pair, i, beta)
  const overTeacher = x <= 0 ? nearer : nearer + x
  const overStudent = x <= 0 ? nearer - x : nearer
  return beta * klTerm(t, m, overTeacher) + (1 - beta) * klTerm(s, m, overStudent)
}

const jsdInside = sumKernel(jsdTerm, jsdTerm, (pair, i, beta) =>
  pair.pS[i] === 0 ? 0 : -(1 - beta) * pair.pS[i]! * logMixOverStudent(pair, i, beta),
)

const jsdClipSlope: EntryFunction = (pair, i, beta) => {
  if (beta === 0) return forwardClipSlope(pair, i, beta)
  if (beta === 1) return reverseClipSlope(pair, i, beta)
  return pair.pS[i] === 0 ? 0 : -(1 - beta) * pair.pS[i]! * logMixOverStudent(pair, i, beta)
}

export const jsd = fullDivergence(
  {
    id: 'jsd',
    name: 'Generalised Jensen-Shannon',
    shortName: 'JSD',
    unit: 'nats',
    formula: String.raw`\beta\,D_{\mathrm{KL}}(p_T \| M) + (1-\beta)\,D_{\mathrm{KL}}(p_S \| M),\quad M = \beta p_T + (1-\beta) p_S`,
    direction: 'between: exactly beta = 0 is forward KL(p_T || p_S), exactly beta = 1 is reverse KL(p_S || p_T)',
    meaning: 'Distance of both to their mixture; between the ends it is bounded and fades to 0 towards them (a jump).',
    source: "GKD, arXiv:2306.13649; TRL generalized_jsd_loss (KDFlow's jsd_beta and DistiLLM's lam are 1 - beta)",
    parameter: {
      id: 'beta',
      meaning:
        "the teacher's weight in the mixture: exactly 0 is forward KL, exactly 1 is reverse KL, 1/2 is symmetric",
      min: 0,
      max: 1,
      default: 0.5,
    },
    sumsOverTokens: true,
    clipSlope: jsdClipSlope,
  },
  withEnds(
    jsdInside,
    new Map<number, Kernel>([
      [0, forwardKernel],
      [1, reverseKernel],
    ]),
  ),
)

/** p / (w p + (1 - w) q) from x = log(q / p). */
const shareOfMix = (w: number, x: number): number => Math.exp(-logMix(1 - w, x))

const skewForwardClipSlope: EntryFunction = (pair, i, alpha) => {
  if (alpha === 0) return forwardClipSlope(pair, i, alpha)
  return pair.pS[i] === 0 ? 0 : -(1 - alpha) * pair.pS[i]! * shareOfMix(alpha, pair.logRatio[i]!)
}

const skewForwardTerm = (pair: PreparedPair, i: number, alpha: number) => {
  const t = pair.pT[i]!
  return klTerm(t, alpha * t + (1 - alpha) * pair.pS[i]!, logMixOverTeacher(pair, i, 1 - alpha))
}

const skewForwardInside = sumKernel(
  skewForwardTerm,
  (pair, i, alpha) => (pair.pT[i] === 0 ? 0 : -pair.pT[i]! * logMixOverTeacher(pair, i, 1 - alpha)),
  (pair, i, alpha) =>
    pair.pS[i] === 0 ? 0 : -(1 - alpha) * pair.pS[i]! * Math.expm1(-logMixOverTeacher(pair, i, 1 - alpha)),
)

export const skewForwardKl = fullDivergence(
  {
    id: 'skew-forward-kl',
    name: 'Skew forward KL',
    unit: 'nats',
    formula: String.raw`D_{\mathrm{KL}}\bigl(p_T \,\|\, \alpha p_T + (1-\alpha) p_S\bigr)`,
    direction: 'forward: KL(p_T || alpha p_T + (1 - alpha) p_S), mean-seeking, bounded by -log alpha',
    meaning: 'Forward KL with some teacher mixed into the student, so that a missing token costs a bounded amount.',
    source: 'DistiLLM, arXiv:2402.03898 (there skewed_forward_kl leaves out the entropy of the teacher); KDFlow skl',
    parameter: {
      id: 'alpha',
      meaning: 'teacher mixed into the student: 0 is forward KL, 1 is always 0',
      min: 0,
      max: 1,
      default: 0.1,
    },
    sumsOverTokens: true,
    clipSlope: skewForwardClipSlope,
  },
  withEnds(skewForwardInside, new Map<number, Kernel>([[0, forwardKernel]])),
)

const skewReverseClipSlope: EntryFunction = (pair, i, alpha) => {
  const s = pair.pS[i]!
  if (s === 0) return 0
  return s * (-logMixOverStudent(pair, i, 1 - alpha) + 1 - alpha * shareOfMix(alpha, -pair.logRatio[i]!))
}

const skewReverseTerm = (pair: PreparedPair, i: number, alpha: number) => {
  const s = pair.pS[i]!
  return klTerm(s, alpha * s + (1 - alpha) * pair.pT[i]!, logMixOverStudent(pair, i, 1 - alpha))
}

const skewReverseInside = sumKernel(
  skewReverseTerm,
  (pair, i, alpha) => (pair.pS[i] === 0 ? 0 : -pair.pS[i]! * logMixOverStudent(pair, i, 1 - alpha)),
  (pair, i, alpha) => {
    const s = pair.pS[i]!
    if (s === 0) return 0
    const x = logMixOverStudent(pair, i, 1 - alpha)
    // log(p_S/M) - alpha p_S/M up to a constant: the mixture moves with the student too.
    return s * (-x - alpha * Math.expm1(-x))
  },
)

export const skewReverseKl = fullDivergence(
  {
    id: 'skew-reverse-kl',
    name: 'Skew reverse KL',
    unit: 'nats',
    formula: String.raw`D_{\mathrm{KL}}\bigl(p_S \,\|\, \alpha p_S + (1-\alpha) p_T\bigr)`,
    direction: 'reverse: KL(p_S || alpha p_S + (1 - alpha) p_T), mode-seeking, bounded by -log alpha',
    meaning: 'Reverse KL with some student mixed into the teacher, so that an invented token costs a bounded amount.',
    source: 'DistiLLM, arXiv:2402.03898; KDFlow srkl',
    parameter: {
      id: 'alpha',
      meaning: 'student mixed into the teacher: 0 is reverse KL, 1 is always 0',
      min: 0,
      max: 1,
      default: 0.1,
    },
    sumsOverTokens: true,
    clipSlope: skewReverseClipSlope,
  },
  withEnds(skewReverseInside, new Map<number, Kernel>([[0, reverseKernel]])),
)
