import { describe, expect, it } from 'vitest'
import { batchOf, rounded, type TextOf } from './testing/batch.test-helper.ts'
import type { TextWeight } from './weights.ts'
import { weightsOf } from './weights.ts'

/** Texts of one token each, so that a row is a text. */
const weigh = (weight: TextWeight, ...texts: readonly Omit<TextOf, 'length'>[]) =>
  rounded(weightsOf(batchOf(...texts.map((text) => ({ ...text, length: 1 }))), ['student'], [weight]))

const right = { right: true }
const wrong = { right: false }

it('outcome keeps right or wrong texts', () => {
  expect(weigh({ kind: 'outcome', keep: 'right' }, right, wrong)).toEqual([1, 0])
  expect(weigh({ kind: 'outcome', keep: 'wrong' }, right, wrong)).toEqual([0, 1])
})

it('reward is the reward, on every row of its text', () => {
  const batch = batchOf({ length: 2, reward: 0.75 }, { length: 1, reward: 0 })
  expect([...weightsOf(batch, ['student'], [{ kind: 'reward' }])]).toEqual([0.75, 0.75, 0])
})

describe('perplexity', () => {
  const log = (p: number) => [Math.log(p)]

  it('of the student rises with its doubt: perplexities 2 and 4 give 2/3 and 4/3', () => {
    const texts = [
      { ...right, studentLogp: log(1 / 2) },
      { ...right, studentLogp: log(1 / 4) },
    ]
    expect(weigh({ kind: 'perplexity', of: 'student', tau: 1 }, ...texts)).toEqual(rounded([2 / 3, 4 / 3]))
  })

  it('of the teacher falls with its doubt, and tau flattens: 4^(-1/2) and 16^(-1/2) give 4/3 and 2/3', () => {
    const texts = [{ teacherLogp: log(1 / 4) }, { teacherLogp: log(1 / 16) }]
    expect(weigh({ kind: 'perplexity', of: 'teacher', tau: 2 }, ...texts)).toEqual(rounded([4 / 3, 2 / 3]))
  })

  it('is normalised within a problem and an outcome', () => {
    const texts = [
      { ...right, studentLogp: [-1] },
      { ...wrong, studentLogp: [-5] },
      { ...right, problem: 1, studentLogp: [-9] },
    ]
    expect(weigh({ kind: 'perplexity', of: 'student', tau: 1 }, ...texts)).toEqual([1, 1, 1])
  })

  it('reads the mean log-prob of a text', () => {
    const batch = batchOf({ length: 2, studentLogp: [-1, -3] }, { length: 1, studentLogp: [-2] })
    expect([...weightsOf(batch, ['student'], [{ kind: 'perplexity', of: 'student', tau: 1 }])]).toEqual([1, 1, 1])
  })

  it('stays finite for a tiny tau: all weight on the largest', () => {
    const texts = [{ studentLogp: [-8] }, { studentLogp: [-9] }]
    expect(weigh({ kind: 'perplexity', of: 'student', tau: 1e-3 }, ...texts)).toEqual([0, 2])
  })
})

describe('pass-rate', () => {
  it('p (1 - p) over its mean in the batch: pass rates 1/2 and 0 give 2 and 0', () => {
    const texts = [right, wrong, { ...wrong, problem: 1 }, { ...wrong, problem: 1 }]
    expect(weigh({ kind: 'pass-rate', a: 1, b: 1 }, ...texts)).toEqual([2, 2, 0, 0])
  })

  it('of pass rates 1/2 and 1/4, a mean over problems: 8/7 and 6/7', () => {
    const other = { problem: 1 }
    const texts = [right, wrong, { ...right, ...other }, { ...wrong, ...other }, { ...wrong, ...other }]
    const [half, , quarter] = weigh({ kind: 'pass-rate', a: 1, b: 1 }, ...texts, { ...wrong, ...other })
    // 1/4 and 3/16, mean 7/32.
    expect([half, quarter]).toEqual(rounded([8 / 7, 6 / 7]))
  })

  it('exponents: p^2 alone, 1 against 1/4, mean 5/8', () => {
    const texts = [right, { ...right, problem: 1 }, { ...wrong, problem: 1 }]
    expect(weigh({ kind: 'pass-rate', a: 2, b: 0 }, ...texts)).toEqual([1.6, 0.4, 0.4])
  })

  it('all right and all wrong: 0, not 0/0', () => {
    expect(weigh({ kind: 'pass-rate', a: 1, b: 1 }, right, right, { ...wrong, problem: 1 })).toEqual([0, 0, 0])
  })

  it("reads another draw's texts, and gives 0 to a problem that it lacks", () => {
    const batch = batchOf(
      { length: 1, draw: 'teacher', right: true },
      { length: 1, draw: 'teacher', problem: 1, right: true },
      { length: 1, right: true },
      { length: 1 },
    )
    const weight = { kind: 'pass-rate', a: 1, b: 1, draw: 'student' } as const
    expect([...weightsOf(batch, ['teacher'], [weight])]).toEqual([1, 0, 0, 0])
  })
})

