/** @file Every formula that a receipt can show is one that can be set. */

import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../../../divergence/registry.ts'
import type { Inspection, NextStepPrediction, ScoredRollout, TokenScore } from '../../../engine/types.ts'
import { branchTotalReceipt } from '../../../store/provenance/branch-provenance.ts'
import { carryingReceipt, movementReceipt, stripReceipt, totalGapReceipt } from '../../../store/provenance/headlines.ts'
import { measuredNumber } from '../../../store/provenance/measured-number.ts'
import type { ReceiptRequest, TokenNumber } from '../../../store/provenance/provenance.ts'
import { PLAIN_QUANTITIES, type PlainQuantity } from '../../../store/provenance/quantities.ts'
import { correlationReceipt, relativeValueReceipt, stripValueReceipt } from '../../../store/provenance/rank-provenance.ts'
import { differenceReceipt, differenceTotalReceipt, sideTotalReceipt } from '../../../store/provenance/score-provenance.ts'
import { DEFAULTS } from '../../../testing/app.ts'
import { estimateReceipt } from '../../estimators/provenance.ts'
import { branchMeanReceipt, gapSinceReceipt, rightReceipt } from '../../fork/provenance.ts'
import { MEASURED, measurementReceipt } from '../../training/provenance.ts'
import type { LearningRun } from '../../training/state.ts'
import { lossReceipt } from '../../waterfall/provenance.ts'
import { turnReceipt } from '../../xray/provenance.ts'

const entry = { id: 1, text: 'a', logpStudent: -1, logpTeacher: -2 }
const score: TokenScore = {
  ...{
    logpStudent: -1,
    logpTeacher: -2,
    gap: -1,
    entropyStudent: 1,
    entropyTeacher: 1,
    rankStudent: 1,
    rankTeacher: 2,
  },
  ...{ top: [entry], tailStudent: 0.1, tailTeacher: 0.1 },
  divergences: Object.fromEntries(DIVERGENCES.map(({ id }) => [id, 0.5])),
}
const inspection: Inspection = {
  entries: [{ ...entry, contribution: 0.1, gradient: 0.2 }],
  tail: { student: 0.1, teacher: 0.1, contribution: 0, gradient: 0 },
}
const ghost: NextStepPrediction = {
  entries: [{ id: 1, text: 'a', logp: -1, slope: 1, after: -0.9 }],
  gradientNorm: 1,
  error: 0.01,
}

const rows = { token: 0, listed: [1] } as const
const asks: readonly TokenNumber[] = (['without', 'with'] as const).flatMap((reading) => [
  ...Object.keys(PLAIN_QUANTITIES).map((quantity) => ({ token: 0, quantity: quantity as PlainQuantity, reading })),
  { token: 0, quantity: 'divergence', reading },
  ...[1, null].flatMap((entry) => [
    { ...rows, quantity: 'entry', side: 'student', entry, reading } as const,
    { ...rows, quantity: 'entry', side: 'teacher', entry, reading } as const,
    { ...rows, quantity: 'contribution', entry, reading } as const,
    { ...rows, quantity: 'push', entry, reading } as const,
  ]),
  ...(['ghost-predicted', 'ghost-actual', 'ghost-error', 'ghost-norm'] as const).map((quantity) => ({
    ...{ token: 0, quantity, reading, entry: 1 },
  })),
])

const moves = { total: 1, moved: 2, halfOn: 1, count: 3 }

