/** @file Who deserves the credit for a fork's outcome, and how the gap adds up along a branch. */
import { mean } from '../../divergence/stats.ts'
import type { RolloutToken, ScoredRollout } from '../../engine/types.ts'
import { familyOf, type RolloutHistory, startsWith } from '../../store/rollout-tree.ts'
import type { Fork, RolloutRecord } from '../../store/state.ts'

/** How often the continuations of one beginning are right. */
export interface Tally {
  readonly right: number
  readonly count: number
  /** The continuations. */
  readonly runs: readonly RolloutRecord[]
}

export interface Credit {
  readonly run: RolloutRecord
  readonly fork: Fork
  /** The parent, where the history still has it. */
  readonly parent: RolloutRecord | null
  /** Of all runs with the forced token, and of all with the token that stood there. */
  readonly forced: Tally
  readonly instead: Tally
}

/** What forcing a token did: for the fork on the stage, else for the tree's first that turned wrong into right, else its last. */
export function creditOf(shelves: RolloutHistory): Credit | null {
  const family = familyOf(shelves)
  const parentOf = ({ fork }: RolloutRecord): RolloutRecord | null =>
    family.find(({ id }) => id === fork?.parent) ?? null
  const forks = family.filter(({ fork, result }) => fork && result)
  const mended = (rollout: RolloutRecord): boolean => isRight(rollout) && !isRight(parentOf(rollout))
  const rollout = forks.find(({ id }) => id === shelves.rollout?.id) ?? forks.find(mended) ?? forks.at(-1)
  if (!rollout?.fork) return null
  const { fork } = rollout
  const tally = (token: RolloutToken): Tally => {
    const twins = family.filter(
      (each) => each.result && startsWith(each, [...rollout.tokens.slice(0, fork.index), token]),
    )
    return { right: twins.filter(isRight).length, count: twins.length, runs: twins }
  }
  return { run: rollout, fork, parent: parentOf(rollout), forced: tally(fork.token), instead: tally(fork.instead) }
}

const isRight = (rollout: RolloutRecord | null): boolean => rollout?.result?.verdict.status === 'right'

/** Mean gap over the student's tokens from an index on, nats; NaN where there are none. */
export function meanGap(score: ScoredRollout, tokens: readonly RolloutToken[], from = 0): number {
  const gaps = score.tokens.filter((_, i) => i >= from && tokens[i]?.source === 'student').map(({ gap }) => gap)
  return mean(gaps)
}

/** The gap summed token by token after an index, nats: first 0, then with one more of the student's tokens each. */
export function gapAfter(score: ScoredRollout, tokens: readonly RolloutToken[], index: number): readonly number[] {
  const sums = [0]
  for (const [i, { gap }] of score.tokens.entries())
    if (i > index && tokens[i]?.source === 'student') sums.push((sums.at(-1) ?? 0) + gap)
  return sums
}
