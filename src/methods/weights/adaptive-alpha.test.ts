import { describe, expect, it } from 'vitest'
import { adaptiveAlpha, type SkewDivergence } from './adaptive-alpha.ts'
import { batchOf, rounded } from './testing/batch.test-helper.ts'

const forward = (alpha: number): SkewDivergence => ({ id: 'skew-forward-kl', alpha, adaptive: true })
const log = (...p: readonly number[]) => p.map(Math.log)
/** A text of one token of which the teacher's likelihood exceeds the student's by the gap. */
const gap = (by: number) => ({ length: 1, teacherLogp: log(0.25 + by), studentLogp: log(0.25) })

describe('adaptiveAlpha', () => {
  it('is clip(1 - (1 - alpha) anchor / (gap + 1e-5), 0.01, alpha) of each text', () => {
    // Gaps 0.5, 0.3 and 0.1, anchor 0.3; with alpha 0.5 before the clip about 0.7, 0.5 + 1.7e-5 and -0.5.
    const alphas = adaptiveAlpha(batchOf(gap(0.5), gap(0.3), gap(0.1)), ['student'], forward(0.5))
    expect([...alphas]).toEqual([0.5, 0.5, 0.01])
  })

  it('lies between its limits where the gap is a little under the anchor', () => {
    // Gaps 0.4, 0.2: anchor 0.3; with alpha 0.6 the second has 1 - 0.4 x 0.3 / 0.20001.
    const [, second] = adaptiveAlpha(batchOf(gap(0.4), gap(0.2)), ['student'], forward(0.6))
    expect(second).toBeCloseTo(1 - 0.12 / 0.20001, 12)
    expect(second).toBeCloseTo(0.4, 4)
  })

  it('measures a text by the mean of its log-probs: 1/2 and 1/8 make 1/4', () => {
    const long = { length: 2, teacherLogp: log(0.5, 0.125), studentLogp: log(0.05, 0.05) }
    const short = { length: 1, teacherLogp: log(0.65), studentLogp: log(0.05) }
    // Gaps 0.2 and 0.6, anchor 0.4; with alpha 0.8 the long one has 1 - 0.2 x 0.4 / 0.20001.
    const alphas = adaptiveAlpha(batchOf(long, short), ['student'], forward(0.8))
    expect(rounded(alphas)).toEqual(rounded([1 - 0.08 / 0.20001, 1 - 0.08 / 0.20001, 0.8]))
  })

  it('takes student minus teacher for reverse KL', () => {
    const swapped = ({ length, teacherLogp, studentLogp }: ReturnType<typeof gap>) => ({
      length,
      teacherLogp: studentLogp,
      studentLogp: teacherLogp,
    })
    const mirror = adaptiveAlpha(batchOf(swapped(gap(0.4)), swapped(gap(0.2))), ['student'], {
      ...forward(0.6),
      id: 'skew-reverse-kl',
    })
    const plain = adaptiveAlpha(batchOf(gap(0.4), gap(0.2)), ['student'], forward(0.6))
    expect([...mirror]).toEqual([...plain])
  })

  it('gives alpha to other draws, to a gap of the other sign, and where the models agree', () => {
    const batch = batchOf(gap(0.4), gap(-0.1), { ...gap(0.2), draw: 'data' })
    expect([...adaptiveAlpha(batch, ['student'], forward(0.1))]).toEqual([0.1, 0.1, 0.1])
    expect([...adaptiveAlpha(batchOf(gap(0), gap(0)), ['student'], forward(0.1))]).toEqual([0.1, 0.1])
    expect([...adaptiveAlpha(batchOf(gap(0.2)), [], forward(0.1))]).toEqual([0.1])
    expect([...adaptiveAlpha(batchOf(), ['student'], forward(0.1))]).toEqual([])
  })
})
