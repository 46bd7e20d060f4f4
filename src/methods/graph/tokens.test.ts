/** Terms of single tokens as graphs, against their formulas in float64. */
import { describe, it } from 'vitest'
import {
  BEHAVIOUR,
  type Case,
  close,
  FEEDS,
  logps,
  REFERENCE,
  type Rows,
  run,
  STUDENT,
  softmax,
  TEACHER,
  TEACHER_LOGP,
  TOKENS,
  testCases,
  weighed,
} from './terms.test-helper.ts'

const frozen = STUDENT.map((row) => softmax(row))
const frozenEntropy = frozen.map((p) => -p.reduce((sum, x) => sum + x * Math.log(x), 0))
const on = ['student'] as const

const surrogate = (ratio: number, a: number, [low, high]: readonly [number, number]) =>
  -Math.min(ratio * a, Math.min(Math.max(ratio, low), high) * a)
const CASES: readonly Case[] = [
  ['cross-entropy', { kind: 'cross-entropy', on }, (rows) => weighed(logps(rows).map((x) => -x))],
  ['k1', { kind: 'estimator', id: 'k1', on }, (rows) => weighed(logps(rows).map((x, r) => x - TEACHER_LOGP[r]!))],
  [
    'k2',
    { kind: 'estimator', id: 'k2', on },
    (rows) => weighed(logps(rows).map((x, r) => 0.5 * (x - TEACHER_LOGP[r]!) ** 2)),
  ],
  [
    'k3',
    { kind: 'estimator', id: 'k3', on },
    (rows) => weighed(logps(rows).map((x, r) => Math.exp(TEACHER_LOGP[r]! - x) - (TEACHER_LOGP[r]! - x) - 1)),
  ],
  [
    'REINFORCE',
    { kind: 'policy-gradient', on, advantage: [{ kind: 'log-ratio' }], surrogate: { kind: 'none' } },
    (rows) => weighed(logps(rows).map((x, r) => -FEEDS.advantage_0[r]! * x)),
  ],
  [
    'PPO',
    {
      kind: 'policy-gradient',
      on,
      advantage: [{ kind: 'log-ratio' }],
      surrogate: { kind: 'importance', clip: [0.8, 1.2] },
    },
    (rows) =>
      weighed(logps(rows).map((x, r) => surrogate(Math.exp(x - BEHAVIOUR[r]!), FEEDS.advantage_0[r]!, [0.8, 1.2]))),
  ],
  [
    'the teacher-anchored ratio',
    {
      kind: 'policy-gradient',
      on,
      advantage: [{ kind: 'group' }],
      surrogate: { kind: 'teacher-mix', alpha: 0.7, clip: [0.2, 5] },
    },
    (rows) =>
      weighed(
        logps(rows).map((x, r) => {
          const ratio = Math.exp(x - BEHAVIOUR[r]!) ** 0.7 * Math.exp(x - TEACHER_LOGP[r]!) ** 0.3
          return surrogate(ratio, FEEDS.advantage_0[r]!, [0.2, 5])
        }),
      ),
  ],
  [
    'the mean of both ratios',
    {
      kind: 'policy-gradient',
      on,
      advantage: [{ kind: 'group' }],
      surrogate: { kind: 'teacher-mix', alpha: 0.7, clip: [0.2, 5], sum: true },
    },
    (rows) =>
      weighed(
        logps(rows).map((x, r) => {
          const ratio = 0.7 * Math.exp(x - BEHAVIOUR[r]!) + 0.3 * Math.exp(x - TEACHER_LOGP[r]!)
          return surrogate(ratio, FEEDS.advantage_0[r]!, [0.2, 5])
        }),
      ),
  ],
  [
    'the anchor',
    { kind: 'anchor', on },
    (rows) => weighed(logps(rows).map((x, r) => Math.exp(REFERENCE[r]! - x) - (REFERENCE[r]! - x) - 1)),
  ],
  [
    'entropy',
    { kind: 'entropy', sign: 1, on },
    (rows) => weighed(rows.map((row) => -softmax(row).reduce((sum, p) => sum + p * Math.log(p), 0))),
  ],
  [
    'the bounded gap',
    { kind: 'bounded-gap', tau: 1, on },
    (rows) =>
      weighed(logps(rows).map((x, r) => Math.log(2) - Math.log(1 + Math.exp(-((TEACHER_LOGP[r]! - x) ** 2) / 2)))),
  ],
  [
    'IDFT',
    { kind: 'idft', b: 1, on },
    (rows) =>
      weighed(
        logps(rows).map((x, r) => {
          const p = frozen[r]![TOKENS[r]!]!
          const gamma = Math.min(2, Math.max(0.1, Math.exp(-(Math.log(p) + frozenEntropy[r]!))))
          return -Math.exp(gamma * x) * x
        }),
      ),
  ],
  [
    'the ranking',
    { kind: 'ranking', topK: 3, on },
    (rows) =>
      weighed(
        rows.map((row, r) => {
          const best = [...row.keys()].sort((a, b) => STUDENT[r]![b]! - STUDENT[r]![a]!).slice(0, 3)
          const order = best.sort((a, b) => TEACHER[r]![b]! - TEACHER[r]![a]!)
          return order.reduce((sum, v, i) => {
            const rest = order.slice(i).reduce((total, u) => total + Math.exp(row[u]!), 0)
            return sum - (row[v]! - Math.log(rest))
          }, 0)
        }),
      ),
  ],
]

describe('terms of tokens', () => {
  testCases(CASES)

  it('HPD: weights of the data token and of the sampled one, by hand', async () => {
    const found = await run([{ kind: 'hybrid', on }], FEEDS)
    const value = (rows: Rows) =>
      weighed(
        rows.map((row, r) => {
          const [p, s, t] = [softmax(row), frozen[r]!, softmax(TEACHER[r]!)]
          let [cumulative, sampled] = [0, 0]
          for (; cumulative + s[sampled]! <= FEEDS.uniform[r]!; sampled++) cumulative += s[sampled]!
          const k = (v: number) => (Math.log(t[v]!) - Math.log(s[v]!)) * s[v]!
          const y = TOKENS[r]!
          const a = k(y) + (k(y) > 0 ? t[y]! : 0) + (k(y) > 0 && k(sampled) < 0 ? t[y]! : 0)
          const b = sampled === y ? 0 : Math.min(k(sampled), 0)
          return -a * Math.log(p[y]!) - b * Math.log(p[sampled]!)
        }),
      )
    close(found.loss, value(STUDENT))
  })
})
