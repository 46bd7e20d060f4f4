import { describe, expect, it } from 'vitest'
import { rowsOf, thinned, within } from './rows.ts'
import { logDomain, logTicks, ticksWithin } from './ticks.ts'

describe('rows of curves', () => {
  it('are a row an x, in order, whatever the curves have in common', () => {
    const rows = rowsOf([
      {
        points: [
          { x: 0, y: 1 },
          { x: 2, y: 3, low: 2, high: 4 },
        ],
      },
      {
        points: [
          { x: 1, y: 5 },
          { x: 2, y: Infinity },
        ],
      },
    ])
    expect(rows).toEqual([
      { x: 0, y0: 1 },
      { x: 1, y1: 5 },
      { x: 2, y0: 3, b0: [2, 4] },
    ])
  })

  it('leave out what an axis of powers has no place for', () => {
    expect(
      rowsOf(
        [
          {
            points: [
              { x: 0, y: 0 },
              { x: 1, y: 2, low: -1, high: 3 },
            ],
          },
        ],
        [],
        { log: true },
      ),
    ).toEqual([{ x: 0 }, { x: 1, y0: 2 }])
  })

  it('keep every curve’s lowest and highest value of each stretch when they are thinned', () => {
    const points = Array.from({ length: 1000 }, (_, x) => ({ x, y: Math.sin(x * 12.9898) }))
    const rows = rowsOf([{ points }, { points: points.map(({ x, y }) => ({ x, y: -2 * y, low: -3, high: x })) }])
    const thin = thinned(rows, 100)
    expect(thin.length).toBe(200)
    for (const [key, sign] of [
      ['y0', 1],
      ['y1', -2],
    ] as const) {
      const all = points.map(({ y }) => sign * y)
      const left = thin.map((row) => Number(row[key]))
      expect(Math.min(...left)).toBe(Math.min(...all))
      expect(Math.max(...left)).toBe(Math.max(...all))
    }
    expect(thin[0]?.b1).toEqual([-3, 9])
    expect(thin[0]?.x).toBe(0)
    expect(thin.at(-1)?.x).toBe(999)
    expect(thinned(rows, 600)).toBe(rows)
  })

  it('are cut to the stretch on view', () => {
    expect(
      within(
        [
          { x: 0, y: 0 },
          { x: 5, y: 1 },
        ],
        [1, 9],
      ),
    ).toEqual([{ x: 5, y: 1 }])
  })
})

describe('ticks', () => {
  it.each([
    [[0, 1], 6, false, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[0, 0.3], 4, false, [0, 0.1, 0.2, 0.3]],
    [[-2, 3], 6, false, [-2, -1, 0, 1, 2, 3]],
    [[0, 100], 5, true, [0, 50, 100]],
    [[0, 2], 9, true, [0, 1, 2]],
    [[13, 47], 5, true, [20, 30, 40]],
    [[0, 3], 2, false, [0, 3]],
    [[0.5, 0.5], 4, false, [0.5]],
  ] as const)('between %j, at most %i: %j', (domain, most, whole, ticks) => {
    expect(ticksWithin([domain[0], domain[1]], most, whole)).toEqual(ticks)
  })

  it.each([
    [[0.01, 1], 3, [0.01, 0.1, 1]],
    [[1, 10], 4, [1, 2, 5, 10]],
    [[1e-6, 1], 4, [1e-6, 1e-4, 0.01, 1]],
    [[2, 5], 3, [2, 5]],
  ] as const)('in powers between %j, at most %i: %j', (domain, most, ticks) => {
    expect(logTicks([domain[0], domain[1]], most)).toEqual(ticks)
  })

  it('of powers end at a 1, 2 or 5 around all positive values', () => {
    expect(logDomain([0.013, 0, -1, 4.2, Infinity])).toEqual([0.01, 5])
    expect(logDomain([1, 1])).toEqual([1, 10])
    expect(logDomain([0, -1])).toBeNull()
  })
})
