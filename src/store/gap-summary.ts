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

/**
 * Change of every token's log-prob under the teacher when it is told, nats; infinite where it falls to nothing or rises
 * from it. null on an environment's tokens, and where both are nothing.
 */
export function changes(
  without: ScoredRollout,
  told: ScoredRollout,
  tokens: readonly RolloutToken[],
): readonly (number | null)[] {
  return tokens.map(({ source }, i) => {
    const change = (told.tokens[i]?.logpTeacher ?? Number.NaN) - (without.tokens[i]?.logpTeacher ?? Number.NaN)
    return source !== 'student' || Number.isNaN(change) ? null : change
  })
}

/** What the context changes, token by token, summed up. Tokens without a finite change are left out. */
export function movement(without: ScoredRollout, told: ScoredRollout, tokens: readonly RolloutToken[]): Movement {
  const finite = changes(without, told, tokens).filter((change) => change !== null && Number.isFinite(change))
  const moves = finite.map(Number)
  const moved = moves.reduce((sum, move) => sum + Math.abs(move), 0)
  const total = moves.reduce((sum, move) => sum + move, 0)
  return { total, moved, halfOn: heaviest(moves).length, count: moves.length }
}

/** The fewest tokens that hold half of what moved, the largest first, by index. Infinite changes hold no share. */
export function heaviest(moves: readonly (number | null)[]): readonly number[] {
  const sizes = moves
    .map((move, index) => ({ index, size: Math.abs(move ?? 0) }))
    .filter(({ size }) => Number.isFinite(size))
    .sort((a, b) => b.size - a.size)
  const half = sizes.reduce((sum, { size }) => sum + size, 0) / 2
  let held = 0
  let count = 0
  for (; count < sizes.length && held < half; count++) held += sizes[count]?.size ?? 0
  return sizes.slice(0, count).map(({ index }) => index)
}

export interface Turns {
  /** Indices of tokens that are the told teacher's first choice and were not before. */
  readonly toAgree: readonly number[]
  readonly toDisagree: readonly number[]
  /** How many tokens are the teacher's first choice without and with the note. */
  readonly agreed: number
  readonly agrees: number
}

/** Teacher and student agree on a token when the student wrote what the teacher finds most likely. */
export function turns(without: ScoredRollout, told: ScoredRollout, tokens: readonly RolloutToken[]): Turns {
  const own = tokens.flatMap(({ source }, i) => (source === 'student' ? [i] : []))
  const before = new Set(own.filter((i) => without.tokens[i]?.rankTeacher === 1))
  const after = new Set(own.filter((i) => told.tokens[i]?.rankTeacher === 1))
  return {
    toAgree: [...after].filter((i) => !before.has(i)),
    toDisagree: [...before].filter((i) => !after.has(i)),
    agreed: before.size,
    agrees: after.size,
  }
}
