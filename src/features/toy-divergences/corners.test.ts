import { describe, expect, it } from 'vitest'
import { LATTICE, quadOf, replaced, type Trio, trioOf } from './corners.ts'

const entry = (id: number, student: number, teacher: number) => ({
  id,
  text: String(id),
  logpStudent: Math.log(student),
  logpTeacher: Math.log(teacher),
})

const TOP = [entry(1, 0.5, 0.1), entry(2, 0.3, 0.05), entry(3, 0.05, 0.01), entry(4, 0.01, 0.8)]

describe('the corners', () => {
  it('are what both models together think most of, unless others are chosen', () => {
    expect(trioOf(TOP, null)?.map(({ id }) => id)).toEqual([4, 1, 2])
    expect(trioOf(TOP, [3, 2, 1])?.map(({ id }) => id)).toEqual([3, 2, 1])
    expect(trioOf(TOP, [3, 2, 99])?.map(({ id }) => id)).toEqual([4, 1, 2])
    expect(trioOf(TOP.slice(0, 2), null)).toBeNull()
  })

  it('change places when one is chosen twice', () => {
    const trio = trioOf(TOP, [1, 2, 3]) as Trio
    expect(replaced(trio, 0, 4)).toEqual([4, 2, 3])
    expect(replaced(trio, 0, 3)).toEqual([3, 2, 1])
  })

  it('leave the rest its exact mass', () => {
    const quad = quadOf(trioOf(TOP, [1, 2, 4]) as Trio, 'logpStudent')
    expect(quad.rest).toBeCloseTo(0.19, 12)
    expect(quad.shares[0] * (1 - quad.rest)).toBeCloseTo(0.5, 12)
  })

  it('lie around the lattice of arrows', () => {
    expect(LATTICE).toHaveLength(45)
    for (const shares of LATTICE) {
      expect(Math.min(...shares)).toBeGreaterThan(0)
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    }
  })
})
