/** @file Which token is looked at. Until someone looks, it is the one where teacher and student differ most. */
import type { RolloutToken, ScoredRollout } from '../engine/types.ts'
import { rememberLast } from './remember-last.ts'
import { viewOf } from './scoring.ts'
import type { AppState } from './state.ts'

/**
 * The token under the line that crosses every chart: the pointer's or the keyboard's, else the pinned one. Every token
 * of the page asks for it at every change, so the last answer is kept.
 */
export const crossedToken: (state: AppState) => number | null = rememberLast((state) =>
  inRange(state, state.hovered ?? state.pinned ?? pivotOf(state)),
)

/** The token whose details are shown: the pinned one, else the one that was last pointed at. */
export function detailedToken(state: AppState): number | null {
  return inRange(state, state.pinned ?? state.hovered ?? pivotOf(state))
}

function inRange({ rollout }: AppState, index: number | null): number | null {
  const count = rollout?.tokens.length ?? 0
  if (count === 0) return null
  // While the student writes, the eye is on its pen.
  return Math.min(index ?? (rollout?.result ? 0 : count - 1), count - 1)
}

const pivots = new WeakMap<ScoredRollout, number>()

/** The student's token with the largest gap, or null while nothing is scored. */
function pivotOf(state: AppState): number | null {
  const { shown, without, with: withContext } = viewOf(state)
  const score = shown ?? without ?? withContext
  if (!score || !state.rollout) return null
  const known = pivots.get(score)
  if (known !== undefined) return known
  const pivot = largestGap(score, state.rollout.tokens)
  pivots.set(score, pivot)
  return pivot
}

function largestGap(score: ScoredRollout, tokens: readonly RolloutToken[]): number {
  let best = 0
  let size = -1
  for (const [i, { gap }] of score.tokens.entries()) {
    if (tokens[i]?.source !== 'student' || !(Math.abs(gap) > size)) continue
    best = i
    size = Math.abs(gap)
  }
  return best
}
