/**
 * @file The terms of a loss (D.*, X.*). Each is a mean over tokens or texts of a per-token (or per-text) loss, times its
 * weights, times its coefficient; the loss of a step is their sum. The gradient flows through the student only.
 */
import type { DivergenceKind } from '../divergences/registry.ts'
import type { TermSupport } from '../graph/pair.ts'
import type { Weight } from '../weights/weights.ts'
import type { Schedule } from './schedule.ts'

/** What a term's weighted sum over tokens is divided by. */
export type Denominator = 'tokens' | 'kept' | 'counted' | 'texts' | 'texts-counted' | 'sum'

interface TermBase {
  /** Draws that it reads, by id. */
  readonly on: readonly [string, ...string[]]
  /** Default 1. */
  readonly coefficient?: Schedule
  readonly weights?: readonly Weight[]
  /**
   * What the weighted sum over tokens is divided by. `tokens`: the number of tokens of its draws; `kept`: the sum of the
   * weights' absolute values; `counted`: the number of tokens whose weight is not 0, so that weights beside a gate keep their
   * size; `texts`: each text's own length, then the number of texts (mean of means); `texts-counted`: each text's number of
   * tokens whose weight is not 0, then the number of texts; `sum`: the number of texts only (sum over a text's tokens).
   * Default tokens.
   */
  readonly per?: Denominator
}

/** A divergence at every position. */
export interface DivergenceTerm extends TermBase {
  readonly kind: 'divergence'
  readonly divergence: DivergenceKind
  /** Softmax temperature of both models inside the divergence; no tau^2. Default 1. */
  readonly temperature?: number
  readonly support?: TermSupport
  /** Upper limit of every vocabulary entry's contribution, no lower one (W.tokclip, as OPSD's jsd_token_clip). */
  readonly entryClip?: number
}

/** A single-sample estimate of reverse KL as a plain loss, through both log-probs of the token (D.k2, D.k3; k1 as a warning). */
export interface EstimatorTerm extends TermBase {
  readonly kind: 'estimator'
  readonly id: 'k1' | 'k2' | 'k3'
}

/** log 2 - log(1 + exp(-gap^2 / (2 tau))), which fades for tiny and for huge gaps (D.gate2). */
export interface BoundedGapTerm extends TermBase {
  readonly kind: 'bounded-gap'
  readonly tau: number
}

/** Parts of an advantage that need a teacher; they add up, token by token. */
export type TaughtAdvantage =
  /**
   * scale (log p_T - log p) at the token: reverse KL as a reward (D.k1pg). p is the writer's when it wrote, or the student's
   * before this step, which differ for texts that were kept. Default behaviour.
   */
  | { readonly kind: 'log-ratio'; readonly scale?: number; readonly against?: 'behaviour' | 'student' }
  /** lambda (log p_T - log p_ref) - (log p_S - log p_ref), ref the starting weights (X.extrap: G-OPD). */
  | { readonly kind: 'extrapolated'; readonly lambda: number }
  /**
   * Discounted return-to-go of log p_T - log p, over the remaining length where `normalise` (X.return: MiniLLM). p as for the
   * log-ratio. `ahead`: without the token itself, whose own share another term has.
   */
  | {
      readonly kind: 'return'
      readonly discount: number
      readonly normalise: boolean
      readonly against?: 'behaviour' | 'student'
      readonly ahead?: true
    }
  /** K-step Bellman returns over the teacher's raw logits as Q-values, minus their mean in the batch (X.kstep: KETCHUP). */
  | { readonly kind: 'k-step'; readonly k: number }
  /** Group-relative reward where the KL of the text stays within `budget`, else -(penalty + overshoot) (X.constraint). */
  | { readonly kind: 'constrained'; readonly budget: number; readonly penalty: number }

/** (reward - group mean) / group deviation (X.grpo); `deviation: false` leaves the division out (Dr. GRPO). */
export interface GroupAdvantage {
  readonly kind: 'group'
  readonly deviation?: boolean
  readonly scale?: number
}

/**
 * max(log of the share of a draw's texts for the problem that earn no more, least): how far up among the anchor's texts a text
 * stands (BOND).
 */
export interface QuantileAdvantage {
  readonly kind: 'quantile'
  readonly draw: string
  readonly least: number
}

/** Parts of an advantage that ask no teacher about tokens. */
export type BareAdvantage = GroupAdvantage | QuantileAdvantage

