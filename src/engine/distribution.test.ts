import { describe, expect, it } from 'vitest'
import { argmax, entropy, logProbability, logSoftmax, rankOf, topK } from './distribution.ts'

/** Probabilities 1/2, 1/4, 1/4 as logits, shifted by a constant that must not matter. */
const LOGITS = [Math.log(2) + 300, 300, 300]

describe('log-probabilities', () => {
  it('match the probabilities that the logits were made from', () => {
    const expected = [Math.log(0.5), Math.log(0.25), Math.log(0.25)]
    logSoftmax(LOGITS).forEach((logp, id) => {
      expect(logp).toBeCloseTo(expected[id]!, 12)
      expect(logProbability(LOGITS, id)).toBeCloseTo(expected[id]!, 12)
    })
  })

  it('stay finite where exponentials would overflow or vanish', () => {
    expect([...logSoftmax([1000, 0])]).toEqual([0, -1000])
  })

  it('give probability 0 to masked entries, which add nothing to the entropy', () => {
    const masked = logSoftmax([0, 0, Number.NEGATIVE_INFINITY])
    expect(masked[2]).toBe(Number.NEGATIVE_INFINITY)
    expect(entropy(masked)).toBeCloseTo(Math.log(2), 12)
  })
})

it('computes the entropy of (1/2, 1/4, 1/4): 1.5 bits', () => {
  expect(entropy(logSoftmax(LOGITS)) / Math.log(2)).toBeCloseTo(1.5, 12)
})

describe('order', () => {
  const scores = [1, 5, 3, 5, 2]

  it('breaks ties towards the lower id, everywhere alike', () => {
    expect(argmax(scores)).toBe(1)
    expect(scores.map((_, id) => rankOf(scores, id))).toEqual([5, 1, 3, 2, 4])
    expect(topK(scores, 3)).toEqual([1, 3, 2])
  })

  it('clips k to the vocabulary', () => {
    expect(topK(scores, 99)).toEqual([1, 3, 2, 4, 0])
    expect(topK(scores, 0)).toEqual([])
  })
})