const source = { run: 1, teacher: 'teacher', context: 'trace' } as const
const scored = { teacher: 'teacher', context: 'trace', tokens: [score, score] } as unknown as ScoredRollout
const written = [{ id: 1, text: 'a', logpStudent: -1, source: 'student' }] as const
const branch = { run: { id: 1, tokens: written }, score: scored }
const summary = { count: 2, mean: 1, variance: 1, reach: 1 }
const row = {
  ...{ label: 'k1', values: [1, 1], exact: [1, 1], summary, bias: summary },
  expected: { bias: 0, variance: 1, chances: [1], values: [1], exact: 1 },
}
const loss = {
  ...{ token: 0, divergence: 'jsd', value: 1, kept: 1, massKept: 1, share: 1, cumulative: 1, allKept: [1], place: 1 },
  thresholds: {},
}
const share = { share: 1, interval: [0.5, 1], n: 2 }
const run = {
  id: 1,
  setup: { recipe: { id: 'opsd' }, heldOut: { firstSeed: 1, problems: 2 } },
  evaluations: [{ step: 1, greedy: share, sampled: share, reverseKl: 1, forwardKl: 1, tvd: 0.5, length: 3 }],
  reports: [{ step: 1, loss: 1, terms: [1] }],
} as unknown as LearningRun

const made: readonly (ReceiptRequest | null)[] = [
  branchTotalReceipt(branch),
  branchMeanReceipt(branch, 0),
  branchMeanReceipt(branch, 1),
  gapSinceReceipt(branch, 0, 1),
  rightReceipt([], 'with'),
  ...(['to-agree', 'to-disagree', 'agreed', 'agrees'] as const).map((of) => turnReceipt(of, 1, scored, scored, written)),
  ...(['mean', 'low', 'high', 'bias', 'reach', 'variance', 'true-bias', 'true-variance'] as const).map((of) =>
    estimateReceipt(of, row, { seed: 1, temperature: 1, clip: 0 }, 'with'),
  ),
  ...(['kept', 'massKept', 'share', 'cumulative'] as const).map((of) => lossReceipt(of, loss, 'with')),
  ...MEASURED.map((column) => measurementReceipt(run, 1, column)),
]

const ofDivergence = (id: string): readonly (ReceiptRequest | null)[] => {
  const [gap, other] = ['gap', id].map((measure) => ({ source, measure, values: [1] }))
  const strip = { id, values: [1, 2] }
  return [
    ...(gap && other ? [sideTotalReceipt(gap), sideTotalReceipt(other), differenceReceipt(gap, other, 0)] : []),
    ...(gap && other ? [differenceTotalReceipt(gap, other, 1)] : []),
    stripValueReceipt(id, 0, 1, DEFAULTS, 'with'),
    relativeValueReceipt(id, 0, [1], DEFAULTS, 'with'),
    correlationReceipt([strip, strip], 1, DEFAULTS, 'with'),
  ]
}

const headlines = (name: string, formula: string): readonly ReceiptRequest[] => [
  totalGapReceipt(1, 3, 'without'),
  totalGapReceipt(1, 3, 'with'),
  ...(['total', 'moved', 'half'] as const).map((of) => movementReceipt(moves, of)),
  carryingReceipt({ carrying: 1, tokens: 3, part: 0.8, divergence: name, thresholds: {} }, 'with'),
  ...(['support', 'bias'] as const).map((of) =>
    stripReceipt({ of, value: 1, unit: 'nats', name, formula, support: 'top-k' }, 'with'),
  ),
]

describe('the formulas of receipts', () => {
  it.each(DIVERGENCES.map(({ id }) => id))('can be set, under %s', (id) => {
    const { name, formula } = DIVERGENCES.find((each) => each.id === id)!
    const found = asks.map((ask) => {
      const own = ask.quantity === 'entry' && ask.side === 'student'
      const source = { own, logpStudent: -1, score, inspection, ghost, rate: 0.1, taken: ghost, divergence: id }
      const number = measuredNumber(ask, source)
      expect(number, JSON.stringify(ask)).not.toBeNull()
      return number?.formula ?? ''
    })
    const all = [...headlines(name, formula), ...made, ...ofDivergence(id)]
    expect(all).not.toContain(null)
    const told = all.flatMap((ask) => (ask && 'formula' in ask ? [ask.formula] : []))
    expect(told).toHaveLength(all.length)
    for (const tex of [...found, ...told]) {
      expect(tex).not.toMatch(/undefined|NaN|\\\\/)
      expect(katex.renderToString(tex, { throwOnError: true, strict: 'error', displayMode: true })).toContain('katex')
    }
  })
})
