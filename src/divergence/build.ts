/** @file Makes a `Divergence` of its card (name, formula, source) and its mathematics. */

import { clipEntries } from './entry-clip.ts'
import type { EntryFunction, Kernel } from './kernel.ts'
import { finiteSlope } from './numeric.ts'
import { preparePair } from './pair.ts'
import { resolveParameter } from './parameters.ts'
import { expandContributions, expandGradient, reducePair } from './support.ts'
import type { Divergence, DivergenceOptions, DivergenceUnit, ParamSpec, Position, PreparedPair } from './types.ts'

/** What stands of a divergence in words. `Divergence` says what each field is. */
export interface DivergenceCard {
  readonly id: string
  readonly name: string
  /** Default: the name. */
  readonly shortName?: string
  readonly unit: DivergenceUnit
  readonly formula: string
  readonly direction: string
  readonly meaning: string
  readonly source: string
  readonly parameter: ParamSpec | null
}

/** A card of a divergence of both whole distributions. */
export interface FullDivergenceCard extends DivergenceCard {
  /** Whether the summand of an entry reads p_S and p_T of that entry and nothing else of the two distributions. */
  readonly sumsOverTokens: boolean
  /**
   * p_S dc/dp_S of the textbook summand c of one entry, unlike a kernel's slope not shifted by a constant: what an entry that
   * is not cut passes on under `entryClip`. null where there are no entries to cut.
   */
  readonly clipSlope: EntryFunction | null
}

/** The mathematics of a sampled-token estimator, with d = log p_T(y) - log p_S(y). */
export interface Estimator {
  /** Nats. */
  value(d: number): number
  /** d value / d log p_S(y); finite for finite d. */
  slope(d: number): number
}

function cardFields({ parameter, shortName, ...rest }: DivergenceCard) {
  return { ...rest, shortName: shortName ?? rest.name, params: parameter === null ? [] : [parameter] }
}

/** A gradient with respect to logits that were divided by `by`. What overflows stays at the largest number: a step needs its sign. */
function divideAll(values: Float64Array, by: number): Float64Array {
  const largest = Number.MAX_VALUE
  return by === 1 ? values : values.map((x) => Math.min(largest, Math.max(-largest, x / by)))
}

/** A divergence of both whole distributions; takes every support. */
export function fullDivergence({ clipSlope, sumsOverTokens, ...card }: FullDivergenceCard, kernel: Kernel): Divergence {
  const valueOn = (pair: PreparedPair, params?: Readonly<Record<string, number>>) =>
    kernel.value(pair, resolveParameter(card.id, card.parameter, params))
  return {
    ...cardFields(card),
    kind: 'full',
    sumsOverTokens,
    clippable: clipSlope !== null,
    evaluate(position: Position, options: DivergenceOptions = {}) {
      const parameter = resolveParameter(card.id, card.parameter, options.params)
      const temperature = options.temperature ?? 1
      const full = preparePair(position, temperature)
      const reduction = options.support ? reducePair(full, options.support) : null
      const pair = reduction?.pair ?? full
      const whole = kernel.contributions(pair, parameter)
      const { entryClip } = options
      const clipped =
        entryClip === undefined ? null : clipEntries({ id: card.id, clipSlope }, pair, whole, parameter, entryClip)
      const entries = clipped?.contributions ?? whole
      const gradient = clipped?.gradient ?? kernel.gradient(pair, parameter)
      return {
        value: clipped?.value ?? kernel.value(pair, parameter),
        perEntry: reduction ? expandContributions(reduction, entries) : entries,
        gradLogits: divideAll(reduction ? expandGradient(reduction, gradient) : gradient, temperature),
      }
    },
    value(position: Position, options: DivergenceOptions = {}) {
      const full = preparePair(position, options.temperature)
      const pair = options.support ? reducePair(full, options.support).pair : full
      if (options.entryClip === undefined) return valueOn(pair, options.params)
      const parameter = resolveParameter(card.id, card.parameter, options.params)
      return clipEntries(
        { id: card.id, clipSlope },
        pair,
        kernel.contributions(pair, parameter),
        parameter,
        options.entryClip,
      ).value
    },
    valueOn,
  }
}

function checkedToken(id: string, token: number | undefined, size: number): number {
  if (token === undefined) throw new RangeError(`${id} needs the sampled token: pass its vocabulary index`)
  if (!Number.isInteger(token) || token < 0 || token >= size) {
    throw new RangeError(`token ${token} is not in the vocabulary: pass an integer from 0 to ${size - 1}`)
  }
  return token
}

/** A single-sample estimator: reads the two log-probs of the sampled token. Its gradient is that of the value. */
export function sampledEstimator(card: DivergenceCard, estimator: Estimator): Divergence {
  const valueOn = (pair: PreparedPair, params?: Readonly<Record<string, number>>, token?: number) => {
    resolveParameter(card.id, card.parameter, params)
    return estimator.value(-pair.logRatio[checkedToken(card.id, token, pair.size)]!)
  }
  const prepared = (position: Position, options: DivergenceOptions) => {
    if (options.support || options.entryClip !== undefined) {
      const refused = options.support ? 'support' : 'entryClip'
      throw new RangeError(
        `${card.id} reads the sampled token only: remove "${refused}", or pick a full-vocabulary one`,
      )
    }
    return preparePair(position, options.temperature)
  }
  return {
    ...cardFields(card),
    kind: 'sampled',
    sumsOverTokens: false,
    clippable: false,
    evaluate(position: Position, options: DivergenceOptions = {}) {
      const pair = prepared(position, options)
      const value = valueOn(pair, options.params, position.token)
      const token = checkedToken(card.id, position.token, pair.size)
      const perEntry = new Float64Array(pair.size)
      perEntry[token] = value
      const slope = finiteSlope(estimator.slope(-pair.logRatio[token]!))
      const gradient = pair.pS.map((p) => -slope * p)
      // 1 - p_S(y), which cancels where the student is sure of its token.
      gradient[token] = -slope * Math.expm1(pair.logS[token]!)
      return { value, perEntry, gradLogits: divideAll(gradient, options.temperature ?? 1) }
    },
    value: (position: Position, options: DivergenceOptions = {}) =>
      valueOn(prepared(position, options), options.params, position.token),
    valueOn,
  }
}
