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
  it('are 100 for the most disliked token, 0 for the best liked, and even steps between', () => {
    const { tokens, score } = textOf([0.5, -3, -1, 2, 0])
    expect(tokens.map((_, i) => pointsOf(i, score, tokens))).toEqual([25, 100, 75, 0, 50])
    expect(mostDisliked(score, tokens)).toBe(1)
  })

  it('are 50 on average, whatever the ties', () => {
    for (const gaps of [
      [1, 1, 1],
      [0, 0, -2, 5],
      [-1, -1, 3, 3, 3, 0],
      [Number.NEGATIVE_INFINITY, -4, Number.NEGATIVE_INFINITY],
    ]) {
      const { tokens, score } = textOf(gaps)
      const all = tokens.map((_, i) => pointsOf(i, score, tokens))
      expect(Math.abs(all.reduce((a, b) => a + b, 0) / all.length - 50)).toBeLessThan(0.5)
    }
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
      [50, 1],
    ])
    expect(revealBets(bets, score, tokens)).toBe(bets)
    expect(placeBet(bets, 0)).toBe(bets)
    bets = revealBets(placeBet(openRound(bets, 8), 0), score, tokens)
    expect(bets.teams.map(({ score, rounds }) => [score, rounds])).toEqual([
      [100, 2],
      [50, 1],
    ])
  })

  it('is not over before anyone has bet', () => {
    const { tokens, score } = textOf([0, -3])
    const open = openRound(NO_BETS, 1)
    expect(revealBets(open, score, tokens)).toBe(open)
  })
})
