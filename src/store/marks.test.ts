import { describe, expect, it } from 'vitest'
import type { RolloutToken, ScoredRollout, TokenScore } from '../engine/types.ts'
import { conditionKey } from '../settings/scoring-keys.ts'
import type { Settings } from '../settings/settings.ts'
import { DEFAULTS } from '../testing/app.ts'
import { gapLimit, markScale, markValues } from './marks.ts'
import type { RolloutRecord } from './state.ts'

const token = (source: RolloutToken['source'] = 'student') =>
  ({ id: 1, text: 'a', source, logpStudent: -1 }) as RolloutToken

const scoreOf = (gaps: readonly number[], context: ScoredRollout['context'], divergence = 0) =>
  ({
    ...{ teacher: DEFAULTS.teacher, context },
    tokens: gaps.map((gap) => ({ gap, divergences: { jsd: divergence } }) as unknown as TokenScore),
  }) as unknown as ScoredRollout

function page(without: readonly number[], told: readonly number[], settings: Partial<Settings> = {}) {
  const entry = (score: ScoredRollout) => ({ params: '', score, models: {} })
  const scores = {
    [conditionKey(DEFAULTS.teacher, null)]: entry(scoreOf(without, null, 0.4)),
    [conditionKey(DEFAULTS.teacher, 'trace')]: entry(scoreOf(told, 'trace', 0.1)),
  }
  const rollout = { id: 0, tokens: without.map(() => token()), scores } as unknown as RolloutRecord
  return { rollout, settings: { ...DEFAULTS, ...settings } }
}

describe('the marks’ scale', () => {
  it('is the chosen one as long as the switch changes what is seen', () => {
    expect(markScale(page([-2, 1], [-2.9, 4]))).toEqual({ limit: 3, widenedFrom: null })
    expect(markScale(page([-5.9, 1], [-2, 1])).limit).toBe(3)
    // One token hides its change, another shows a larger one.
    expect(markScale(page([-9.2, -5.3], [-9.8, -0.7])).limit).toBe(3)
  })

  it('follows where a token lies beyond it both times, and says from where', () => {
    expect(markScale(page([-5.86], [-6.37]))).toEqual({ limit: 6, widenedFrom: 3 })
    expect(markScale(page([-7], [-9])).limit).toBe(12)
    expect(gapLimit(page([-5.86], [-6.37], { marks: 'divergence' }))).toBe(6)
  })

  it('stays where the two readings are one to the eye, or infinite', () => {
    expect(markScale(page([-6], [-6.1])).limit).toBe(3)
    expect(markScale(page([Number.NEGATIVE_INFINITY], [-5])).limit).toBe(3)
  })

  it('holds the largest value of the divergence that is shown', () => {
    expect(markScale(page([-1], [1], { marks: 'divergence', divergence: 'jsd' }))).toEqual({
      limit: 0.5,
      widenedFrom: null,
    })
  })
})

describe('the marks', () => {
  it('are the gaps, or the divergence with the gap’s sign; none on what the environment wrote', () => {
    const score = scoreOf([-2, 3, 1], null, 0.4)
    const tokens = [token(), token(), token('environment')]
    expect(markValues(score, tokens, { marks: 'gap', divergence: 'jsd' })).toEqual([-2, 3, null])
    expect(markValues(score, tokens, { marks: 'divergence', divergence: 'jsd' })).toEqual([-0.4, 0.4, null])
    expect(markValues(null, tokens, { marks: 'gap', divergence: 'jsd' })).toBeNull()
  })
})
