/**
 * @file The contract of every divergence and estimator. Logs are natural, results in nats, arithmetic in float64.
 * p_T and p_S are softmax(logits / temperature) of teacher and student at one position; no tau^2 factor anywhere
 * (TRL, verl, NeMo, KDFlow and ms-swift have none).
 */

export interface ParamSpec {
  readonly id: string
  /** One line: what it does at its ends. */
  readonly meaning: string
  readonly min: number
  readonly max: number
  readonly default: number
}

/** One position: raw logits of both models over the same vocabulary, and (for estimators) the sampled token. */
export interface Position {
  readonly studentLogits: ArrayLike<number>
  readonly teacherLogits: ArrayLike<number>
  /** Index of the token that the student sampled; needed by `sampled` divergences only. */
  readonly token?: number
}

export interface Support {
  readonly top_k: number
  readonly of: 'teacher' | 'student'
  /** true: one more bucket holds the rest of the mass; false: both are renormalised over the k entries. */
  readonly tail: boolean
}

export interface DivergenceOptions {
  readonly params?: Readonly<Record<string, number>>
  /** Loss temperature, > 0. Default 1. */
  readonly temperature?: number
  /** Full-vocabulary divergences only. Default: the whole vocabulary. */
  readonly support?: Support
  /**
   * Upper limit of every entry's contribution, above 0, with no lower one (OPSD's jsd_token_clip; see entry-clip.ts). Sums
   * over entries only; on a support its entries and the tail bucket are cut. The value may then be negative.
   */
  readonly entryClip?: number
}

export interface DivergenceEvaluation {
  /** Nats. May be +Infinity where the divergence is; never NaN. */
  readonly value: number
  /** Contribution of each vocabulary entry; sums to `value` where the divergence is a sum over entries. Length V. */
  readonly perEntry: Float64Array
  /** d value / d student logits, exact, length V. The teacher is a constant. */
  readonly gradLogits: Float64Array
}

/**
 * Both distributions at one position on one support, in log space: the whole vocabulary at a temperature, or a top-k
 * reduction of it. Made once (`preparePair`, `reducePair`) and shared by every divergence that is evaluated there.
 */
export interface PreparedPair {
  /** Number of entries, N. Every array below has length N. */
  readonly size: number
  /** log p_S and log p_T; -Infinity where an entry is masked. */
  readonly logS: Float64Array
  readonly logT: Float64Array
  readonly pS: Float64Array
  readonly pT: Float64Array
  /** log p_S - log p_T without cancellation; 0 where both are masked, +-Infinity where one is. */
  readonly logRatio: Float64Array
}

export type DivergenceUnit = 'nats' | null

export interface Divergence {
  readonly id: string
  readonly name: string
  /** A name that fits beside a chart. */
  readonly shortName: string
  /** Of its values: 'nats' where it is made of logarithms; null where it sums probabilities or powers of them. */
  readonly unit: DivergenceUnit
  /** 'full' reads both distributions, 'sampled' only the log-probs of the sampled token. */
  readonly kind: 'full' | 'sampled'
  /** KaTeX source, without delimiters. */
  readonly formula: string
  /** Which way it points, in words that leave no doubt, e.g. "forward: KL(p_T || p_S), mean-seeking". */
  readonly direction: string
  /** One plain line. */
  readonly meaning: string
  /** Paper or trainer, with arXiv id or file. */
  readonly source: string
  readonly params: readonly ParamSpec[]
  /** Whether the sampled token alone gives an unbiased estimate of it: see `oneSample`. */
  readonly sumsOverTokens: boolean
  /** Whether `entryClip` may be given. */
  readonly clippable: boolean
  /** Throws RangeError, with its remedy, on bad parameters, temperature, support, token or logits. */
  evaluate(position: Position, options?: DivergenceOptions): DivergenceEvaluation
  /** `evaluate(...).value` without the arrays. Same errors. */
  value(position: Position, options?: DivergenceOptions): number
  /** The value on distributions that are prepared already; `token` for `sampled` ones only. Throws RangeError. */
  valueOn(pair: PreparedPair, params?: Readonly<Record<string, number>>, token?: number): number
}
