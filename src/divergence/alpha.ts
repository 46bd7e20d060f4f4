/** @file The power family: alpha-divergence, Renyi divergence and squared Hellinger distance. */

import { fullDivergence } from './build.ts'
import {
  type EntryFunction,
  type Kernel,
  likeliest,
  mapEntries,
  sumEntries,
  sumKernel,
  throughSoftmax,
  withEnds,
} from './kernel.ts'
import { forwardKernel, reverseKernel } from './kl.ts'
import { difference, finiteSlope, logSumExp, phi } from './numeric.ts'
import type { PreparedPair } from './types.ts'

/** log(p_T^alpha p_S^(1-alpha)) of one entry; -Infinity where both are masked. */
function logProduct(pair: PreparedPair, i: number, alpha: number): number {
  const t = pair.logT[i]!
  const s = pair.logS[i]!
  if (t === Number.NEGATIVE_INFINITY && s === Number.NEGATIVE_INFINITY) return t
  return (alpha === 0 ? 0 : alpha * t) + (alpha === 1 ? 0 : (1 - alpha) * s)
}

/**
 * (p_T^alpha p_S^(1-alpha) - alpha p_T - (1-alpha) p_S) / (alpha (alpha-1)) >= 0, for alpha not 0 or 1. Written from the
 * distribution whose power is at least 1/2 (D_alpha(T, S) = D_{1-alpha}(S, T)): then nothing cancels near either end.
 */
const alphaTerm: EntryFunction = (pair, i, alpha) => {
  const logE = logProduct(pair, i, alpha)
  const fromTeacher = alpha >= 0.5
  const p = fromTeacher ? pair.pT[i]! : pair.pS[i]!
  const q = fromTeacher ? pair.pS[i]! : pair.pT[i]!
  if (logE === Number.NEGATIVE_INFINITY && p === 0 && q === 0) return 0
  const x = fromTeacher ? pair.logRatio[i]! : -pair.logRatio[i]!
  const c = fromTeacher ? 1 - alpha : alpha
  if (Math.abs(x) < 0.5) return (p * (phi(c * x) / c - phi(x))) / (c - 1)
  const power = Math.abs(c * x) < 1 ? p * Math.expm1(c * x) : Math.exp(logE) - p
  return (power / c - difference(p, q, x)) / (c - 1)
}

/** p_S (1 - (p_T/p_S)^alpha) / alpha: dD/dp_S times p_S, shifted by the constant 1/alpha. */
const alphaSlope: EntryFunction = (pair, i, alpha) => {
  const x = -alpha * pair.logRatio[i]!
  if (Math.abs(x) < 1) return (-pair.pS[i]! * Math.expm1(x)) / alpha
  return finiteSlope((pair.pS[i]! - Math.exp(logProduct(pair, i, alpha))) / alpha)
}

const alphaKernel: Kernel = withEnds(
  sumKernel(alphaTerm, alphaTerm, alphaSlope),
  new Map([
    [0, reverseKernel],
    [1, forwardKernel],
  ]),
)

export const alphaDivergence = fullDivergence(
  {
    id: 'alpha',
    name: 'Alpha-divergence',
    shortName: 'α-divergence',
    unit: null,
    formula: String.raw`\frac{1}{\alpha(\alpha-1)}\Bigl(\sum_v p_T(v)^{\alpha}\, p_S(v)^{1-\alpha} - 1\Bigr)`,
    direction: 'between and beyond: alpha to 1 is forward KL(p_T || p_S), alpha to 0 is reverse KL(p_S || p_T)',
    meaning:
      'One dial from mode-seeking to mean-seeking; 1/2 is four times squared Hellinger, 2 is half of chi squared.',
    source: 'Cressie and Read 1984, Amari; convention of Minka, MSR-TR-2005-173. In no trainer that we have read',
    parameter: {
      id: 'alpha',
      meaning: '0 is reverse KL (the limit), 1/2 is symmetric, 1 is forward KL (the limit); unbounded outside (0, 1)',
      min: -10,
      max: 10,
      default: 0.5,
    },
    sumsOverTokens: true,
    clipSlope: null,
  },
  alphaKernel,
)

/** log sum p_T^alpha p_S^(1-alpha), for alpha not 1. Near 0 it comes from the alpha-divergence, which does not cancel. */
function logAffinity(pair: PreparedPair, alpha: number): number {
  const excess = alpha * (alpha - 1) * sumEntries(pair, alphaTerm, alpha)
  if (Math.abs(excess) < 0.5) return Math.log1p(excess)
  return logSumExp(mapEntries(pair, logProduct, alpha))
}

