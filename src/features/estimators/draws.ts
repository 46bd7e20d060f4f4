/** @file Sampled estimators of KL(p_S || p_T) against the exact value: weights, means, intervals, bias, variance. Pure. */
import { mean, NORMAL_975, variance } from '../../divergence/stats.ts'
import type { EstimatorDraw } from '../../engine/types.ts'
import { focusedToken } from '../../store/focused-token.ts'
import { problemRef, viewOf } from '../../store/scoring.ts'
import type { AppState } from '../../store/state.ts'

/** What has been drawn, and for what. */
export interface DrawState {
  /** See `drawSubject`. */
  readonly subject: string
  readonly draws: readonly EstimatorDraw[]
  /** At a position: every entry of the vocabulary once, of which expectations are exact. Empty otherwise. */
  readonly every: readonly EstimatorDraw[]
  /** How many there will be when the drawing in progress is done; null at rest. */
  readonly wanted: number | null
}

declare module '../../store/state.ts' {
  interface AppState {
    readonly drawing: DrawState
  }
}

export const NO_DRAWS: DrawState = { subject: '', draws: [], every: [], wanted: null }

/** Names what would be drawn from now: equal exactly for draws that belong together. null where nothing can be drawn. */
export function drawSubject(state: AppState): string | null {
  const { settings, rollout } = state
  const { drawScope, drawTemperature, drawSeed, teacher, student, maxTokens } = settings
  const { context } = viewOf(state)
  const how = [teacher, context ?? '', drawTemperature, drawSeed]
  if (drawScope === 'problem') {
    const { world, difficulty, problemSeed, own } = problemRef(settings)
    const words = own ? JSON.stringify(own) : ''
    return ['problem', student, world, difficulty, problemSeed, words, maxTokens, ...how].join('|')
  }
  const index = focusedToken(state)
  if (!rollout?.result || index === null || rollout.tokens[index]?.source !== 'student') return null
  return ['position', rollout.origin, rollout.id, index, ...how].join('|')
}

/** The draws that belong to what is on view; none where it is something else. */
export function drawsOnView(state: AppState): readonly EstimatorDraw[] {
  return state.drawing.subject === drawSubject(state) ? state.drawing.draws : NO_DRAWS.draws
}

/** Every entry at the position on view, once that is known. */
export function everyEntry(state: AppState): readonly EstimatorDraw[] {
  return state.drawing.subject === drawSubject(state) ? state.drawing.every : NO_DRAWS.every
}

export const ESTIMATORS = ['k1', 'k2', 'k3'] as const
export type EstimatorId = (typeof ESTIMATORS)[number]

/** The importance ratio p_S / q of a draw, cut at `clip` where that is above 0. */
export function weightOf({ logWeight }: EstimatorDraw, clip: number): number {
  const ratio = Math.exp(logWeight)
  return clip > 0 ? Math.min(ratio, clip) : ratio
}

/** Of every draw: its weight times its value. */
export function weighted(draws: readonly EstimatorDraw[], id: EstimatorId, clip: number): readonly number[] {
  return draws.map((draw) => weightOf(draw, clip) * draw[id])
}

/**
 * The full-vocabulary value that each draw is compared with. At a position it is one number; over a problem it is the sum
 * along the drawn rollout, under the unclipped weight, whose mean has the same expectation and less noise.
 */
export function exactValues(draws: readonly EstimatorDraw[], scope: 'position' | 'problem'): readonly number[] {
  return draws.map((draw) => (scope === 'position' ? draw.exact : weightOf(draw, 0) * draw.exact))
}

/** One component of the policy gradient: how reverse KL pulls at the logit of the token that was written. */
export interface GradientAt {
  /** Id of the written token, its probability under the student, and its own k1. */
  readonly id: number
  readonly probability: number
  readonly k1: number
}

/** Of every draw y: weight times k1(y) (1[y = v] - p_S(v)), the score function times the estimator. */
export function gradientValues(draws: readonly EstimatorDraw[], at: GradientAt, clip: number): readonly number[] {
  return draws.map((draw) => weightOf(draw, clip) * draw.k1 * ((draw.id === at.id ? 1 : 0) - at.probability))
}

/** The exact derivative of reverse KL in that logit: p_S(v) (k1(v) - KL). */
export function exactGradient({ probability, k1 }: GradientAt, kl: number): number {
  return probability * (k1 - kl)
}

/** Over a whole rollout: weight times the policy gradient in the student's sharpness (see `Draw.sharpening`). */
export function sharpeningValues(
  draws: readonly EstimatorDraw[],
  form: 'toGo' | 'own',
  clip: number,
): readonly number[] {
  return draws.map((draw) => weightOf(draw, clip) * draw.sharpening[form])
}

/** What those are compared with: the exact form under the unclipped weight. */
export function exactSharpening(draws: readonly EstimatorDraw[]): readonly number[] {
  return draws.map((draw) => weightOf(draw, 0) * draw.sharpening.exact)
}

/** Expectation and variance of one draw, exactly: every entry with its chance of being drawn. */
export interface Expected {
  readonly mean: number
  readonly variance: number
}

/** How likely an entry is to be drawn. */
export const chanceOf = ({ logp, logWeight }: EstimatorDraw): number => Math.exp(logp - logWeight)

/** @param values of every entry, weights included; entries that are never drawn count for nothing. */
export function expectedOf(every: readonly EstimatorDraw[], values: readonly number[]): Expected {
  const over = (of: (value: number) => number): number =>
    every.reduce((sum, entry, i) => {
      const chance = chanceOf(entry)
      return chance > 0 ? sum + chance * of(values[i] ?? Number.NaN) : sum
    }, 0)
  const mean = over((value) => value)
  return { mean, variance: over((value) => (value - mean) ** 2) }
}

export interface Summary {
  readonly count: number
  readonly mean: number
  /** Unbiased, of one draw. NaN below two draws. */
  readonly variance: number
  /** Half of the 95 % interval of the mean, by the normal approximation. */
  readonly reach: number
}

/** Mean, variance and interval of some values. */
export function summarize(values: readonly number[]): Summary {
  const count = values.length
  const spread = variance(values)
  return { count, mean: mean(values), variance: spread, reach: NORMAL_975 * Math.sqrt(spread / count) }
}

/** Mean minus the exact value, draw by draw, so that noise which both share falls out. */
export function biasOf(values: readonly number[], exact: readonly number[]): Summary {
  return summarize(values.map((value, i) => value - (exact[i] ?? Number.NaN)))
}

export interface RunningMean {
  readonly x: number
  readonly y: number
  readonly low: number
  readonly high: number
}

/** The mean after 2, 3, ... draws with its interval, at most at `most` places. */
export function runningMeans(values: readonly number[], most = 80): readonly RunningMean[] {
  const every = Math.max(1, Math.ceil(values.length / most))
  const means: RunningMean[] = []
  let mean = 0
  let squares = 0
  for (const [i, value] of values.entries()) {
    const x = i + 1
    const delta = value - mean
    mean += delta / x
    squares += delta * (value - mean)
    const reach = NORMAL_975 * Math.sqrt(squares / (x - 1) / x)
    if (x > 1 && (x % every === 0 || x === values.length))
      means.push({ x, y: mean, low: mean - reach, high: mean + reach })
  }
  return means
}

/** How many equally weighted draws would be worth as much: (sum of weights)^2 / sum of squares. */
export function effectiveDraws(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight * weight, 0)
  return squares > 0 ? (sum * sum) / squares : 0
}
