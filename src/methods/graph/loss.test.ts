/** Every term as a graph against float64 references that share no code with it: src/divergence, plain loops, finite differences. */
import * as ort from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { divergenceById } from '../../divergence/registry.ts'
import type { Support } from '../../divergence/types.ts'
import { gradients } from '../../onnx/autodiff.ts'
import { Graph } from '../../onnx/graph.ts'
import { serialize } from '../../onnx/model.ts'
import type { Value } from '../../onnx/types.ts'
import type { DivergenceKind, DivergenceTerm, Term, TermSupport } from '../recipe/terms.ts'
import { emitLoss } from './loss.ts'

const V = 7
const wave = (salt: number) => Array.from({ length: V }, (_, v) => 3 * Math.sin(v * 12.9898 + salt * 78.233))
const STUDENT = [wave(1), wave(2), wave(3)]
const TEACHER = [wave(1.4), wave(2.7), wave(9)]
const TOKENS = [2, 5, 0]
const ROWS = STUDENT.length

interface Run {
  readonly loss: number
  readonly grad: readonly number[][]
}

async function run(
  terms: readonly Term[],
  feeds: Readonly<Record<string, readonly number[]>> = {},
  student: readonly (readonly number[])[] = STUDENT,
): Promise<Run> {
  const g = new Graph('test', 'test', 'float64')
  const logits = g.input('student_logits', 'float64', ['rows', V])
  const teacher = g.input('teacher_logits', 'float64', ['rows', V])
  const tokens = g.input('targets', 'int32', ['rows'])
  const emitted = emitLoss(g, terms, { student: logits, teacher: () => teacher, tokens })
  const [gradient] = gradients(g, emitted.loss, [logits]) as [Value]
  g.output('loss', emitted.loss)
  g.output('grad', gradient)
  const session = await ort.InferenceSession.create(serialize(g))
  const grid = (rows: readonly (readonly number[])[]) =>
    new ort.Tensor('float64', Float64Array.from(rows.flat()), [rows.length, V])
  const given = Object.fromEntries(
    emitted.inputs.names.map((name) => {
      const data = Float64Array.from(feeds[name] ?? new Array(ROWS).fill(1))
      const pairs = name.startsWith('chosen') || name.startsWith('rejected')
      const scalar = name.startsWith('coefficient')
      const target = name.startsWith('target')
      const dims = scalar ? [] : pairs ? [data.length / ROWS, ROWS] : target ? [data.length, 1] : [data.length]
      return [name, new ort.Tensor('float64', scalar ? data.slice(0, 1) : data, dims)]
    }),
  )
  const out = await session.run({
    student_logits: grid(student),
    ...(session.inputNames.includes('teacher_logits') ? { teacher_logits: grid(TEACHER) } : {}),
    ...(session.inputNames.includes('targets')
      ? { targets: new ort.Tensor('int32', Int32Array.from(TOKENS), [ROWS]) }
      : {}),
    ...given,
  })
  const flat = Array.from((out.grad as ort.Tensor).data as Float64Array)
  return {
    loss: ((out.loss as ort.Tensor).data as Float64Array)[0] ?? Number.NaN,
    grad: STUDENT.map((_, r) => flat.slice(r * V, (r + 1) * V)),
  }
}

function close(found: number, wanted: number, digits = 9): void {
  expect(Math.abs(found - wanted)).toBeLessThan(10 ** -digits * Math.max(1, Math.abs(wanted)))
}

const term = (divergence: DivergenceKind, more: Partial<DivergenceTerm> = {}): Term => ({
  kind: 'divergence',
  on: ['student'],
  divergence,
  ...more,
})

const KINDS: readonly [DivergenceKind, Readonly<Record<string, number>>][] = [
  [{ id: 'forward-kl' }, {}],
  [{ id: 'reverse-kl' }, {}],
  [{ id: 'tvd' }, {}],
  [{ id: 'squared-hellinger' }, {}],
  [{ id: 'teacher-argmax-ce' }, {}],
  [{ id: 'jsd', beta: 0 }, { beta: 0 }],
  [{ id: 'jsd', beta: 0.3 }, { beta: 0.3 }],
  [{ id: 'jsd', beta: 1 }, { beta: 1 }],
  [{ id: 'skew-forward-kl', alpha: 0.1 }, { alpha: 0.1 }],
  [{ id: 'skew-reverse-kl', alpha: 0.1 }, { alpha: 0.1 }],
  [{ id: 'skew-reverse-kl', alpha: 0 }, { alpha: 0 }],
  [{ id: 'jeffreys', w: 0.2 }, { w: 0.2 }],
  [{ id: 'alpha', alpha: 0.7 }, { alpha: 0.7 }],
  [{ id: 'alpha', alpha: 1 }, { alpha: 1 }],
  [{ id: 'renyi', alpha: 2 }, { alpha: 2 }],
  [{ id: 'akl', mu: 0.5 }, { mu: 0.5 }],
  [{ id: 'akl', mu: 1 }, { mu: 1 }],
]

