import { describe, expect, it } from 'vitest'
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { mostDisliked, NO_BETS, openRound, placeBet, pointsOf, revealBets, withTeams } from './bets.ts'

/** A text of tokens with these gaps; 'e' stands for one that the environment wrote. */
function textOf(gaps: readonly (number | 'e')[]) {
  const tokens = gaps.map(
    (gap, id): RolloutToken => ({
      id,
      text: `${id}`,
      logpStudent: -1,
      source: gap === 'e' ? 'environment' : 'student',
    }),
  )
  const score = { tokens: gaps.map((gap) => ({ gap: gap === 'e' ? -50 : gap })) } as unknown as ScoredRollout
  return { tokens, score }
}

describe('the points of a bet', () => {
  it('are the share of the worst gap: nothing for what the teacher does not dislike', () => {
    const { tokens, score } = textOf([0.5, -3, -1, 2, 0, -0.01])
    expect(tokens.map((_, i) => pointsOf(i, score, tokens))).toEqual([0, 100, 33, 0, 0, 0])
    expect(mostDisliked(score, tokens)).toBe(1)
  })

  it('are the same for the same gap, and finite beside an infinite one', () => {
    const pointsIn = (gaps: readonly number[]) => {
      const { tokens, score } = textOf(gaps)
      return tokens.map((_, i) => pointsOf(i, score, tokens))
    }
    expect(pointsIn([-2, -2, -1])).toEqual([100, 100, 50])
    expect(pointsIn([Number.NEGATIVE_INFINITY, -4, Number.NEGATIVE_INFINITY])).toEqual([100, 0, 100])
    expect(pointsIn([1, 1, 0])).toEqual([0, 0, 0])
  })

  it('know nothing of tokens that the student did not write', () => {
    const { tokens, score } = textOf(['e', -1, 0])
    expect(pointsOf(0, score, tokens)).toBe(0)
    expect(pointsOf(1, score, tokens)).toBe(100)
    expect(mostDisliked(score, tokens)).toBe(1)
    expect(pointsOf(9, score, tokens)).toBe(0)
  })
})

describe('a round', () => {
  it('passes the turn on, lets bets be moved, and tallies once', () => {
    const { tokens, score } = textOf([0, -3, -1])
    let bets = openRound(withTeams(NO_BETS, 2), 7)
    bets = placeBet(bets, 0)
    expect(bets.turn).toBe(1)
    bets = placeBet(bets, 2)
    bets = placeBet({ ...bets, turn: 0 }, 1)
    bets = revealBets(bets, score, tokens)
    expect(bets.teams.map(({ score, rounds }) => [score, rounds])).toEqual([
      [100, 1],
      [33, 1],
    ])
    expect(revealBets(bets, score, tokens)).toBe(bets)
    expect(placeBet(bets, 0)).toBe(bets)
    bets = revealBets(placeBet(openRound(bets, 8), 0), score, tokens)
    expect(bets.teams.map(({ score, rounds }) => [score, rounds])).toEqual([
      [100, 2],
      [33, 1],
    ])
  })

  it('is not over before anyone has bet', () => {
    const { tokens, score } = textOf([0, -3])
    const open = openRound(NO_BETS, 1)
    expect(revealBets(open, score, tokens)).toBe(open)
  })
})
