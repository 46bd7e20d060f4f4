import { describe, expect, it } from 'vitest'
import type { RolloutRecord } from '../../store/state.ts'
import { differenceOf, type SideView, sharedScale } from './sides.ts'

const run = (ids: readonly number[]): RolloutRecord => ({
  id: 1,
  origin: 'live',
  problem: { world: 'tally', difficulty: 2, problemSeed: 37 },
  student: 'student',
  sampling: { seed: 1, temperature: 1, topK: 0, topP: 1, minP: 0, maxTokens: 9 },
  tokens: ids.map((id) => ({ id, text: String(id), logpStudent: -1, source: 'student' })),
  result: null,
  scores: {},
})

const side = (ids: readonly number[], values: SideView['values'], measure = 'gap'): SideView => ({
  ...{ side: 'a', teacher: 'teacher', context: null, measure, unit: 'nats', run: run(ids), values },
  total: values.reduce((sum: number, value) => sum + (value ?? 0), 0),
})

describe('the difference of two sides', () => {
  it('is B less A at every token, with its total and the tokens that differ most', () => {
    const { values, total, largest, shared } = differenceOf(
      side([1, 2, 3, 4], [-1, 0.5, null, 2]),
      side([1, 2, 3, 4], [-3, 0.5, 1, 2.5]),
    )
    expect(values).toEqual([-2, 0, null, 0.5])
    expect({ total, largest, shared }).toEqual({ total: -1.5, largest: [0, 3], shared: 4 })
  })

  it('ends where two texts part', () => {
    const { values, shared } = differenceOf(side([1, 2, 3], [0, 0, 0]), side([1, 2, 9, 4], [1, 1, 1, 1]))
    expect({ values, shared }).toEqual({ values: [1, 1], shared: 2 })
  })

  it('shows infinities, and is nothing where both are infinite or one side is not read', () => {
    const { values, total } = differenceOf(side([1, 2], [-Infinity, -Infinity]), side([1, 2], [-1, -Infinity]))
    expect(values).toEqual([Infinity, null])
    expect(total).toBe(Infinity)
    expect(differenceOf(side([1, 2], []), side([1, 2], [1, 2]))).toMatchObject({ values: [], total: null, shared: 2 })
  })
})

describe('the shared scale', () => {
  it('is the gap’s for two gaps, and else one that holds both sides', () => {
    expect(sharedScale(side([1], [-9]), side([1], [1]), 3)).toEqual({ limit: 3, kind: 'gap' })
    expect(sharedScale(side([1], [0.3], 'jsd'), side([1], [1.7], 'reverse-kl'), 3)).toEqual({ limit: 2, kind: 'size' })
    expect(sharedScale(side([1], [0.3], 'jsd'), side([1], [4]), 3)).toEqual({ limit: 5, kind: 'signed' })
  })
})
