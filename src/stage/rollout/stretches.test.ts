import { describe, expect, it } from 'vitest'
import { STRETCH, stretchesOf } from './stretches.ts'

const written = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    text: i % 7 === 6 ? '\n' : i % 7 === 3 ? '=' : ' a',
    source: 'student' as const,
  }))

describe('a text in stretches', () => {
  it('holds every token once, in order, with the steps that begin lines', () => {
    const tokens = written(250)
    const stretches = stretchesOf(tokens)
    expect(stretches.map(({ start }) => start)).toEqual([0, STRETCH, 2 * STRETCH])
    const all = stretches.flatMap((stretch) => stretch.tokens)
    expect(all.map(({ token }) => token)).toEqual(tokens)
    expect(all.flatMap(({ step }, i) => (step === null ? [] : [[i, step]])).slice(0, 3)).toEqual([
      [0, 1],
      [7, 2],
      [14, 3],
    ])
  })

  it('keeps what did not change while the text grows, and notes what did', () => {
    const tokens = written(250)
    const before = stretchesOf(tokens)
    const grown = stretchesOf([...tokens, { text: ' b', source: 'student' }], before)
    expect(grown[0]).toBe(before[0])
    expect(grown[1]).toBe(before[1])
    expect(grown[2]?.tokens).toHaveLength(51)
    // A line that crosses the border turns out to be a step.
    const plain = Array.from({ length: 101 }, () => ({ text: ' a', source: 'student' as const }))
    const earlier = stretchesOf(plain)
    expect(stretchesOf([...plain, { text: '=', source: 'student' }], earlier)[0]?.tokens[0]?.step).toBe(1)
  })
})
