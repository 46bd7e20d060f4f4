import { describe, expect, it } from 'vitest'
import { isUpright, labelPlaces, labelWords } from './label-places.ts'

const LONGEST = 6
const TEXTS = ['Ann', ' has', ' ', '7', '\n', '7', '+', '12', '=', '8', ' marbles', '.', '\n', ' She', ' ', 'x', '9']

/** What a turned word covers of its line, in ems: capitals and descenders of the token font, and no more. */
const INK = 0.88

/** Left and right end of a label, pixels, measured without the code under test. */
function ends(at: number, width: number, size: number): readonly [number, number] {
  const { words } = labelWords(TEXTS[at] ?? '', LONGEST)
  const room = isUpright(words, size, width) ? words.length * 0.6 * size : INK * size
  const centre = (at + 0.5) * width
  return [centre - room / 2, centre + room / 2]
}

describe('labels in large type', () => {
  it.each([
    [10, 18],
    [12, 18],
    [18, 18],
    [10, 12],
    [30, 27],
  ])('never touch in columns of %d px with type of %d px, and no word is left out for nothing', (width, size) => {
    const all = labelPlaces(TEXTS, width, size, LONGEST)
    const shown = [...all].sort((a, b) => a - b)
    for (const [i, at] of shown.entries()) {
      const next = shown[i + 1]
      if (next !== undefined) expect(ends(at, width, size)[1]).toBeLessThan(ends(next, width, size)[0])
    }
    expect(shown.length).toBeGreaterThanOrEqual(Math.floor((TEXTS.length * width) / (3 * size)))
  })

  it('are all there where there is room for them', () => {
    expect(labelPlaces(TEXTS, 30, 12, LONGEST).size).toBe(TEXTS.length)
  })

  it('give words the place of a space', () => {
    const shown = labelPlaces([' ', 'seven', ' ', 'eight', ' '], 10, 18, LONGEST)
    expect([...shown]).toEqual([1, 3])
  })
})