/** Share of each entry in the value: by its term of the alpha-divergence, or by its power where those overflow. */
function renyiContributions(pair: PreparedPair, alpha: number): Float64Array {
  const log = logAffinity(pair, alpha)
  const value = log / (alpha - 1)
  const terms = mapEntries(pair, alphaTerm, alpha)
  const sum = terms.reduce((a, b) => a + b, 0)
  if (sum === 0) return terms
  if (Number.isFinite(sum)) return terms.map((term) => (term > 0 ? (value * term) / sum : 0))
  if (log === Number.POSITIVE_INFINITY) return terms.map((term) => (term === log ? term : 0))
  return mapEntries(pair, (p, i, a) => value * Math.exp(logProduct(p, i, a) - log), alpha)
}

/**
 * p_S - w, w = p_T^alpha p_S^(1-alpha) / sum, from the ratios w/p_S against that of the student's likeliest entry: where
 * that one dominates both, p_S - w would cancel. Where the value is infinite w is undefined: then the gradient is
 * p_S - p_T, which moves mass to where the teacher has it, as every member of the family does.
 */
function renyiGradient(pair: PreparedPair, alpha: number): Float64Array {
  const log = logAffinity(pair, alpha)
  if (!Number.isFinite(log)) return forwardKernel.gradient(pair, 0)
  const top = likeliest(pair.pS)
  const topRatio = Math.exp(logProduct(pair, top, alpha) - log) / pair.pS[top]!
  return throughSoftmax(
    pair,
    (p, i) => {
      const x = -alpha * (p.logRatio[i]! - p.logRatio[top]!)
      if (Math.abs(x) < 1) return -p.pS[i]! * topRatio * Math.expm1(x)
      return p.pS[i]! * topRatio - Math.exp(logProduct(p, i, alpha) - log)
    },
    0,
  )
}

export const renyi = fullDivergence(
  {
    id: 'renyi',
    name: 'Renyi divergence',
    shortName: 'Rényi',
    unit: 'nats',
    formula: String.raw`\frac{1}{\alpha-1} \log \sum_v p_T(v)^{\alpha}\, p_S(v)^{1-\alpha}`,
    direction:
      'forward: D_alpha(p_T || p_S); alpha to 1 is forward KL(p_T || p_S), mean-seeking the more the larger alpha',
    meaning: 'The alpha-divergence on a log scale: the larger alpha, the more the worst-covered token decides.',
    source: 'Renyi 1961; van Erven and Harremoes, arXiv:1206.2459. In no trainer that we have read',
    parameter: {
      id: 'alpha',
      meaning: 'order: 1/2 is symmetric, 1 is forward KL (the limit), large is the log of the largest ratio p_T/p_S',
      min: 0.001,
      max: 100,
      default: 0.5,
    },
    sumsOverTokens: false,
    clipSlope: null,
  },
  withEnds(
    {
      // + 0 turns -0 into 0.
      value: (pair, alpha) => logAffinity(pair, alpha) / (alpha - 1) + 0,
      contributions: renyiContributions,
      gradient: renyiGradient,
    },
    new Map([[1, forwardKernel]]),
  ),
)

/** At alpha = 1/2 the alpha-divergence is 2 sum (sqrt p_T - sqrt p_S)^2, four times the normalised distance. */
const hellingerTerm: EntryFunction = (pair, i) => 0.25 * alphaTerm(pair, i, 0.5)

export const squaredHellinger = fullDivergence(
  {
    id: 'squared-hellinger',
    name: 'Squared Hellinger',
    shortName: 'Hellinger²',
    unit: null,
    formula: String.raw`\tfrac12 \sum_v \bigl(\sqrt{p_T(v)} - \sqrt{p_S(v)}\bigr)^2 = 1 - \sum_v \sqrt{p_T(v)\,p_S(v)}`,
    direction: 'symmetric: the same with p_T and p_S swapped; normalised to lie in [0, 1]',
    meaning: 'One minus the overlap of the square roots: bounded, and gentle where either model gives nothing.',
    source: 'Hellinger 1909, with the factor 1/2; a quarter of the alpha-divergence at 1/2',
    parameter: null,
    sumsOverTokens: true,
    clipSlope: null,
  },
  sumKernel(hellingerTerm, hellingerTerm, (pair, i) => 0.25 * alphaSlope(pair, i, 0.5)),
)
