import { describe, expect, it } from 'vitest'
import type { DecoderConfig } from './config.ts'
import { growWeights } from './grow.ts'
import { initialWeights } from './initialize.ts'
import { referenceLogits } from './reference.test-helper.ts'

const SMALL: DecoderConfig = {
  vocabSize: 9,
  hiddenSize: 8,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  ffnSize: 6,
  maxPositions: 16,
  ropeTheta: 100,
  normEpsilon: 1e-5,
}

describe('growing a network', () => {
  it('changes no logit', () => {
    const weights = initialWeights(SMALL, 5)
    const large = { ...SMALL, layers: 3, ffnSize: 10 }
    const grown = growWeights(SMALL, large, weights, 6)
    const ids = [1, 4, 8, 2]
    const wanted = referenceLogits(SMALL, weights, ids)
    referenceLogits(large, grown, ids).forEach((row, t) => {
      for (const [i, x] of row.entries()) expect(x).toBeCloseTo(wanted[t]?.[i] ?? Number.NaN, 6)
    })
  })

  it('refuses another width and a smaller network', () => {
    const weights = initialWeights(SMALL, 5)
    expect(() => growWeights(SMALL, { ...SMALL, hiddenSize: 16 }, weights, 1)).toThrow(/layers and feed-forward/)
    expect(() => growWeights(SMALL, { ...SMALL, ffnSize: 4 }, weights, 1)).toThrow(RangeError)
  })
})
