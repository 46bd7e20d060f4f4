import { describe, expect, it } from 'vitest'
import { oneSample } from './one-sample.ts'
import { DIVERGENCES, divergenceById } from './registry.ts'

const STUDENT = [0.5, 0.3, 0.15, 0.05]
const TEACHER = [0.1, 0.2, 0.3, 0.4]
const POSITION = { studentLogits: STUDENT.map(Math.log), teacherLogits: TEACHER.map(Math.log) }

const sample = (id: string, y: number, params?: Record<string, number>) =>
  oneSample(divergenceById(id), Math.log(STUDENT[y]!), Math.log(TEACHER[y]!), params)

describe('the one-sample estimate', () => {
  it('is k1 for reverse KL and the weighted log-ratio for forward KL', () => {
    expect(sample('reverse-kl', 0)).toBeCloseTo(Math.log(5), 12)
    expect(sample('forward-kl', 0)).toBeCloseTo(0.2 * Math.log(0.2), 12)
  })

  it('has the divergence as its mean over tokens that the student samples', () => {
    const unbiased = DIVERGENCES.filter(({ id, kind }) => kind === 'full' && sample(id, 0) !== null)
    expect(unbiased.length).toBeGreaterThanOrEqual(9)
    for (const divergence of unbiased) {
      const mean = STUDENT.reduce((sum, p, y) => sum + p * (sample(divergence.id, y) ?? Number.NaN), 0)
      expect(mean, divergence.id).toBeCloseTo(divergence.value(POSITION), 10)
    }
  })

  it('takes parameters, and estimators give their own value', () => {
    const mean = STUDENT.reduce((sum, p, y) => sum + p * (sample('jsd', y, { beta: 0.2 }) ?? Number.NaN), 0)
    expect(mean).toBeCloseTo(divergenceById('jsd').value(POSITION, { params: { beta: 0.2 } }), 10)
    expect(sample('k3', 1)).toBeCloseTo(2 / 3 - Math.log(2 / 3) - 1, 12)
  })

  it('says so where there is none', () => {
    expect(['renyi', 'akl', 'teacher-argmax-ce'].map((id) => sample(id, 0))).toEqual([null, null, null])
  })

  it('stays a number where one model is certain', () => {
    expect(oneSample(divergenceById('reverse-kl'), 0, Math.log(0.5))).toBeCloseTo(Math.log(2), 12)
    expect(oneSample(divergenceById('jsd'), 0, 0)).toBeCloseTo(0, 12)
  })
})