describe('polarity', () => {
  const weight = { kind: 'polarity', clip: 1, threshold: 0.5 } as const

  it('is the sign of the outcome times that of the mean clipped gap', () => {
    const up = { teacherLogp: [-1], studentLogp: [-2] }
    const down = { teacherLogp: [-2], studentLogp: [-1] }
    const texts = [
      { ...right, ...up },
      { ...right, ...down },
      { ...wrong, ...up },
      { ...wrong, ...down },
    ]
    expect(weigh(weight, ...texts)).toEqual([1, -1, -1, 1])
  })

  it('is 0 up to the threshold, which the clipped gap must pass', () => {
    // Clipped to -1 and 1 the gaps cancel, though their plain mean is 4.
    const batch = batchOf(
      { length: 2, right: true, teacherLogp: [-1, -1], studentLogp: [-10, 0] },
      { length: 1, right: true, teacherLogp: [-1], studentLogp: [-1.5] },
      { length: 1, right: true, teacherLogp: [-1], studentLogp: [-1.6] },
    )
    expect(rounded(weightsOf(batch, ['student'], [weight]))).toEqual([0, 0, 0, 1])
  })

  it('does not ask format tokens: they would turn the sign of this text', () => {
    const text = { length: 3, right: true, teacherLogp: [-1, -2, -2], studentLogp: [-2, -1, -1], special: [1, 2] }
    expect(rounded(weightsOf(batchOf(text), ['student'], [weight]))).toEqual([1, 1, 1])
  })
})

describe('consensus', () => {
  const answers = (...given: readonly (string | null)[]) => given.map((answer) => ({ answer }))
  const weight = (texts: 'agreeing' | 'all', share = 0.5) =>
    ({ kind: 'consensus', draw: 'student', share, texts }) as const

  it('keeps the texts of the majority, or all of an agreeing group', () => {
    expect(weigh(weight('agreeing'), ...answers('4', '5', '4'))).toEqual([1, 0, 1])
    expect(weigh(weight('all'), ...answers('4', '5', '4'))).toEqual([1, 1, 1])
  })

  it('drops a group that does not agree; texts without an answer count against it', () => {
    expect(weigh(weight('all', 0.6), ...answers('4', '5'))).toEqual([0, 0])
    expect(weigh(weight('all', 0.6), ...answers('4', null))).toEqual([0, 0])
    expect(weigh(weight('all'), ...answers(null, null))).toEqual([0, 0])
  })

  it('at a tie, takes the answer that came first', () => {
    expect(weigh(weight('agreeing'), ...answers('5', '4', '4', '5'))).toEqual([1, 0, 0, 1])
  })

  it("takes a tutor's vote for the student's texts of the problem", () => {
    const batch = batchOf(
      { length: 1, draw: 'tutor', answer: '4' },
      { length: 1, answer: '5' },
      { length: 1, problem: 1, answer: '4' },
    )
    const tutor = (texts: 'agreeing' | 'all') => ({ ...weight(texts), draw: 'tutor' })
    expect([...weightsOf(batch, ['student'], [tutor('all')])]).toEqual([0, 1, 0])
    expect([...weightsOf(batch, ['student'], [tutor('agreeing')])]).toEqual([0, 0, 0])
  })
})
