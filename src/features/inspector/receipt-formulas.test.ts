/** @file Every formula that a receipt can show is one that can be set. */
import katex from 'katex'
import { describe, expect, it } from 'vitest'
import { DIVERGENCES } from '../../divergence/registry.ts'
import type { Ghost, Inspection, TokenScore } from '../../engine/types.ts'
import type { ReceiptAsk, TokenAsk } from '../../store/take-away/asks.ts'
import { carryingAsk, estimateAsk, movementAsk, stripAsk, totalGapAsk } from '../../store/take-away/headlines.ts'
import { measuredNumber } from '../../store/take-away/measured-number.ts'
import { PLAIN_QUANTITIES, type PlainQuantity } from '../../store/take-away/quantities.ts'

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
const ghost: Ghost = { entries: [{ id: 1, text: 'a', logp: -1, slope: 1, after: -0.9 }], gradientNorm: 1, error: 0.01 }

const rows = { token: 0, listed: [1] } as const
const asks: readonly TokenAsk[] = (['without', 'with'] as const).flatMap((reading) => [
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
const headlines = (name: string, formula: string): readonly ReceiptAsk[] => [
  totalGapAsk(1, 3, 'without'),
  totalGapAsk(1, 3, 'with'),
  ...(['total', 'moved', 'half'] as const).map((of) => movementAsk(moves, of)),
  carryingAsk({ carrying: 1, tokens: 3, part: 0.8, divergence: name, thresholds: {} }, 'with'),
  estimateAsk({ label: 'k1', value: 1, exact: 1, draws: 2, seed: 1, temperature: 1 }, 'with'),
  ...(['support', 'bias'] as const).map((of) =>
    stripAsk({ of, value: 1, unit: 'nats', name, formula, support: 'top-k' }, 'with'),
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
    const made = headlines(name, formula).flatMap((ask) => (ask.quantity === 'headline' ? [ask.formula] : []))
    for (const tex of [...found, ...made]) {
      expect(tex).not.toMatch(/undefined|NaN|\\\\/)
      expect(katex.renderToString(tex, { throwOnError: true, strict: 'error', displayMode: true })).toContain('katex')
    }
  })
})
