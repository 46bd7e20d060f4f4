import { describe, expect, it } from 'vitest'
import type { NextStepPrediction } from '../engine/types.ts'
import { distributions, type Known, mostRows, withNext } from './distributions.ts'

const known = (rows: readonly (readonly [id: number, student: number, teacher: number])[]): Known => ({
  entries: rows.map(([id, student, teacher]) => ({
    id,
    text: String(id),
    logpStudent: Math.log(student),
    logpTeacher: Math.log(teacher),
  })),
  tail: {
    student: 1 - rows.reduce((sum, [, student]) => sum + student, 0),
    teacher: 1 - rows.reduce((sum, [, , teacher]) => sum + teacher, 0),
  },
})

/** The written token, 9, is nobody's favourite. */
const WITHOUT = known([
  [1, 0.5, 0.1],
  [2, 0.3, 0.05],
  [3, 0.1, 0.6],
  [4, 0.06, 0.2],
  [9, 0.01, 0.01],
])
/** With the note the teacher's list is another: 3 and 9 are not on it. */
const TOLD = known([
  [1, 0.5, 0.02],
  [2, 0.3, 0.03],
  [7, 0.001, 0.9],
])

describe('the distributions of a token', () => {
  it('list the union of both supports and the written token, and put the rest into the tail', () => {
    const bars = distributions({ without: WITHOUT, told: null, onTold: false }, 9, 1)!
    expect(bars.entries.map(({ id, chosen }) => [id, chosen])).toEqual([
      [3, false],
      [1, false],
      [9, true],
    ])
    expect(bars.entries.length).toBeLessThanOrEqual(mostRows(1))
    expect(bars.tail.student).toBeCloseTo(0.39, 12)
    expect(bars.tail.teacher).toBeCloseTo(0.29, 12)
    expect(bars.tail.told).toBeNull()
    expect(bars.rows).toEqual([{ side: 'teacher', on: true }])
    const student = bars.entries.reduce((sum, entry) => sum + (entry.student ?? 0), bars.tail.student ?? 0)
    expect(student).toBeCloseTo(1, 12)
  })

  it('show the teacher twice: without the note and with it, the same entries in both', () => {
    const bars = distributions({ without: WITHOUT, told: TOLD, onTold: true }, 9, 2)!
    expect(bars.entries.map(({ id }) => id)).toEqual([7, 1, 2])
    expect(bars.entries.map(({ teacher }) => teacher)).toEqual([
      null,
      Math.exp(Math.log(0.1)),
      Math.exp(Math.log(0.05)),
    ])
    expect(bars.entries[0]?.told).toBeCloseTo(0.9, 12)
    // What one reading does not list stays in its tail: both still add up to one.
    for (const side of ['teacher', 'told'] as const) {
      expect(bars.entries.reduce((sum, entry) => sum + (entry[side] ?? 0), bars.tail[side] ?? 0)).toBeCloseTo(1, 12)
    }
    expect(bars.rows).toEqual([
      { side: 'teacher', on: false },
      { side: 'told', on: true },
    ])
  })

  it('are nothing where the reading on view is not there', () => {
    expect(distributions({ without: WITHOUT, told: null, onTold: true }, 9, 2)).toBeNull()
  })

  it('carry the next step: predicted for every step, the true one where it was taken', () => {
    const bars = distributions({ without: WITHOUT, told: null, onTold: false }, 1, 1)!
    const entry = { id: 1, text: '1', logp: Math.log(0.5), slope: -2, after: null }
    const ghost: NextStepPrediction = { entries: [entry], gradientNorm: 1, error: null }
    const taken: NextStepPrediction = { ...ghost, entries: [{ ...entry, after: Math.log(0.4) }], error: 0.01 }
    const next = (step: NextStepPrediction | null) =>
      withNext(bars, ghost, 0.1, step).entries.find(({ id }) => id === 1)?.next
    expect(next(null)).toEqual({ predicted: Math.exp(Math.log(0.5) - 0.2), actual: null })
    expect(next(taken)?.actual).toBeCloseTo(0.4, 12)
    expect(withNext(bars, ghost, 0.1, null).entries.find(({ id }) => id === 3)?.next).toBeUndefined()
  })
})
