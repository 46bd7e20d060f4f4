/** @file The two Kullback-Leibler divergences, their weighted sum (Jeffreys) and their adaptive mixture (AKL). */

import { fullDivergence } from './build.ts'
import { type EntryFunction, type Kernel, mapEntries, mixKernels, sumEntries, sumKernel } from './kernel.ts'
import { difference, finiteLog, finiteSlope, klTerm } from './numeric.ts'
import type { PreparedPair } from './types.ts'

/** p_S - p_T: the gradient of forward KL itself, and the reason why it stays finite where the value does not. */
const massDifference = (pair: PreparedPair, i: number) => difference(pair.pT[i]!, pair.pS[i]!, pair.logRatio[i]!)

/** KL(p_T || p_S). */
export const forwardKernel: Kernel = {
  value: (pair) => sumEntries(pair, (p, i) => klTerm(p.pT[i]!, p.pS[i]!, p.logRatio[i]!), 0),
  contributions: (pair) => mapEntries(pair, (p, i) => (p.pT[i] === 0 ? 0 : -p.pT[i]! * p.logRatio[i]!), 0),
  gradient: (pair) => mapEntries(pair, massDifference, 0),
}

/** KL(p_S || p_T). */
export const reverseKernel: Kernel = sumKernel(
  (p, i) => klTerm(p.pS[i]!, p.pT[i]!, -p.logRatio[i]!),
  (p, i) => (p.pS[i] === 0 ? 0 : p.pS[i]! * p.logRatio[i]!),
  (p, i) => (p.pS[i] === 0 ? 0 : finiteSlope(p.pS[i]! * finiteLog(p.logRatio[i]!))),
)

/** p_S dc/dp_S of the textbook summands of both, for cards. */
export const forwardClipSlope: EntryFunction = (pair, i) => -pair.pT[i]!
export const reverseClipSlope: EntryFunction = (pair, i) =>
  pair.pS[i] === 0 ? 0 : pair.pS[i]! * (pair.logRatio[i]! + 1)

/**
 * Share of the head in |p_T - p_S|. Head and tail as KDFlow cuts them: p_T ascending (equal ones in vocabulary order),
 * the tail is every entry up to which the cumulative mass is at most mu. 1/2 where the distributions are equal.
 */
function headShare(pair: PreparedPair, mu: number): number {
  const ascending = pair.pT.slice().sort()
  let tailCount = 0
  let cumulative = 0
  for (const p of ascending) {
    cumulative += p
    // At mu = 1 everything is tail, also when the sum of the probabilities rounds to above 1.
    if (cumulative > mu && mu < 1) break
    tailCount++
  }
  const threshold = ascending[tailCount] ?? Number.POSITIVE_INFINITY
  let tiesInTail = tailCount
  for (const p of pair.pT) if (p < threshold) tiesInTail--
  let head = 0
  let tail = 0
  for (let i = 0; i < pair.size; i++) {
    const p = pair.pT[i]!
    const gap = Math.abs(massDifference(pair, i))
    const isTail = p < threshold || (p === threshold && tiesInTail-- > 0)
    if (isTail) tail += gap
    else head += gap
  }
  return head + tail > 0 ? head / (head + tail) : 0.5
}

export const forwardKl = fullDivergence(
  {
    id: 'forward-kl',
    name: 'Forward KL',
    unit: 'nats',
    formula: String.raw`D_{\mathrm{KL}}(p_T \,\|\, p_S) = \sum_v p_T(v) \log \frac{p_T(v)}{p_S(v)}`,
    direction: 'forward: KL(p_T || p_S), mean-seeking',
    meaning:
      'How many nats the student wastes on text that the teacher writes: it must cover all that the teacher does.',
    source: 'GKD, arXiv:2306.13649; TRL generalized_jsd_loss with beta = 0',
    parameter: null,
    sumsOverTokens: true,
    clipSlope: forwardClipSlope,
  },
  forwardKernel,
)

export const reverseKl = fullDivergence(
  {
    id: 'reverse-kl',
    name: 'Reverse KL',
    unit: 'nats',
    formula: String.raw`D_{\mathrm{KL}}(p_S \,\|\, p_T) = \sum_v p_S(v) \log \frac{p_S(v)}{p_T(v)}`,
    direction: 'reverse: KL(p_S || p_T), mode-seeking',
    meaning: 'How unlikely the teacher finds what the student writes: it may drop modes, but not invent any.',
    source: 'MiniLLM, arXiv:2306.08543; TRL generalized_jsd_loss with beta = 1',
    parameter: null,
    sumsOverTokens: true,
    clipSlope: reverseClipSlope,
  },
  reverseKernel,
)

export const jeffreys = fullDivergence(
  {
    id: 'jeffreys',
    name: 'Jeffreys (weighted)',
    shortName: 'Jeffreys',
    unit: 'nats',
    formula: String.raw`w\,D_{\mathrm{KL}}(p_T \,\|\, p_S) + (1-w)\,D_{\mathrm{KL}}(p_S \,\|\, p_T)`,
    direction: 'both: w forward KL(p_T || p_S) + (1 - w) reverse KL(p_S || p_T); symmetric at w = 1/2',
    meaning: 'The mean of both KLs (half of the textbook sum at w = 1/2): cover the teacher and invent nothing.',
    source: 'NeMo-RL DistillationLossFn, kl_type mixed with mixed_kl_weight = w; BOND, arXiv:2407.14622',
    parameter: {
      id: 'w',
      meaning: 'weight of forward KL: 0 is reverse KL, 1 is forward KL',
      min: 0,
      max: 1,
      default: 0.5,
    },
    sumsOverTokens: true,
    clipSlope: (pair, i, w) =>
      (w === 0 ? 0 : w * forwardClipSlope(pair, i, w)) + (w === 1 ? 0 : (1 - w) * reverseClipSlope(pair, i, w)),
  },
  mixKernels(forwardKernel, reverseKernel, (_, w) => [w, 1 - w]),
)

export const adaptiveKl = fullDivergence(
  {
    id: 'akl',
    name: 'Adaptive KL',
    unit: 'nats',
    formula: String.raw`\frac{g_h D_{\mathrm{KL}}(p_T \| p_S) + g_t D_{\mathrm{KL}}(p_S \| p_T)}{g_h + g_t},\quad g_{h,t} = \sum_{v \in \text{head, tail}} |p_T(v) - p_S(v)|`,
    direction:
      "both: forward KL(p_T || p_S) weighs by the gap in the teacher's head, reverse KL(p_S || p_T) in its tail",
    meaning:
      'Fits the likely tokens first by forward KL and the unlikely ones by reverse KL; the weights get no gradient.',
    source: 'Wu et al., arXiv:2404.02657; KDFlow akl_loss with adaptive_alpha = mu',
    parameter: {
      id: 'mu',
      meaning: 'teacher mass that counts as tail: 0 leaves no tail (forward KL), 1 leaves no head (reverse KL)',
      min: 0,
      max: 1,
      default: 0.5,
    },
    sumsOverTokens: false,
    clipSlope: null,
  },
  mixKernels(forwardKernel, reverseKernel, (pair, mu) => {
    const head = headShare(pair, mu)
    return [head, 1 - head]
  }),
)
