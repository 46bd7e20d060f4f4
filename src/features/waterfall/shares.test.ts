import { describe, expect, it } from 'vitest'
import {
  contributionsOf,
  entropyAtStudentTop,
  type LossToken,
  massShares,
  sharesOf,
  studentTopAbove,
  type Thresholds,
  tokensCarrying,
} from './shares.ts'

const NONE: Thresholds = { clip: 0, teacherGate: 0, studentTop: 1, prefix: 0 }

const token = (index: number, value: number, entropyStudent = 1, entropyTeacher = 1): LossToken => ({
  index,
  value,
  cut: value,
  mass: Math.abs(value) / 2,
  massCut: Math.abs(value) / 2,
  entropyStudent,
  entropyTeacher,
})

const TOKENS = [token(0, 1, 0.1, 0.5), token(1, -5, 0.9, 0), token(2, 3, 0.4, 2), token(3, 1, 0.4, 0.2)]

const kept = (thresholds: Partial<Thresholds>) =>
  contributionsOf(TOKENS, { ...NONE, ...thresholds }).map((each) => each.kept)

describe('contributions', () => {
  it('are sorted by size, signs kept, equal ones as they stand in the text', () => {
    const all = contributionsOf(TOKENS, NONE)
    expect(all.map(({ index }) => index)).toEqual([1, 2, 0, 3])
    expect(all.map(({ share }) => share)).toEqual([0.5, 0.3, 0.1, 0.1])
    expect(all.map(({ cumulative }) => Number(cumulative.toFixed(9)))).toEqual([0.5, 0.8, 0.9, 1])
  })

  it('are clipped both ways, and the shares follow', () => {
    expect(kept({ clip: 2 })).toEqual([-2, 2, 1, 1])
    const all = contributionsOf(TOKENS, { ...NONE, clip: 2 })
    expect(all.map(({ share }) => Number(share.toFixed(6)))).toEqual([0.333333, 0.333333, 0.166667, 0.166667])
  })

  it('pass the gates: teacher’s entropy above, the student’s highest, the first tokens', () => {
    expect(kept({ teacherGate: 0.5 })).toEqual([0, 3, 0, 0])
    expect(kept({ studentTop: 0.5 })).toEqual([-5, 3, 0, 0])
    expect(kept({ studentTop: 0.26 })).toEqual([-5, 3, 0, 0])
    expect(kept({ prefix: 1 })).toEqual([0, 0, 1, 0])
    expect(kept({ prefix: 3, studentTop: 0.75, clip: 1 })).toEqual([-1, 1, 0, 0])
  })
})

describe('the gradient’s mass', () => {
  const shares = (thresholds: Partial<Thresholds>, tokens = TOKENS) =>
    massShares(contributionsOf(tokens, { ...NONE, ...thresholds }))?.map(({ before, share }) =>
      [before, share].map((x) => Number(x.toFixed(6))),
    )

  it('falls on the tokens in the order of the text, and on the others where some are left out', () => {
    const before = [0.1, 0.5, 0.3, 0.1]
    expect(shares({})).toEqual(before.map((share) => [share, share]))
    expect(shares({ prefix: 2 })).toEqual([0.166667, 0.833333, 0, 0].map((share, i) => [before[i], share]))
    // A token of 5 that counts as 2 pulls with two fifths of its mass of 2.5; one of 3 with two thirds of 1.5.
    expect(shares({ clip: 2 })?.map(([, share]) => share)).toEqual([0.166667, 0.333333, 0.333333, 0.166667])
  })

  it('takes cut entries into account, keeps the gradient of a value of zero, and is unknown with one unknown', () => {
    const cut = TOKENS.map((each, i) => (i === 1 ? { ...each, cut: 0, massCut: 0.5 } : each))
    expect(shares({}, cut)?.map(([, share]) => share)).toEqual([0.166667, 0.166667, 0.5, 0.166667])
    expect(shares({}, [...TOKENS, { ...token(4, 1), mass: Number.NaN }])).toBeUndefined()
  })
})

describe('the share of the highest student entropies', () => {
  it('and the entropy where it cuts are each other’s inverse, ties aside', () => {
    expect([1, 0.5, 0.25].map((share) => entropyAtStudentTop(TOKENS, share))).toEqual([0, 0.4, 0.9])
    expect([0, 0.4, 0.41, 0.9].map((entropy) => studentTopAbove(TOKENS, entropy))).toEqual([1, 0.75, 0.25, 0.25])
    expect(studentTopAbove([], 1)).toBe(1)
  })
})

describe('shares', () => {
  it('of nothing are nothing, and infinite ones take everything', () => {
    expect(sharesOf([0, 0])).toEqual([0, 0])
    expect(sharesOf([Infinity, 3, -Infinity])).toEqual([0.5, 0, 0.5])
  })
})

describe('tokens that carry a part', () => {
  it('are the fewest that reach it, whatever order they stand in', () => {
    const all = contributionsOf(TOKENS, NONE)
    expect([0.5, 0.51, 0.8, 0.9, 1].map((part) => tokensCarrying(all, part))).toEqual([1, 2, 2, 3, 4])
    expect(tokensCarrying(contributionsOf(TOKENS, { ...NONE, clip: 1 }), 0.75)).toBe(3)
    expect(tokensCarrying(contributionsOf(TOKENS, { ...NONE, teacherGate: 9 }), 0.8)).toBe(0)
    const tenths = Array.from({ length: 10 }, (_, i) => token(i, 0.1))
    expect(tokensCarrying(contributionsOf(tenths, NONE), 0.8)).toBe(8)
  })
})
