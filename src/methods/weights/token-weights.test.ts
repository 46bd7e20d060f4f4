import { describe, expect, it } from 'vitest'
import { batchOf, rounded, type TextOf } from './testing/batch.test-helper.ts'
import type { TokenWeight } from './weights.ts'
import { weightsOf } from './weights.ts'

const weigh = (weight: TokenWeight, ...texts: readonly TextOf[]) =>
  rounded(weightsOf(batchOf(...texts), ['student'], [weight]))

describe('gates of single tokens', () => {
  it('teacher-entropy-above: strictly above', () => {
    const text = { length: 3, teacherEntropy: [0.8, 0.81, 0] }
    expect(weigh({ kind: 'teacher-entropy-above', nats: 0.8 }, text)).toEqual([0, 1, 0])
  })

  it('student-entropy-top: over all texts of the draws, half of five is three, ties to the earlier row', () => {
    const texts = [
      { length: 2, studentEntropy: [1, 3] },
      { length: 3, studentEntropy: [1, 2, 1] },
    ]
    expect(weigh({ kind: 'student-entropy-top', share: 0.5 }, ...texts)).toEqual([1, 1, 0, 1, 0])
  })

  it('student-entropy-top: rows of other draws neither count nor compete', () => {
    const texts = [
      { length: 1, draw: 'data', studentEntropy: [9] },
      { length: 2, studentEntropy: [1, 2] },
    ]
    expect(weigh({ kind: 'student-entropy-top', share: 0.5 }, ...texts)).toEqual([0, 0, 1])
  })

  it('entropy-or-divergence-top: h + d - h d of min-max normalised numbers', () => {
    // h = 0, 0.5, 1, 0; d = 0, 0.6, 0, 1: scores 0, 0.8, 1, 1.
    const text = { length: 4, studentEntropy: [1, 2, 3, 1], reverseKl: [0, 3, 0, 5] }
    const kept = (share: number) => weigh({ kind: 'entropy-or-divergence-top', share }, text)
    expect(kept(0.25)).toEqual([0, 0, 1, 0])
    expect(kept(0.5)).toEqual([0, 0, 1, 1])
    expect(kept(0.75)).toEqual([0, 1, 1, 1])
  })

  it('prefix: counts from the start of each text', () => {
    expect(weigh({ kind: 'prefix', tokens: 2 }, { length: 3 }, { length: 1 })).toEqual([1, 1, 0, 1])
  })

  it('from-first-error: from the wrong step on, and everywhere where none is known', () => {
    const texts = [{ length: 3, firstWrong: 1 }, { length: 2 }, { length: 1, firstWrong: 0 }]
    expect(weigh({ kind: 'from-first-error' }, ...texts)).toEqual([0, 1, 1, 1, 1, 1])
  })

  it('no-special: drops end of text and line breaks', () => {
    expect(weigh({ kind: 'no-special' }, { length: 3, special: [1, 2] })).toEqual([1, 0, 0])
  })

  it('log-ratio-above: keeps what lies at the limit', () => {
    const text = { length: 3, teacherLogp: [-3, -1, -4], studentLogp: [-1, -1, -1] }
    expect(weigh({ kind: 'log-ratio-above', nats: -2 }, text)).toEqual([1, 1, 0])
  })
})

describe('weights of single tokens', () => {
  it('entropy-gap: sigmoid(H(p_S) - H(p_T))', () => {
    const text = { length: 2, studentEntropy: [1, Math.log(3)], teacherEntropy: [1, 0] }
    expect(weigh({ kind: 'entropy-gap' }, text)).toEqual([0.5, 0.75])
  })

  it('divergence-share: over the mean of the own text, 0 where the text has none', () => {
    const texts = [
      { length: 2, reverseKl: [1, 3] },
      { length: 2, reverseKl: [0, 0] },
      { length: 1, reverseKl: [7] },
    ]
    expect(weigh({ kind: 'divergence-share' }, ...texts)).toEqual([0.5, 1.5, 0, 0, 1])
  })

  it('position: from the first token to the last, `from` for a single one', () => {
    const weight = { kind: 'position', from: 1, to: 0 } as const
    expect(weigh(weight, { length: 3 }, { length: 1 })).toEqual([1, 0.5, 0, 1])
  })

  it('accepted: 1 in the top k, else the base', () => {
    const text = { length: 3, teacherRank: [1, 5, 6] }
    expect(weigh({ kind: 'accepted', topK: 5, base: 0.1 }, text)).toEqual([1, 1, 0.1])
  })

  it('safety: top-k entropy times 1 - p_S, mean 1 in a text', () => {
    // risks 0.5 x 1 and 0.75 x 2 before the mean of 1; a text of which the student is certain has none.
    const texts = [
      { length: 2, teacherTopEntropy: [1, 2], studentLogp: [Math.log(0.5), Math.log(0.25)] },
      { length: 1, teacherTopEntropy: [1], studentLogp: [0] },
    ]
    expect(weigh({ kind: 'safety', topK: 20 }, ...texts)).toEqual([0.5, 1.5, 0])
  })

  it("importance: TRL's case of ratios .4/.1 and .3/.2 at clip 2, per-token losses 1 and 2 becoming 2 and 3", () => {
    const logs = (...p: readonly number[]) => p.map(Math.log)
    const text = { length: 2, studentLogp: logs(0.4, 0.3), behaviourLogp: logs(0.1, 0.2) }
    const [a, b] = weigh({ kind: 'importance', most: 2 }, text)
    expect([1 * a!, 2 * b!]).toEqual([2, 3])
  })

  it('importance: finite for any difference', () => {
    const text = { length: 2, studentLogp: [0, -900], behaviourLogp: [-900, 0] }
    const [large, small] = weigh({ kind: 'importance', most: 1e12 }, text)
    expect(large).toBeCloseTo(Math.exp(20), 3)
    expect(small).toBeCloseTo(Math.exp(-20), 12)
  })

  it('tvd: scale and floor', () => {
    expect(weigh({ kind: 'tvd', scale: 2, floor: 0.1 }, { length: 2, tvd: [0, 0.5] })).toEqual([0.1, 1.1])
  })
})