export interface AdvantageShape {
  /** Lower limit, e.g. log(lambda) / (1 - lambda) (W.advclip: REOPOLD). */
  readonly floor?: number
  /** Both limits, -clip and clip (W.advclip: GATES). */
  readonly clip?: number
  /**
   * Shifts a group's texts until the mean advantage of the right beats that of the wrong by delta (W.margin: Uni-OPD); of
   * `extremes`: until the worst of the right beats the best of the wrong.
   */
  readonly margin?: { readonly delta: number; readonly shift: 'up' | 'down' | 'both'; readonly of?: 'extremes' }
  /** Times clip(exp(sign(A) (log p_T - log p_S)), 1 - epsilon, 1 + epsilon), pessimistically (W.ratio: RLSD). */
  readonly evidence?: { readonly epsilon: number }
}

/**
 * What multiplies the advantage. `none`: log p_S (REINFORCE). `importance`: p_S / p_behaviour, with PPO's clip where limits
 * are given (W.is). `shaped`: f(p_S / p_behaviour) with f(x) = x / (x + gamma), which lifts what the student finds unlikely
 * (LUFFY). `teacher-mix`: (p_S / p_behaviour)^alpha (p_S / p_T)^(1 - alpha) (W.ratio: RLAD); `sum`: the two ratios' mean with
 * these weights in place of their product.
 */
export type Surrogate<Taught extends boolean> =
  | { readonly kind: 'none' }
  | { readonly kind: 'importance'; readonly clip?: readonly [low: number, high: number] }
  | { readonly kind: 'shaped'; readonly gamma: number }
  | (Taught extends true
      ? {
          readonly kind: 'teacher-mix'
          readonly alpha: number
          readonly clip: readonly [low: number, high: number]
          readonly sum?: true
        }
      : never)

/** -advantage times surrogate, the advantage held constant. */
export interface PolicyGradientTerm<Taught extends boolean> extends TermBase {
  readonly kind: 'policy-gradient'
  readonly advantage: readonly (Taught extends true ? TaughtAdvantage | BareAdvantage : BareAdvantage)[]
  readonly shape?: Taught extends true ? AdvantageShape : Omit<AdvantageShape, 'evidence'>
  readonly surrogate: Surrogate<Taught>
}

/** -log p_S of the text's own tokens (D.ce). */
export interface CrossEntropyTerm extends TermBase {
  readonly kind: 'cross-entropy'
}

/** -p^gamma log p with gamma = clip(exp(-(log p + H) / b), 0.1, 2), gamma alone held constant (D.idft). */
export interface IdftTerm extends TermBase {
  readonly kind: 'idft'
  readonly b: number
}

/** sign times the student's entropy: 1 minimises, -1 is a bonus (X.ent). */
export interface EntropyTerm extends TermBase {
  readonly kind: 'entropy'
  readonly sign: 1 | -1
}

/** k3 of KL(p_S || p_ref) to the starting weights (X.anchor). */
export interface AnchorTerm extends TermBase {
  readonly kind: 'anchor'
}

/** -log Plackett-Luce of the student's top k in the teacher's order (D.rank). */
export interface RankTerm extends TermBase {
  readonly kind: 'ranking'
  readonly topK: number
}

/** HPD's reweighted log-likelihood of the data token and of one token that the student samples (D.hpd). */
export interface HybridTerm extends TermBase {
  readonly kind: 'hybrid'
}

/**
 * A loss over pairs of texts of one problem, `chosen` and `rejected` draws. log-odds against the starting weights, or
 * the latest snapshot where the recipe keeps one. `dpo`: -log sigmoid(beta (r_c - r_r)); `bce`: -log sigmoid(beta r_c)
 * - log sigmoid(-beta r_r), r = log p_S / p_ref of the text; `bco`: the same of rewards minus their mean in the batch, held constant; `orpo`: -log sigmoid(log odds_c - log odds_r) of mean
 * log-probs; `wind`: (beta (r_c - r_r) - target)^2 with the estimated win-rate's log-odds.
 */
export interface PreferenceTerm {
  readonly kind: 'preference'
  readonly id: 'dpo' | 'bce' | 'bco' | 'orpo' | 'wind'
  readonly beta: number
  readonly chosen: string
  readonly rejected: string
  readonly coefficient?: Schedule
}

/** Losses that validate and that nothing here trains on yet (D.l2, D.xtok). */
export interface LaterTerm extends TermBase {
  readonly kind: 'features' | 'cross-tokenizer'
}

/** Terms that need no teacher's distribution. */
export type BareTerm =
  | PolicyGradientTerm<false>
  | CrossEntropyTerm
  | IdftTerm
  | EntropyTerm
  | AnchorTerm
  | PreferenceTerm

export type TaughtTerm =
  | BareTerm
  | DivergenceTerm
  | EstimatorTerm
  | BoundedGapTerm
  | PolicyGradientTerm<true>
  | RankTerm
  | HybridTerm
  | LaterTerm

export type Term = TaughtTerm