describe('divergences as graphs', () => {
  for (const [kind, params] of KINDS)
    for (const temperature of [1, 1.7])
      it(`${JSON.stringify(kind)} at temperature ${temperature} equals src/divergence, gradient and all`, async () => {
        const found = await run([term(kind, { temperature })])
        const wanted = STUDENT.map((studentLogits, r) =>
          divergenceById(kind.id).evaluate({ studentLogits, teacherLogits: TEACHER[r]! }, { params, temperature }),
        )
        close(
          found.loss,
          wanted.reduce((sum, { value }) => sum + value, 0),
        )
        wanted.forEach(({ gradLogits }, r) => {
          gradLogits.forEach((x, v) => {
            close(found.grad[r]![v]!, x)
          })
        })
      })

  const SUPPORTS: readonly [TermSupport, Support][] = [
    [
      { topK: 3, of: 'teacher', rest: 'renormalise' },
      { top_k: 3, of: 'teacher', tail: false },
    ],
    [
      { topK: 3, of: 'student', rest: 'bucket' },
      { top_k: 3, of: 'student', tail: true },
    ],
    [
      { topK: 7, of: 'student', rest: 'renormalise' },
      { top_k: 7, of: 'student', tail: false },
    ],
  ]
  for (const [support, options] of SUPPORTS)
    for (const id of ['forward-kl', 'reverse-kl'] as const)
      it(`${id} on the ${support.of}'s top ${support.topK}, ${support.rest}`, async () => {
        const found = await run([term({ id }, { support })])
        const wanted = STUDENT.map((studentLogits, r) =>
          divergenceById(id).evaluate({ studentLogits, teacherLogits: TEACHER[r]! }, { support: options }),
        )
        close(
          found.loss,
          wanted.reduce((sum, { value }) => sum + value, 0),
          8,
        )
        wanted.forEach(({ gradLogits }, r) => {
          gradLogits.forEach((x, v) => {
            close(found.grad[r]![v]!, x, 8)
          })
        })
      })

  it("clips entries from above only, as OPSD's jsd_token_clip does (losses.md 1.7)", async () => {
    // The vectors of losses.md are not at hand; two entries by hand instead: p_T = (.9, .1), p_S = (.1, .9).
    const entries = STUDENT.map((row, r) => {
      const [s, t] = [softmax(row), softmax(TEACHER[r]!)]
      return t.reduce((sum, p, v) => sum + Math.min(p * Math.log(p / s[v]!), 0.05), 0)
    })
    const found = await run([term({ id: 'jsd', beta: 0 }, { entryClip: 0.05 })])
    close(
      found.loss,
      entries.reduce((a, b) => a + b, 0),
    )
  })
})

describe('terms of tokens and texts', () => {
  const REFERENCE = [-1.2, -0.4, -2.2]
  const BEHAVIOUR = [-1, -0.9, -1.5]
  const TEACHER_LOGP = TOKENS.map((y, r) => Math.log(softmax(TEACHER[r]!)[y]!))
  const FEEDS = {
    weight_0: [0.5, 1, 2],
    advantage_0: [1.5, -0.7, 0.4],
    behaviour_logp: BEHAVIOUR,
    reference_logp: REFERENCE,
    teacher_logp: TEACHER_LOGP,
    uniform: [0.3, 0.8, 0.55],
    coefficient_0: [0.8],
    chosen_0: [1, 1, 0],
    rejected_0: [0, 0, 1],
    target_0: [0.7],
  }
  const logps = (rows: readonly (readonly number[])[]) => rows.map((row, r) => Math.log(softmax(row)[TOKENS[r]!]!))
  const weighed = (losses: readonly number[]) => losses.reduce((sum, x, r) => sum + x * FEEDS.weight_0[r]!, 0)
  const surrogate = (ratio: number, a: number, [low, high]: readonly [number, number]) =>
    -Math.min(ratio * a, Math.min(Math.max(ratio, low), high) * a)
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  const rewards = (rows: readonly (readonly number[])[], beta: number) => {
    const r = logps(rows).map((x, i) => beta * (x - REFERENCE[i]!))
    return [r[0]! + r[1]!, r[2]!] as const
  }
  const frozen = STUDENT.map((row) => softmax(row))
  const frozenEntropy = frozen.map((p) => -p.reduce((sum, x) => sum + x * Math.log(x), 0))
  const on = ['student'] as const

  const CASES: readonly [string, Term, (rows: readonly (readonly number[])[]) => number][] = [
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
            return -(p ** gamma) * x
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

  for (const [name, one, reference] of CASES)
    it(`${name}: the value by its formula, the gradient by central differences`, async () => {
      const found = await run([one], FEEDS)
      close(found.loss, reference(STUDENT))
      STUDENT.forEach((row, r) => {
        row.forEach((_, v) => {
          const moved = (by: number) => STUDENT.map((each, i) => each.map((x, j) => (i === r && j === v ? x + by : x)))
          close(found.grad[r]![v]!, (reference(moved(1e-5)) - reference(moved(-1e-5))) / 2e-5, 7)
        })
      })
    })

  it('HPD: weights of the data token and of the sampled one, by hand', async () => {
    const found = await run([{ kind: 'hybrid', on }], FEEDS)
    const value = (rows: readonly (readonly number[])[]) =>
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

  it('the geometric bridge: KL(Q || p_S) with Q proportional to p_T p_S^beta held fixed', async () => {
    const found = await run([term({ id: 'geometric', beta: 0.4 })])
    const value = (rows: readonly (readonly number[])[]) =>
      rows.reduce((sum, row, r) => {
        const raw = softmax(TEACHER[r]!).map((p, v) => p * frozen[r]![v]! ** 0.4)
        const total = raw.reduce((a, b) => a + b, 0)
        const p = softmax(row)
        return sum + raw.reduce((inner, q, v) => inner + (q / total) * Math.log(q / total / p[v]!), 0)
      }, 0)
    close(found.loss, value(STUDENT))
    const moved = (by: number) => STUDENT.map((row, r) => row.map((x, v) => (r === 1 && v === 2 ? x + by : x)))
    close(found.grad[1]![2]!, (value(moved(1e-5)) - value(moved(-1e-5))) / 2e-5, 7)
  })
})

function softmax(row: readonly number[]): number[] {
  const total = row.reduce((sum, x) => sum + Math.exp(x), 0)
  return row.map((x) => Math.exp(x) / total)
}
