import { describe, expect, it } from 'vitest'
import { DIVERGENCES, divergenceById, divergenceValues } from './registry.ts'
import { seeded } from './testing/random.ts'

const random = seeded(7)
const logits = (size: number): number[] => Array.from({ length: size }, () => 2 * random.normal())
const POSITIONS = Array.from({ length: 4 }, () => ({ studentLogits: logits(9), teacherLogits: logits(9) }))
const clippable = DIVERGENCES.filter((divergence) => divergence.clippable)

const softmax = (z: readonly number[]): number[] => {
  const e = z.map(Math.exp)
  return e.map((x) => x / e.reduce((a, b) => a + b))
}

describe('the entry clip', () => {
  it('cuts every summand from above and none from below: worked by hand', () => {
    // p_T = (1/2, 1/4, 1/4), p_S = (1/4, 1/4, 1/2): summands (log 2) / 2, 0, -(log 2) / 4.
    const position = { teacherLogits: [2, 1, 1].map(Math.log), studentLogits: [1, 1, 2].map(Math.log) }
    const { value, perEntry, gradLogits } = divergenceById('forward-kl').evaluate(position, { entryClip: 0.05 })
    const low = -Math.LN2 / 4
    expect(value).toBeCloseTo(0.05 + low, 12)
    expect([...perEntry].map((x) => Number(x.toFixed(9)))).toEqual([0.05, 0, Number(low.toFixed(9))])
    // Slopes -p_T of the two that are not cut, through the softmax: (1/4)(1/2), -1/4 + 1/8, -1/4 + 1/4.
    expect([...gradLogits].map((x) => Number(x.toFixed(9)))).toEqual([0.125, -0.125, 0])
  })

  it.each(clippable.map(({ id }) => id))('%s: the gradient is that of the value, also where entries are cut', (id) => {
    const divergence = divergenceById(id)
    for (const { studentLogits, teacherLogits } of POSITIONS)
      for (const entryClip of [0.01, 0.1]) {
        const { gradLogits } = divergence.evaluate({ studentLogits, teacherLogits }, { entryClip })
        for (const [v, slope] of gradLogits.entries()) {
          const at = (h: number) => {
            const moved = studentLogits.map((z, i) => (i === v ? z + h : z))
            return divergence.value({ studentLogits: moved, teacherLogits }, { entryClip })
          }
          expect((at(1e-6) - at(-1e-6)) / 2e-6).toBeCloseTo(slope, 7)
        }
      }
  })

  it.each(clippable.map(({ id }) => id))('%s: a limit that nothing reaches changes nothing', (id) => {
    const divergence = divergenceById(id)
    for (const position of POSITIONS) {
      const plain = divergence.evaluate(position)
      const clipped = divergence.evaluate(position, { entryClip: 1e6 })
      expect(clipped.value).toBeCloseTo(plain.value, 12)
      for (const [v, slope] of plain.gradLogits.entries()) expect(clipped.gradLogits[v]).toBeCloseTo(slope, 12)
    }
  })

  it('reverse KL against the definition on probabilities', () => {
    for (const position of POSITIONS) {
      const [s, t] = [softmax(position.studentLogits), softmax(position.teacherLogits)]
      const expected = s.reduce((sum, p, i) => sum + Math.min(0.05, p * Math.log(p / (t[i] ?? 1))), 0)
      const [value] = divergenceValues(position, [{ id: 'reverse-kl', entryClip: 0.05 }])
      expect(value).toBeCloseTo(expected, 12)
    }
  })

  it('is refused where there are no entries, and by limits that let nothing through', () => {
    const [position] = POSITIONS
    if (!position) throw new Error('no position')
    expect(() => divergenceById('renyi').value(position, { entryClip: 1 })).toThrow(/no entries to clip/)
    expect(() => divergenceById('jsd').value(position, { entryClip: 0 })).toThrow(/above 0/)
    expect(() => divergenceById('k1').value({ ...position, token: 0 }, { entryClip: 1 })).toThrow(/entryClip/)
  })
})
