/** @file The draws on view as rows: each estimator's values, summary, bias and the exact value that it aims at. */

import type { Tone } from '../../charts/curve.ts'
import { type Domain, valueDomain } from '../../charts/domain.ts'
import { quantile } from '../../divergence/stats.ts'
import type { EstimatorDraw } from '../../engine/types.ts'
import { mark } from '../../i18n/words.ts'
import {
  biasOf,
  chanceOf,
  ESTIMATORS,
  exactGradient,
  exactSharpening,
  exactValues,
  expectedOf,
  type GradientAt,
  gradientValues,
  type Summary,
  sharpeningValues,
  summarize,
  weighted,
} from './draws.ts'
import type { EstimateSource } from './provenance.ts'

export interface EstimatorRow {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** What it promises, in words. */
  readonly meaning: string
  readonly values: readonly number[]
  /** What each draw is compared with. */
  readonly exact: readonly number[]
  readonly summary: Summary
  readonly bias: Summary
  /** What bias and variance are exactly, and of which entries; null where the draws cannot be enumerated. */
  readonly expected: EstimateSource['expected']
}

const TONES = { k1: 'student', k2: 'less', k3: 'more' } as const
const MEANINGS = {
  k1: mark('unbiased, noisy, may be negative'),
  k2: mark('biased, never negative'),
  k3: mark('unbiased, never negative, less noise where the models agree'),
} as const

/** k1, k2 and k3 of these draws; `every` entry of the vocabulary gives what they are in expectation. */
export function estimatorRows(
  draws: readonly EstimatorDraw[],
  every: readonly EstimatorDraw[],
  scope: 'position' | 'problem',
  clip: number,
): readonly EstimatorRow[] {
  const exact = exactValues(draws, scope)
  return ESTIMATORS.map((id) => {
    const values = weighted(draws, id, clip)
    const expected = known(every, weighted(every, id, clip), every[0]?.exact)
    const rest = { exact, summary: summarize(values), bias: biasOf(values, exact), expected }
    return { id, label: id, tone: TONES[id], meaning: MEANINGS[id], values, ...rest }
  })
}

/** The policy-gradient form at the written token's logit. */
export function gradientRow(
  draws: readonly EstimatorDraw[],
  every: readonly EstimatorDraw[],
  at: GradientAt,
  clip: number,
): EstimatorRow {
  const values = gradientValues(draws, at, clip)
  const exact = draws.map((draw) => exactGradient(at, draw.exact))
  return {
    id: 'gradient',
    label: 'PG',
    tone: 'context',
    meaning: mark('score function times k1: unbiased for the gradient'),
    values,
    exact,
    summary: summarize(values),
    bias: biasOf(values, exact),
    expected: known(every, gradientValues(every, at, clip), exactGradient(at, every[0]?.exact ?? Number.NaN)),
  }
}

/** The policy-gradient form over whole rollouts, with what a token does to later ones and without. */
export function sharpeningRows(draws: readonly EstimatorDraw[], clip: number): readonly EstimatorRow[] {
  const exact = exactSharpening(draws)
  const row = (form: 'toGo' | 'own', label: string, meaning: string, tone: Tone): EstimatorRow => {
    const values = sharpeningValues(draws, form, clip)
    return {
      id: form,
      label,
      tone,
      meaning,
      values,
      exact,
      summary: summarize(values),
      bias: biasOf(values, exact),
      expected: null,
    }
  }
  return [
    row('toGo', 'PG', mark('score of every token times the k1 from it on: unbiased, noisy'), 'context'),
    row('own', 'PG, γ = 0', mark('times its own k1 alone: less noise, blind to later tokens'), 'ink'),
  ]
}

/** @param values of every entry, weights included */
function known(
  every: readonly EstimatorDraw[],
  values: readonly number[],
  exact: number | undefined,
): EstimatorRow['expected'] {
  if (every.length === 0 || exact === undefined) return null
  const { mean, variance } = expectedOf(every, values)
  return { bias: mean - exact, variance, chances: every.map(chanceOf), values, exact }
}

/** Share of the values that may lie beyond either end of the axis. */
const BEYOND = 0.01

/** Round ends that hold the exact value and nearly all draws, so that one wild draw does not squeeze the others. */
export function rainDomain(rows: readonly EstimatorRow[], exact: number): Domain {
  const ends = rows.flatMap(({ values }) => {
    const finite = values.filter(Number.isFinite)
    return finite.length === 0 ? [0, 0] : [quantile(finite, BEYOND), quantile(finite, 1 - BEYOND)]
  })
  return valueDomain([...ends, exact * 1.2])
}
