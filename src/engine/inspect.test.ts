/** @file The inspector's numbers against formulas that are written out here, and its gradient against finite differences of them. */
import { describe, expect, it } from 'vitest'
import { inspectToken } from './inspect.ts'

/** Exact in float32, so that what is inspected and what is differenced is the same. */
const STUDENT = [1.5, -0.25, 0.75, -2, 0.5, 3]
const TEACHER = [-1, 2.25, 0.5, 0.25, -0.75, 2.5]
const WRITTEN = 2

const softmax = (logits: readonly number[]): number[] => {
  const sum = logits.reduce((total, z) => total + Math.exp(z), 0)
  return logits.map((z) => Math.exp(z) / sum)
}

type Terms = (p: readonly number[], q: readonly number[]) => readonly number[]

const kl: Terms = (p, q) => p.map((x, v) => x * Math.log(x / q[v]!))
const mixed = (p: readonly number[], q: readonly number[], w: number) => p.map((x, v) => w * x + (1 - w) * q[v]!)
/** What each entry adds; `s` and `t` are the student's and the teacher's probabilities. */
const TEXTBOOK: Readonly<Record<string, (s: readonly number[], t: readonly number[]) => readonly number[]>> = {
  'forward-kl': (s, t) => kl(t, s),
  'reverse-kl': (s, t) => kl(s, t),
  jsd: (s, t) => {
    const m = mixed(t, s, 0.5)
    return kl(t, m).map((x, v) => 0.5 * x + 0.5 * kl(s, m)[v]!)
  },
  'skew-forward-kl': (s, t) => kl(t, mixed(t, s, 0.1)),
  'skew-reverse-kl': (s, t) => kl(s, mixed(s, t, 0.1)),
  tvd: (s, t) => s.map((x, v) => 0.5 * Math.abs(x - t[v]!)),
  'squared-hellinger': (s, t) => s.map((x, v) => 0.5 * (Math.sqrt(x) - Math.sqrt(t[v]!)) ** 2),
  k2: (s, t) => s.map((x, v) => (v === WRITTEN ? 0.5 * Math.log(t[v]! / x) ** 2 : 0)),
}

const PARAMS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  jsd: { beta: 0.5 },
  'skew-forward-kl': { alpha: 0.1 },
  'skew-reverse-kl': { alpha: 0.1 },
}

const total = (of: string, logits: readonly number[]): number =>
  TEXTBOOK[of]!(softmax(logits), softmax(TEACHER)).reduce((sum, x) => sum + x, 0)

const inspected = (id: string, count: number) =>
  inspectToken(
    { id: WRITTEN, student: Float32Array.from(STUDENT), teacher: Float32Array.from(TEACHER) },
    { key: id, id, ...(PARAMS[id] && { params: PARAMS[id] }) },
    count,
    String,
  )

describe('an inspected token', () => {
  it.each(Object.keys(TEXTBOOK))('has the contributions and the gradient of %s', (of) => {
    const { entries, tail } = inspected(of, 6)
    expect(entries.map(({ id }) => id)).toEqual([5, 0, 2, 4, 1, 3])
    const terms = TEXTBOOK[of]!(softmax(STUDENT), softmax(TEACHER))
    for (const { id, contribution, gradient, logpStudent, logpTeacher } of entries) {
      expect(logpStudent).toBeCloseTo(Math.log(softmax(STUDENT)[id]!), 12)
      expect(logpTeacher).toBeCloseTo(Math.log(softmax(TEACHER)[id]!), 12)
      expect(contribution).toBeCloseTo(terms[id]!, 9)
      const nudged = (by: number) => total(of, STUDENT.with(id, STUDENT[id]! + by))
      expect(gradient).toBeCloseTo((nudged(1e-5) - nudged(-1e-5)) / 2e-5, 8)
    }
    expect(tail).toEqual({ student: 0, teacher: 0, contribution: 0, gradient: 0 })
  })

  it('points its pushes downhill: a small step against the gradient lowers the divergence', () => {
    for (const of of Object.keys(TEXTBOOK)) {
      const { entries } = inspected(of, 6)
      const stepped = STUDENT.map((z, v) => z - 0.01 * entries.find(({ id }) => id === v)!.gradient)
      expect(total(of, stepped)).toBeLessThan(total(of, STUDENT))
    }
  })

  it('keeps the written token beside the likeliest ones, and the sums of all others', () => {
    const { entries, tail } = inspected('reverse-kl', 1)
    expect(entries.map(({ id }) => id)).toEqual([5, WRITTEN])
    const rest = [0, 1, 3, 4]
    const sum = (of: readonly number[]) => rest.reduce((so, v) => so + of[v]!, 0)
    expect(tail.student).toBeCloseTo(sum(softmax(STUDENT)), 12)
    expect(tail.teacher).toBeCloseTo(sum(softmax(TEACHER)), 12)
    expect(tail.contribution).toBeCloseTo(sum(TEXTBOOK['reverse-kl']!(softmax(STUDENT), softmax(TEACHER))), 9)
    expect(entries.reduce((so, { gradient }) => so + gradient, tail.gradient)).toBeCloseTo(0, 12)
  })
})
