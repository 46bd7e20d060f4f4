/** @file The draws on view as rows: each estimator's values, summary, bias and the exact value that it aims at. */
import type { Tone } from '../../charts/curve.ts'
import { type Domain, valueDomain } from '../../charts/domain.ts'
import type { Draw } from '../../engine/types.ts'
import {
  biasOf,
  ESTIMATORS,
  exactGradient,
  exactValues,
  type GradientAt,
  gradientValues,
  type Summary,
  summarize,
  weighted,
} from '../../store/estimators.ts'

export interface EstimatorRow {
  readonly id: string
  readonly label: string
  readonly tone: Tone
  /** What it promises, in words. */
  readonly meaning: string
  readonly values: readonly number[]
  readonly summary: Summary
  readonly bias: Summary
}

const TONES = { k1: 'student', k2: 'less', k3: 'more' } as const
const MEANINGS = {
  k1: 'unbiased, noisy, may be negative',
  k2: 'biased, never negative',
  k3: 'unbiased, never negative, less noise where the models agree',
} as const

/** k1, k2 and k3 of these draws. */
export function estimatorRows(
  draws: readonly Draw[],
  scope: 'position' | 'problem',
  clip: number,
): readonly EstimatorRow[] {
  const exact = exactValues(draws, scope)
  return ESTIMATORS.map((id) => {
    const values = weighted(draws, id, clip)
    const rest = { summary: summarize(values), bias: biasOf(values, exact) }
    return { id, label: id, tone: TONES[id], meaning: MEANINGS[id], values, ...rest }
  })
}

/** The policy-gradient form at the written token's logit. */
export function gradientRow(draws: readonly Draw[], at: GradientAt, clip: number): EstimatorRow {
  const values = gradientValues(draws, at, clip)
  const bias = biasOf(
    values,
    draws.map(({ exact }) => exactGradient(at, exact)),
  )
  const meaning = 'score function times k1: unbiased for the gradient'
  return { id: 'gradient', label: 'PG', tone: 'context', meaning, values, summary: summarize(values), bias }
}

/** Share of the values that may lie beyond either end of the axis. */
const BEYOND = 0.01

/** Round ends that hold the exact value and nearly all draws, so that one wild draw does not squeeze the others. */
export function rainDomain(rows: readonly EstimatorRow[], exact: number): Domain {
  const ends = rows.flatMap(({ values }) => {
    const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
    const cut = Math.floor(sorted.length * BEYOND)
    return [sorted[cut] ?? 0, sorted[sorted.length - 1 - cut] ?? 0]
  })
  return valueDomain([...ends, exact * 1.2])
}
