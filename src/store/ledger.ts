/** @file One-line accounts of a scored rollout: how far the two models are apart, and what the context moved. */
import type { RolloutToken, ScoredRollout } from '../engine/types.ts'

/** Sum of the gaps over the student's own tokens, nats. Infinite when one gap is. */
export function totalGap(score: ScoredRollout, tokens: readonly RolloutToken[]): number {
  return score.tokens.reduce((sum, { gap }, i) => (tokens[i]?.source === 'student' ? sum + gap : sum), 0)
}

export interface Movement {
  /** Change of the text's log-prob under the teacher when it sees the context, nats. */
  readonly total: number
  /** Sum of the sizes of every token's change, nats: what moved, whichever way. */
  readonly moved: number
  /** The fewest tokens that hold half of `moved`. */
  readonly halfOn: number
  /** The student's tokens. */
  readonly count: number
}

/** What the context changes, token by token, summed up. Tokens without a finite change are left out. */
export function movement(without: ScoredRollout, told: ScoredRollout, tokens: readonly RolloutToken[]): Movement {
  const changes = told.tokens
    .map(({ logpTeacher }, i) => ({
      own: tokens[i]?.source === 'student',
      change: logpTeacher - (without.tokens[i]?.logpTeacher ?? Number.NaN),
    }))
    .filter(({ own, change }) => own && Number.isFinite(change))
    .map(({ change }) => change)
  const sizes = changes.map(Math.abs).sort((a, b) => b - a)
  const moved = sizes.reduce((sum, size) => sum + size, 0)
  let halfOn = 0
  for (let sum = 0; halfOn < sizes.length && sum < moved / 2; halfOn++) sum += sizes[halfOn] ?? 0
  return { total: changes.reduce((sum, change) => sum + change, 0), moved, halfOn, count: changes.length }
}
