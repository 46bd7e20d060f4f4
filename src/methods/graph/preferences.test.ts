/** Preferences between texts as graphs, against their formulas in float64. */
import { describe } from 'vitest'
import { type Case, logps, REFERENCE, type Rows, STUDENT, testCases } from './terms.test-helper.ts'

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const rewards = (rows: Rows, beta: number) => {
  const r = logps(rows).map((x, i) => beta * (x - REFERENCE[i]!))
  return [r[0]! + r[1]!, r[2]!] as const
}
const CASES: readonly Case[] = [
  [
    'DPO',
    { kind: 'preference', id: 'dpo', beta: 0.3, chosen: 'a', rejected: 'b' },
    (rows) => {
      const [good, bad] = rewards(rows, 0.3)
      return -0.8 * Math.log(sigmoid(good - bad))
    },
  ],
  [
    'the binary preference',
    { kind: 'preference', id: 'bce', beta: 0.3, chosen: 'a', rejected: 'b' },
    (rows) => {
      const [good, bad] = rewards(rows, 0.3)
      return -0.8 * (Math.log(sigmoid(good)) + Math.log(sigmoid(-bad)))
    },
  ],
  [
    'the binary preference from the mean reward on',
    { kind: 'preference', id: 'bco', beta: 0.3, chosen: 'a', rejected: 'b' },
    (rows) => {
      const [good, bad] = rewards(rows, 0.3)
      const [before, then] = rewards(STUDENT, 0.3)
      const middle = (before + then) / 2
      return -0.8 * (Math.log(sigmoid(good - middle)) + Math.log(sigmoid(middle - bad)))
    },
  ],
  [
    'the win-rate regression',
    { kind: 'preference', id: 'wind', beta: 0.3, chosen: 'a', rejected: 'b' },
    (rows) => {
      const [good, bad] = rewards(rows, 0.3)
      return 0.8 * (good - bad - 0.7) ** 2
    },
  ],
  [
    'ORPO',
    { kind: 'preference', id: 'orpo', beta: 1, chosen: 'a', rejected: 'b' },
    (rows) => {
      const [x, y, z] = logps(rows) as [number, number, number]
      const odds = (mean: number) => mean - Math.log(1 - Math.exp(mean))
      return -0.8 * Math.log(sigmoid(odds((x + y) / 2) - odds(z)))
    },
  ],
]

describe('preferences', () => testCases(CASES))
