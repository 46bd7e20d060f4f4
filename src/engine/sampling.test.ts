import { describe, expect, it } from 'vitest'
import { EngineError } from './errors.ts'
import { chooseToken, keptDistribution } from './sampling.ts'

const PLAIN = { temperature: 1, topK: 0, topP: 1, minP: 0 }
/** Probabilities 0.1, 0.4, 0.2, 0.3. */
const LOGITS = [0.1, 0.4, 0.2, 0.3].map(Math.log)

function expectKept(shape: Partial<typeof PLAIN>, ids: number[], probabilities: number[]) {
  const kept = keptDistribution(LOGITS, { ...PLAIN, ...shape })
  expect(kept.ids).toEqual(ids)
  kept.probabilities.forEach((probability, index) => {
    expect(probability).toBeCloseTo(probabilities[index]!, 12)
  })
}

describe('keptDistribution, by hand', () => {
  it('keeps everything by default', () => expectKept({}, [0, 1, 2, 3], [0.1, 0.4, 0.2, 0.3]))

  it('raises probabilities to the power 1/temperature', () => {
    // Temperature 0.5 squares them: 0.01, 0.16, 0.04, 0.09, sum 0.30.
    expectKept({ temperature: 0.5 }, [0, 1, 2, 3], [1 / 30, 16 / 30, 4 / 30, 9 / 30])
  })

  it('cuts to the top k', () => expectKept({ topK: 2 }, [1, 3], [4 / 7, 3 / 7]))

  it('cuts to the smallest set that holds top-p', () => {
    expectKept({ topP: 0.69 }, [1, 3], [4 / 7, 3 / 7])
    expectKept({ topP: 0.75 }, [1, 2, 3], [4 / 9, 2 / 9, 3 / 9])
    expectKept({ topP: 0.01 }, [1], [1])
  })

  it('applies top-p to what top-k left', () => {
    // Of (4/7, 3/7) the first alone holds 0.57 of the mass.
    expectKept({ topK: 2, topP: 0.5 }, [1], [1])
  })

  it('applies top-p after the temperature', () => {
    // At temperature 0.5 the best two hold 25/30 = 0.83.
    expectKept({ temperature: 0.5, topP: 0.8 }, [1, 3], [16 / 25, 9 / 25])
  })

  it('drops what is less than min-p times the best', () => {
    expectKept({ minP: 0.6 }, [1, 3], [4 / 7, 3 / 7])
    expectKept({ minP: 1 }, [1], [1])
  })
})

describe('chooseToken', () => {
  it('inverts the cumulative distribution in ascending order of ids', () => {
    const choices = [0, 0.0999, 0.1001, 0.4999, 0.5001, 0.6999, 0.7001, 0.999999].map(
      (u) => chooseToken(LOGITS, PLAIN, u).id,
    )
    expect(choices).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  })

  it('is greedy at temperature 0, lower id first', () => {
    expect(chooseToken([1, 2, 2], { ...PLAIN, temperature: 0 }, 0.99).id).toBe(1)
  })

  it('survives temperatures near 0 and infinite logits', () => {
    expect(chooseToken([-1e6, 700, Number.NEGATIVE_INFINITY], { ...PLAIN, temperature: 1e-6 }, 0.5).id).toBe(1)
  })

  it('refuses a row with NaN', () => {
    expect(() => chooseToken([0, Number.NaN, 1], PLAIN, 0.5)).toThrow(EngineError)
  })

  it('says the same log-probability however the token was drawn', () => {
    for (const shape of [PLAIN, { ...PLAIN, temperature: 0.5 }, { ...PLAIN, topK: 3 }, { ...PLAIN, temperature: 0 }]) {
      const { id, logp } = chooseToken(LOGITS, shape, 0.3)
      expect(logp).toBeCloseTo(LOGITS[id]!, 12)
    }
  })

  it('draws from all ids as from the distribution that it says it draws from', () => {
    const { ids, probabilities } = keptDistribution(LOGITS, { ...PLAIN, temperature: 0.7 })
    let below = 0
    for (const [i, p] of probabilities.entries()) {
      expect(chooseToken(LOGITS, { ...PLAIN, temperature: 0.7 }, below + p / 2).id).toBe(ids[i])
      below += p
    }
  })
})
